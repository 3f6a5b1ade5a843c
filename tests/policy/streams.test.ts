import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import type { Address } from '../../src/model/address.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { hearConsent, withdraw } from '../../src/policy/customer/address.ts';
import { withClaim } from '../../src/policy/customer/address-sent.ts';
import { changeTopic, unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { foldClaims } from '../../src/policy/customer/past-claims.ts';
import { emptyProfile } from '../../src/policy/customer/profile.ts';
import { type DeliveryQuestion, decide } from '../../src/policy/delivery/decide.ts';
import { staleAt } from '../../src/policy/delivery/useful.ts';
import { fromIso, localDay, toIso } from '../../src/policy/time/timing.ts';
import { cartJourney, segments, settings } from '../fixtures/catalogue.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const noon = fromIso('2026-03-04T12:00:00Z');

/** A message of the simulated customer. */
interface Sent {
  readonly id: string;
  readonly due: number;
  readonly priority: number;
  readonly channel: Channel;
  readonly topic: string;
  /** Its run ends before it: it never goes. */
  readonly vanishes: boolean;
  /** So often its service takes nothing. */
  readonly refusals: number;
  readonly useful: boolean;
}

/** The customer's clock, and the opt-out of a channel that they say some day: of all marketing, or of a topic. */
interface Customer {
  readonly zone: string;
  readonly optOut?: { readonly at: number; readonly channel: Channel; readonly topic: string | undefined } | undefined;
}

const inTokyo: Customer = { zone: 'Asia/Tokyo' };
const addresses = { email: 'c@example.com', sms: '+819012345678' } as const;
const agreement = { customer: 'c', granted: true, at: noon - day, reportedAt: noon - day, source: 'checkout' };
const agreed = hearConsent(unknownAddress, { ...agreement, account: true, leads: true, verified: true });

/** Two months of one customer: what went, and what was skipped, by a clock that only moves forward. */
function play(all: readonly Sent[], own: StoreSettings, customer = inTokyo) {
  const waiting = all.map((message) => ({ message, at: message.due, refusals: message.refusals, passedOver: 0 }));
  const [went, skipped]: [{ message: Sent; at: number }[], { message: Sent; at: number }[]] = [[], []];
  const pending = new Map(all.map((message) => [message.id, message]));
  let profile: Profile = { ...emptyProfile('c'), identities: { email: addresses.email } };
  const known: Record<'email' | 'sms', Address> = { email: agreed, sms: agreed };
  let { optOut } = customer;
  for (let turns = 0; waiting.length > 0; turns += 1) {
    if (turns > 20_000) throw new Error('some message neither goes nor is skipped');
    waiting.sort((one, other) => one.at - other.at);
    const next = waiting.shift();
    if (next === undefined) break;
    const { message, at: now } = next;
    if (optOut !== undefined && optOut.at <= now) {
      known[optOut.channel] = afterOptOut(known[optOut.channel], optOut);
      optOut = undefined;
    }
    pending.delete(message.id); // its run has gone on, whatever becomes of it
    if (message.vanishes) continue;
    const doors = {
      email: { address: addresses.email, known: known.email, own: true },
      sms: { address: addresses.sms, known: known.sms, own: true },
    };
    const rivals = [...pending.values()].map(runOf);
    const decision = decide({
      ...questionOf(message, customer),
      ...{ now, settings: own, profile, doors, rivals, passedOver: next.passedOver },
    });
    if (decision.do === 'skip') {
      skipped.push({ message, at: now });
    } else if (decision.do === 'hold') {
      expect(decision.until).toBeGreaterThan(now);
      waiting.push({ ...next, at: decision.until, passedOver: decision.passedOver ?? next.passedOver });
    } else if (next.refusals > 0) {
      waiting.push({ ...next, refusals: next.refusals - 1, at: now + 7 * minute });
    } else {
      const { channel, topic } = message;
      const claim = { at: now, channel, purpose: 'marketing', topic } as const;
      const { claims, past } = foldClaims(profile, now, 14 * day);
      profile = { ...profile, claims: { ...claims, [`${message.id}_s`]: claim }, ...(past && { past }) };
      known[channel] = withClaim(known[channel], `${message.id}_s`, claim);
      went.push({ message, at: now });
    }
  }
  return { went, skipped };
}

function afterOptOut(address: Address, { at, topic }: NonNullable<Customer['optOut']>): Address {
  const out = (words: Address) => withdraw(words, 'c', at, 'unsubscribe link');
  return topic === undefined ? out(address) : changeTopic(address, topic, out);
}

function runOf({ id, due, priority }: Sent): Run {
  return {
    id,
    customer: 'c',
    journey: 'cart-journey',
    subject: { kind: 'cart', id },
    startedAt: noon,
    startedBy: id,
    test: false,
    input: { customer: 'c', run: id, journey: 'cart-journey', next: { until: toIso(due) } },
    filter: { cart: { total: { amount: 48 } } },
    next: { at: due, priority },
  };
}

function questionOf(message: Sent, { zone }: Customer) {
  const { id, due, priority, channel, topic, useful } = message;
  const usefulUntil = { days: 0, at: '20:00' };
  const purpose = 'marketing';
  return {
    due,
    step: { id: 's', message: 's', channels: [channel], purpose, topic, priority, ...(useful && { usefulUntil }) },
    run: runOf(message),
    rules: cartJourney,
    key: `${id}_s`,
    facts: [],
    segments,
    zone,
    where: { zone, basis: 'told' },
    configured: ['email', 'sms'],
  } satisfies Partial<DeliveryQuestion>;
}

const plain = { channel: 'email', topic: 'offers', vanishes: false, refusals: 0, useful: false } as const;
const channel = fc.constantFrom('email' as const, 'email' as const, 'sms' as const);
const topic = fc.constantFrom('offers', 'restock');
const time = fc.integer({ min: 0, max: 45 * 24 * 60 }).map((minutes) => noon + minutes * minute);

/** The clocks of all but Tokyo change within the 45 days; those of Lord Howe by half an hour. */
const customers: fc.Arbitrary<Customer> = fc.record({
  zone: fc.constantFrom('Asia/Tokyo', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe'),
  optOut: fc.option(fc.record({ at: time, channel, topic: fc.option(topic, { nil: undefined }) }), { nil: undefined }),
});

const messages = fc
  .array(
    fc.record({
      due: time,
      channel,
      topic,
      priority: fc.constantFrom(10, 50, 50, 90),
      vanishes: fc.boolean(),
      refusals: fc.constantFrom(0, 0, 0, 1, 3),
      useful: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((all) => all.map((one, n) => ({ ...one, id: `run-${n}` })));

describe('any stream of messages', () => {
  const own: StoreSettings = {
    ...settings,
    caps: { marketingPerDay: 2, marketingPerWeek: 4, marketingPerMonth: 10 },
    gaps: { email: 5 * 60, sms: 24 * 60 },
    sending: { spreadMinutes: 15 },
    hours: { notOn: ['Sunday'] },
  };

  it('never goes at night, over a cap, too soon or after an opt-out, on any clock, and each message has one outcome', () => {
    fc.assert(
      fc.property(messages, customers, (all, customer) => {
        const { zone, optOut } = customer;
        const { went, skipped } = play(all, own, customer);
        const outcomes = [...went, ...skipped].map(({ message }) => message.id);
        expect(outcomes.sort()).toEqual(all.flatMap(({ id, vanishes }) => (vanishes ? [] : [id])).sort());
        const times = went.map(({ at }) => at);
        for (const [index, { message, at }] of went.entries()) {
          const clock = clockIn(zone, at);
          const within = (span: number) => times.slice(0, index + 1).filter((time) => time > at - span).length;
          const today = times.filter((time) => clockIn(zone, time).date === clock.date);
          expect(today.length).toBeLessThanOrEqual(2);
          expect(within(7 * day)).toBeLessThanOrEqual(4);
          expect(within(30 * day)).toBeLessThanOrEqual(10);
          const before = went.slice(0, index).findLast((one) => one.message.channel === message.channel);
          expect(at - (before?.at ?? 0)).toBeGreaterThanOrEqual((message.channel === 'email' ? 5 : 24) * hour);
          expect([clock.hour >= 8 && clock.hour < 21, clock.weekday]).toEqual([true, expect.not.stringMatching('Sun')]);
          if (message.useful) expect([clock.date, clock.hour < 20]).toEqual([clockIn(zone, message.due).date, true]);
          expect(at).toBeLessThan(staleAt({ due: message.due, settings: own }));
          const isOut = message.channel === optOut?.channel && message.topic === (optOut.topic ?? message.topic);
          if (isOut) expect(at).toBeLessThan(optOut.at);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('starves no message: what is skipped as stale found the last of its days full', () => {
    const oneADay = { ...own, caps: { marketingPerDay: 1 }, gaps: {}, hours: {} };
    fc.assert(
      fc.property(messages, (all) => {
        const mails = all.map((one) => ({ ...one, channel: 'email' as const, useful: false, refusals: 0 }));
        const { went, skipped } = play(mails, oneADay);
        for (const { message } of skipped) {
          const stale = staleAt({ due: message.due, settings: oneADay });
          const today = localDay(stale - 1, 'Asia/Tokyo');
          const longestWay = 100_000 + 15 * minute;
          const isOpenInTime = today.start + 8 * hour + longestWay < stale;
          const last = isOpenInTime ? today : localDay(today.start - 1, 'Asia/Tokyo');
          expect(went.some(({ at }) => at >= last.start && at < last.end)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('sends a message in time although a more important one takes the only place of every day, at whatever hour', () => {
    const opening = 8 * 60;
    const minuteOfDay = fc.integer({ min: 0, max: 24 * 60 - 1 });
    const days = fc.record({
      due: minuteOfDay,
      rival: minuteOfDay.filter((at) => at !== opening), // one that is due as the day opens may be first or second
      priority: fc.constantFrom(11, 50, 99),
      staleAfter: fc.constantFrom(2, 3, 7), // days: of one day alone the more important message has the place
      spreadMinutes: fc.constantFrom(0, 15, 60),
    });
    const midnight = localDay(noon, 'Asia/Tokyo').start;
    fc.assert(
      fc.property(days, ({ due, rival, priority, staleAfter, spreadMinutes }) => {
        const staleAfterMinutes = staleAfter * 24 * 60;
        const oneADay = { ...own, caps: { marketingPerDay: 1 }, gaps: {}, hours: {}, staleAfterMinutes };
        const low = { ...plain, id: 'low', due: midnight + due * minute, priority: 10 };
        const daily = Array.from({ length: 10 }, (_, n) => {
          return { ...plain, id: `high-${n}`, due: midnight + n * day + rival * minute, priority };
        });
        const { went } = play([low, ...daily], { ...oneADay, sending: { spreadMinutes } });
        const at = went.find(({ message }) => message === low)?.at;
        expect(at).toBeDefined();
        expect(at).toBeLessThan(low.due + 5 * day); // three days are lost at most, if one is still left then
      }),
      { numRuns: 150 },
    );
  });

  it('sends what made way for a rival that never goes, minutes after the rival was due', () => {
    const low = { ...plain, id: 'low', due: noon - 9 * hour, priority: 10, useful: true };
    const high = { ...low, id: 'high', due: noon - 6 * hour, priority: 90, vanishes: true };
    const oneADay = { ...own, caps: { marketingPerDay: 1 } };
    expect(play([low, high], oneADay).went).toEqual([{ message: low, at: high.due + 5 * minute }]);
    const { went, skipped } = play([low, { ...high, vanishes: false }], oneADay);
    expect([went.map(({ message }) => message.id), skipped.map(({ message }) => message.id)]).toEqual([
      ['high'],
      ['low'],
    ]);
  });
});

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show, as the platform knows it. */
function clockIn(
  zone: string,
  time: number,
): { readonly date: string; readonly hour: number; readonly weekday: string } {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' } as const;
  const format = clocks.get(zone) ?? new Intl.DateTimeFormat('en-GB', { ...options, weekday: 'short', timeZone: zone });
  clocks.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
  const { year, month, day: date, hour: clock, weekday = '' } = parts;
  return { date: `${year}-${month}-${date}`, hour: Number(clock), weekday };
}
