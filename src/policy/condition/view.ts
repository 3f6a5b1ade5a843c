import { byChannel } from '../../commerce/customer/channel.ts';
import type { OrderFact } from '../../commerce/order/fact.ts';
import { day } from '../../commerce/values/time-units.ts';
import type { Fact } from '../../model/fact.ts';
import { attemptsJoined, type Message } from '../../model/message.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import type { Segment, Segments } from '../../model/segment.ts';
import type { View } from '../../model/view.ts';
import { matchesPattern } from '../../pattern/match.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { trustedProfile } from '../customer/profile.ts';
import { localeOf } from '../customer/wishes.ts';
import { livePlacedAt } from '../past/live.ts';
import { pastOf } from '../past/past.ts';
import { reorderAt } from '../past/reorder.ts';
import { factsAbout } from '../past/subject.ts';
import { plus, sumsOf } from '../past/sums.ts';
import { toIso } from '../time/timing.ts';
import { asSent, type Tree } from './filter.ts';

/** All that is known when a condition is decided. */
export interface Knowledge {
  readonly now: number;
  readonly run: Run;
  readonly profile: Profile;
  readonly facts: readonly Fact[];
  readonly segments: Segments;
  /** The lines that the ledger has of the run; they may be left out unless {@link asksFor} them. */
  readonly messages?: readonly Message[];
}

/** The view that a condition is matched against: today's knowledge, in the words that journeys use. */
export function viewOf({ now, run, profile, facts, segments, messages }: Knowledge): View {
  const read = facts.filter(isOrder).map((order) => ({ ...order, placedAt: livePlacedAt(order) }));
  const placed = [...read, ...pastOf(facts).orders.filter(({ history }) => !history)];
  const valid = placed.filter(({ cancelledAt }) => cancelledAt === undefined);
  const sinceStart = valid.filter(({ placedAt = 0 }) => placedAt > run.startedAt).length; // the order that started the run is none
  const nouns = Object.entries(factsAbout(run, facts)).map(([kind, fact]) => [kind, nounView(fact, facts)]);
  return {
    event: run.filter ?? {},
    customer: customerView(profile),
    ...Object.fromEntries(nouns),
    orders: { ...ordersView(facts, now), 'since start': sinceStart },
    segments: Object.fromEntries(
      Object.entries(segments).map(([name, segment]) => [name, belongs(segment, { now, profile, facts })]),
    ),
    ...(messages && { messages: { last: lastMessage(messages), coupon: hasCoupon(messages, facts, now) } }),
  };
}

/** True if a condition asks about a part of the view. */
export function asksFor(condition: Pattern, part: keyof View): boolean {
  return Object.entries(condition).some(([key, below]) =>
    key === '$or' && Array.isArray(below) ? below.some((alternative) => asksFor(alternative, part)) : key === part,
  );
}

/** True if a condition asks about anything but these parts of the view. */
export function asksBeyond(condition: Pattern, parts: readonly (keyof View)[]): boolean {
  return Object.entries(condition).some(([key, below]) =>
    key === '$or' && Array.isArray(below)
      ? below.some((alternative) => asksBeyond(alternative, parts))
      : !parts.some((part) => part === key),
  );
}

export function asksForConsent(condition: Pattern): boolean {
  return JSON.stringify(condition).includes('"consent"');
}

function customerView(profile: Profile) {
  const { name, country, timeZone, birthday, tags, consent } = trustedProfile(profile);
  const agreed = byChannel((channel) => consent[channel]?.granted === true);
  return { name, locale: localeOf(profile), country, 'time zone': timeZone, birthday, tags, consent: agreed };
}

/** The fields of a fact for its own folding or for delivery, which no condition asks for. */
const unasked = ['kind', 'said', 'toldAt', 'contact', 'cart', 'boughtAt', 'inSums', 'history', 'live'];

/** A fact as patterns see it: times are texts, refunds a list. */
function nounView(fact: Fact, facts: readonly Fact[]): Tree {
  const known = fact.kind === 'order' ? orderView(fact, facts) : fact;
  const entries = Object.entries(known).map(([key, value]): [string, unknown] => {
    const time = typeof value === 'number' && /^at$|At$/.test(key);
    return [key, time ? toIso(value) : asSent(value)];
  });
  return Object.fromEntries(entries.filter(([key, value]) => value !== undefined && !unasked.includes(key)));
}

function orderView(order: OrderFact, facts: readonly Fact[]) {
  return { ...order, reorderAt: reorderAt(order, facts), refunds: refundsView(order.refunds) };
}

function refundsView(refunds: OrderFact['refunds']) {
  return Object.entries(refunds).map(([id, { at, ...refund }]) => ({ id, ...refund, at: toIso(at) }));
}

/** True if a customer is in a segment at the time, by the profile and the facts given. */
export function belongs(
  segment: Segment,
  { now, profile, facts }: Pick<Knowledge, 'now' | 'profile' | 'facts'>,
): boolean {
  return matchesPattern(segment, { customer: customerView(profile), orders: ordersView(facts, now) });
}

/**
 * The customer's orders, without those that were cancelled. Only of the days since the last one it does not matter
 * what became of it: a customer who has just cancelled an order has not stayed away.
 */
function ordersView(facts: readonly Fact[], now: number) {
  const past = pastOf(facts);
  const read = facts.filter(isOrder);
  const placed = [...read, ...past.orders].sort((one, other) => other.placedAt - one.placedAt);
  const [latest] = placed;
  const last = placed.find(({ cancelledAt }) => cancelledAt === undefined);
  const sums = read.map(sumsOf).reduce(plus, past.sums);
  const currency = last?.total?.currency;
  return {
    count: sums.orders,
    'open refunds': sums.openRefunds,
    ...(latest && { 'days since last': Math.max(0, Math.floor((now - latest.placedAt) / day)) }),
    ...(last && {
      total: asSent(last.total),
      spent: asSent(currency === undefined ? undefined : { minor: sums.spent[currency] ?? 0, currency }),
    }),
  };
}

function isOrder(fact: Fact): fact is OrderFact & { readonly placedAt: number } {
  return fact.kind === 'order' && fact.placedAt !== undefined;
}

/** True if a coupon that the run sent is still valid, and was not used. */
function hasCoupon(messages: readonly Message[], facts: readonly Fact[], now: number): boolean {
  const used = new Set(facts.flatMap((fact) => (fact.kind === 'coupon' ? [fact.id] : [])));
  return messages.some(
    ({ outcome, coupon }) => outcome === 'sent' && coupon && coupon.expiresAt > now && !used.has(coupon.code),
  );
}

function lastMessage(messages: readonly Message[]) {
  const last = attemptsJoined(messages).toSorted((one, other) => other.due - one.due || other.at - one.at)[0];
  if (last === undefined) return undefined;
  const { outcome, feedback = {} } = last;
  const happened = (kind: keyof typeof feedback) => feedback[kind] !== undefined;
  return { outcome, delivered: happened('delivered'), opened: happened('opened'), clicked: happened('clicked') };
}
