import { day } from '../../commerce/values/time-units.ts';
import { placeAmongAll } from '../time/spread.ts';

/** The lanes of marketing. */
export type Lane = 'common' | 'second' | 'first';

interface LaneRules {
  /** The part of the account's rate that leaves by the lane. */
  readonly share: number;
  /** The lowest priority that may use it. */
  readonly from: number;
}

/**
 * All marketing may use the common lane; two narrow ones are open to what is more important, so that it does not wait
 * behind all the rest. The fifth of the rate that is left is the headroom of transactional messages, which wait in none.
 */
const rules: Readonly<Record<Lane, LaneRules>> = {
  common: { share: 0.6, from: 0 },
  second: { share: 0.1, from: 40 },
  first: { share: 0.1, from: 70 },
};

/**
 * The farthest that a lane reaches ahead, in milliseconds: within a day the quiet hours begin by every clock, which
 * ends it.
 */
export const longestLane = day;

/** The lanes that a marketing message of the priority may use, the widest first. */
export function lanesOpenTo(priority: number): Lane[] {
  const lanes = Object.keys(rules) as Lane[]; // the keys of a const object
  return lanes.filter((lane) => priority >= rules[lane].from);
}

/**
 * Each track has so much of the account's rate, and the last one has the rest: DynamoDB takes a thousand writes of one item
 * a second, which is twenty times that. When the rate is raised, the tracks that are there keep their part of it or get
 * more, so a new one adds no more than the raise however full the others are.
 */
const perTrack = 50;

/** One of the tracks that a lane consists of. */
export interface Track {
  /** `warm-up`: the day of a new sender, whose places are counted, and not waited for. */
  readonly lane: Lane | 'warm-up';
  /** Counted from 0. */
  readonly number: number;
  /** Milliseconds from one place on it to the next. */
  readonly length: number;
}

/**
 * The track of a lane that a message uses, whenever it is asked.
 * @param key the message's key
 * @param perSecond how many messages the account may send a second
 */
export function trackFor(lane: Lane, key: string, perSecond: number): Track & { readonly lane: Lane } {
  const number = Math.floor((placeAmongAll(key) * perSecond) / perTrack);
  const own = Math.min(perTrack, perSecond - number * perTrack);
  return { lane, number, length: Math.round(1e6 / (own * rules[lane].share)) / 1e3 };
}
