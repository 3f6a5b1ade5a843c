import { placeAmongAll } from './spread.ts';

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

const hour = 3_600_000;

/** How far ahead a lane reaches at most, in milliseconds: within a day the quiet hours begin by every clock, which ends it. */
export const longestLane = 24 * hour;

/** A message looks so far ahead of its turn, and no further, without asking whether the rate was raised; milliseconds. */
export const longestLook = 1.5 * hour;

/**
 * When a message that waits for its turn looks whether it may go sooner: an hour before, two hours before …, and only half
 * an hour or more from now. The same for the same turn, so that a second delivery parks it for the same time.
 * @returns epoch milliseconds; the turn itself when that is no more than {@link longestLook} ahead
 */
export function nextLook(turn: number, now: number): number {
  return turn - Math.max(0, Math.ceil((turn - now - longestLook) / hour)) * hour;
}

/** The lanes that a marketing message of the priority may use, the widest first. */
export function lanesOpenTo(priority: number): Lane[] {
  const lanes = Object.keys(rules) as Lane[]; // the keys of a const object
  return lanes.filter((lane) => priority >= rules[lane].from);
}

/**
 * DynamoDB takes a thousand writes of one item a second. A lane has as many tracks side by side as keep each at twenty
 * times its own rate below that.
 */
const perTrack = 50;

/** One of the tracks that a lane consists of. */
export interface Track {
  readonly lane: Lane;
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
export function trackFor(lane: Lane, key: string, perSecond: number): Track {
  const tracks = Math.ceil(perSecond / perTrack);
  const number = Math.floor(placeAmongAll(key) * tracks);
  return { lane, number, length: Math.round((1e6 * tracks) / (perSecond * rules[lane].share)) / 1e3 };
}
