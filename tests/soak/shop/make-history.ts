import type { SwitchScope } from '../../../src/model/switches.ts';
import { Chance, seedOf } from '../world/chance.ts';
import { type FaultRates, type Outage, services } from '../world/faults.ts';
import { Diary } from './acts.ts';
import type { History, PlannedPause, Shopper } from './history.ts';
import { type Person, personFrom } from './people.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** For how long people come to a shop, in days. */
const windowDays = 45;

/** What histories are made by. Times in milliseconds, the rest are probabilities. */
export interface HistoryOptions {
  readonly rates: FaultRates;
  readonly disorder: number;
  readonly outage: number;
  readonly joins: number;
  readonly optOuts: number;
  readonly choices: number;
  /** How many pauses of the shop there are. */
  readonly pauses: number;
  /** How many of the people ask for their erasure. */
  readonly erasures: number;
  /** How many of the mails that ask to confirm an agreement have a reader who does; without it the shop does not ask. */
  readonly confirms?: number;
}

/**
 * Makes up the history of one shop.
 * @param events about how many events it has; never fewer
 */
export function makeHistory(seed: number, events: number, options: HistoryOptions): History {
  const chance = new Chance(seedOf(seed, 'shop'));
  // Any time of the year, so that daylight-saving changes of all zones are met.
  const opens = Date.parse('2026-01-01T00:00:00Z') + chance.whole(0, 365) * day;
  const shoppers: Shopper[] = [];
  let told = 0;
  while (told < events) {
    const shopper = shopperFrom(`p${shoppers.length}`, seed, opens, options, shoppers.at(-1)?.person);
    shoppers.push(shopper);
    told += shopper.acts.length;
  }
  const closes = Math.max(...shoppers.flatMap(({ acts }) => acts.map(({ posted }) => posted)));
  const outages = outagesFrom(new Chance(seedOf(seed, 'outages')), shoppers, options.outage);
  const pauses = pausesFrom(new Chance(seedOf(seed, 'pauses')), opens, options.pauses);
  const { rates, confirms } = options;
  return { seed, opens, closes, shoppers, pauses, rates, outages, ...(confirms !== undefined && { confirms }) };
}

/** What a shop may pause, each of them once. */
const scopes: readonly SwitchScope[] = [
  'all',
  'channel#email',
  'channel#sms',
  'topic#offers',
  'topic#reviews',
  'topic#restock',
  'topic#order-updates',
  'journey#abandoned-cart',
  'journey#post-purchase',
  'journey#shipping-updates',
  'journey#browse-abandonment',
];

/** Pauses of minutes to days, at any time while people come. */
function pausesFrom(chance: Chance, opens: number, count: number): PlannedPause[] {
  const inOrder = scopes
    .map((scope) => ({ scope, place: chance.next() }))
    .toSorted((one, other) => one.place - other.place);
  return inOrder.slice(0, count).map(({ scope }) => {
    const from = opens + Math.floor(chance.between(1, windowDays) * day);
    return { scope, from, to: from + Math.floor(chance.pick([0.3, 3, 12, 40]) * hour) };
  });
}

function shopperFrom(name: string, seed: number, opens: number, options: HistoryOptions, before?: Person): Shopper {
  const chance = new Chance(seedOf(seed, 'shopper', name));
  const person = personFrom(name, chance, options, before);
  const began = opens + chance.between(0.01, windowDays - 5) * day;
  const diary = new Diary(person, chance, began, options);
  if (person.standing === 'account' && chance.happens(0.5)) diary.signUp(began);
  let at = began;
  for (let visits = chance.whole(1, 9); visits > 0 && at < opens + windowDays * day; visits -= 1) {
    at = diary.visit(at) + chance.between(0.1, 9) * day;
    if (chance.happens(0.4)) diary.oddment(at - hour);
  }
  const acts = diary.acts.toSorted((one, other) => one.posted - other.posted);
  return options.erasures > 0 ? withErasure({ person, acts }, seed, options.erasures) : { person, acts };
}

/** Some ask for their erasure, between two things that they do or after the last; afterwards half of them are never seen again. */
function withErasure(shopper: Shopper, seed: number, erasures: number): Shopper {
  const { person, acts } = shopper;
  const chance = new Chance(seedOf(seed, 'erasure', person.name));
  const last = acts[chance.whole(0, acts.length - 1)];
  if (last === undefined || !chance.happens(erasures)) return shopper;
  const erased = Math.floor(last.at + chance.between(0.1, 90) * 60_000);
  const comesBack = chance.happens(0.5);
  const { id, email, phone } =
    person.standing === 'guest' ? { ...last.detail.customer, id: undefined } : last.detail.customer;
  const customer = { ...(id && { id }), ...(email && { email }), ...(phone && { phone }) };
  if (Object.keys(customer).length === 0) return shopper; // a browser has nobody to speak for it
  const occurredAt = new Date(erased).toISOString();
  const detail = { version: 1, id: `${person.name}-erasure`, occurredAt, shop: 'demo', customer };
  const request = {
    at: erased,
    posted: erased + chance.whole(0, 60_000),
    type: 'customer.erased',
    kind: 'good',
    detail,
  } as const;
  const kept = comesBack ? acts : acts.filter(({ at }) => at <= erased);
  return { person, acts: [...kept, request].toSorted((one, other) => one.posted - other.posted), erased };
}

/**
 * A dozen outages in a shop's time, each of one service: half of them while an event is told of, the others around ten
 * o'clock somewhere, when most messages are due.
 */
function outagesFrom(chance: Chance, shoppers: readonly Shopper[], length: number): Outage[] {
  const times = shoppers.flatMap(({ acts }) => acts.map(({ posted }) => posted));
  if (length === 0) return [];
  return Array.from({ length: 12 }, (_, number) => {
    const near = times[chance.whole(0, times.length - 1)] ?? 0;
    const busy = number % 2 === 0 ? near : Math.floor(near / day + 1) * day + chance.pick([1, 1, 10, 14, 17]) * hour;
    const from = busy - Math.floor(chance.between(0, 0.9) * length);
    return {
      service: chance.pick([...services] as [Outage['service'], ...Outage['service'][]]),
      from,
      to: from + length,
    };
  });
}
