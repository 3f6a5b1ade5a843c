import type { Channel } from '../../commerce/customer/channel.ts';
import type { DeliverInput } from '../../model/step.ts';
import type { Decision } from '../../policy/delivery/decide.ts';
import { dayFor, goesUntil } from '../../policy/delivery/hold.ts';
import { timeOfPlace, type WarmDay } from '../../policy/delivery/warm-up.ts';
import { fromIso, toIso } from '../../policy/time/timing.ts';
import type { DeliverPorts, Delivery, Send } from './delivery.ts';
import { shortWait, type Turn } from './gate.ts';

type Hold = Extract<Decision, { do: 'hold' }>;

/** A message that comes back later than this after its turn takes another: many that were held up must not come at once. */
const placeHolds = 180_000;

/** A message that comes back waits for so many milliseconds with the nine others of its batch: the queue counts in seconds. */
const waitOnReturn = 2000;

/**
 * Waits for the turn of a message that may go. Transactional messages wait for none: a part of the rate is kept free
 * for them. Marketing with a much later turn is held until then, and keeps its place.
 * @returns why it is held; undefined when it goes now
 */
export async function waitForTurn(
  delivery: Delivery,
  { channel, address }: Send,
  { gate, stores, settings, pause }: DeliverPorts,
): Promise<Hold | undefined> {
  const { input, key, now, turns } = delivery;
  if (turns.has(channel)) return undefined;
  const warm = gate.warmDay(channel, now, settings.timeZone);
  if (warm !== undefined) return waitOnWarmDay(warm, delivery, { channel, address }, { gate, stores, settings });
  if (input.step.purpose === 'transactional') return undefined;
  const before = lastMoment(delivery, { channel, address }, settings);
  const own = placeOf(delivery, channel);
  const place = own ?? (await gate.take({ channel, priority: input.step.priority, key, now, before }, stores.lanes));
  if (place === undefined) return { do: 'hold', reason: 'busy', until: before };
  const wait = place.at - now;
  if (wait > (own ? waitOnReturn : shortWait)) {
    return { do: 'hold', reason: 'busy', until: place.at, place: { channel, at: place.at } };
  }
  if (wait > 0) await pause(Math.ceil(wait));
  turns.add(channel);
  return undefined;
}

/**
 * The turn of a message while its sender is new. Every message counts, and only marketing waits: spread over the open
 * hours, or for the next day when the day is full. A message counts once on a day, however often its service refuses it.
 */
async function waitOnWarmDay(
  warm: WarmDay,
  delivery: Delivery,
  { channel, address }: Omit<Send, 'do'>,
  { gate, stores, settings }: Pick<DeliverPorts, 'gate' | 'stores' | 'settings'>,
): Promise<Hold | undefined> {
  const { input, now, turns, counted } = delivery;
  turns.add(channel);
  if (placeOf(delivery, channel) !== undefined || counted.get(channel) === warm.start) return undefined;
  const place = await gate.countOn(warm, channel, stores.lanes);
  if (place !== undefined) counted.set(channel, warm.start);
  if (input.step.purpose === 'transactional') return undefined;
  const { from, to, back } = dayFor(warm, {
    ...delivery,
    run: { input },
    step: input.step,
    settings,
    channel,
    address,
  });
  const basis = { setting: { name: 'email.warmUp', value: warm.most } };
  if (place === undefined) return { do: 'hold', reason: 'warming-up', until: back, basis };
  const at = timeOfPlace(place, warm, { from, to });
  if (at <= now + shortWait || at >= lastMoment(delivery, { channel, address }, settings)) return undefined;
  return { do: 'hold', reason: 'warming-up', until: at, place: { channel, at }, basis };
}

/** The days of the warm-up on which the message was counted before. */
export function countedBefore({ parked }: DeliverInput): Map<Channel, number> {
  const { counted } = parked ?? {};
  return new Map(counted && [[counted.channel, fromIso(counted.day)]]);
}

/** The last day on which the message was counted, as it is parked with it. */
export function countedLast({ counted }: Pick<Delivery, 'counted'>): Pick<Parked, 'counted'> {
  const last = [...counted].toSorted(([, one], [, other]) => other - one)[0];
  return last === undefined ? {} : { counted: { channel: last[0], day: toIso(last[1]) } };
}

type Parked = NonNullable<DeliverInput['parked']>;

/** When a message that comes back too early has its turn; undefined when it need not wait any more. Epoch milliseconds. */
export function turnAhead({ parked }: DeliverInput, now: number): number | undefined {
  const at = parked?.place && fromIso(parked.place.at);
  return at !== undefined && now < at - waitOnReturn ? at : undefined;
}

/** The place that the message was given, if it comes back in time for it. */
function placeOf({ input, now }: Delivery, channel: Channel): Pick<Turn, 'at'> | undefined {
  const place = input.parked?.place;
  const at = place?.channel === channel ? fromIso(place.at) : undefined;
  return at !== undefined && at - waitOnReturn <= now && now <= at + placeHolds ? { at } : undefined;
}

/** The latest useful turn of a message: after it no more may be sent that day, or the message is stale or of no use. */
function lastMoment(delivery: Delivery, to: Omit<Send, 'do'>, settings: DeliverPorts['settings']): number {
  return Math.max(delivery.now + 1000, goesUntil({ ...delivery, ...to, step: delivery.input.step, settings }));
}
