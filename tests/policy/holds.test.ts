import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim, PastClaims } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { withClaim } from '../../src/policy/customer/address-sent.ts';
import { unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { addPast, foldClaims, joinPast, notCounted } from '../../src/policy/customer/past-claims.ts';
import { type HoldQuestion, holdOf } from '../../src/policy/delivery/hold.ts';
import { lastChance, staleAt } from '../../src/policy/delivery/useful.ts';
import { fromIso, localDay, toIso } from '../../src/policy/time/timing.ts';
import { settings } from '../fixtures/catalogue.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const noon = fromIso('2026-03-04T12:00:00Z');

const claimed = (at: number, more: Partial<Claim> = {}): Claim => ({
  at,
  channel: 'email',
  purpose: 'marketing',
  ...more,
});

/** A marketing e-mail at noon in UTC, of a shop that allows a hundred a day. */
function asked(more: Partial<HoldQuestion>): HoldQuestion {
  const run = { id: 'mine', input: { customer: 'c' } } as unknown as Run; // all that a hold asks for
  return {
    step: { purpose: 'marketing', priority: 50 },
    run,
    rivals: [],
    profile: { claims: {} },
    mailbox: { claims: {} },
    key: 'mine_s',
    channel: 'email',
    topic: 'offers',
    address: 'c@example.com',
    settings: { ...settings, caps: { marketingPerDay: 100 } },
    due: noon,
    now: noon,
    zone: 'UTC',
    where: { zone: 'UTC', basis: 'told' },
    ...more,
  };
}

const caps = (own: Partial<StoreSettings['caps']>, gaps?: StoreSettings['gaps']): StoreSettings => ({
  ...settings,
  caps: { marketingPerDay: 100, ...own },
  ...(gaps && { gaps }),
});

describe('a hold', () => {
  it('names every other limit that is full: one alone would let nothing go', () => {
    const claims = { 'other-0_s': claimed(noon - hour) };
    const own = caps({ marketingPerDay: 1 }, { email: 16 * 60 });
    expect(holdOf(asked({ settings: own, profile: { claims } }))?.basis).toMatchObject({
      setting: { name: 'caps.marketing per day' },
      also: [{ name: 'gaps.email', value: '16 hours' }],
    });
    const alone = holdOf(asked({ settings: caps({ marketingPerDay: 1 }), profile: { claims } }));
    expect(alone?.basis).not.toHaveProperty('also');
  });

  it('outside the hours names the day too, if no message goes on it', () => {
    const hours = { notOn: ['Sunday'], sending: { 'marketing email': { from: '10:00', to: '19:00' } } } as const;
    const [sunday, monday] = [fromIso('2026-03-08T20:00:00Z'), fromIso('2026-03-09T20:00:00Z')];
    const basisAt = (now: number) => holdOf(asked({ settings: { ...settings, hours }, now, due: now }))?.basis;
    expect(basisAt(sunday)).toMatchObject({ setting: { name: 'hours.email' }, also: [{ name: 'hours.not on' }] });
    expect(basisAt(monday)).not.toHaveProperty('also');
  });
});

describe('a cap', () => {
  const earlier = (...ago: number[]) =>
    Object.fromEntries(ago.map((time, n) => [`other-${n}_s`, claimed(noon - time)]));
  it.each<[what: string, settings: StoreSettings, claims: Record<string, Claim>, reason: string, until: string]>([
    ['of a week', caps({ marketingPerWeek: 2 }), earlier(3 * day, 5 * day), 'weekly-cap', '2026-03-06T12:00:50Z'],
    ['of a month', caps({ marketingPerMonth: 1 }), earlier(13 * day), 'monthly-cap', '2026-03-07T12:00:00.001Z'],
    [
      'of a channel',
      caps({ channels: { email: { perWeek: 1 } } }),
      earlier(6 * day),
      'weekly-cap',
      '2026-03-05T12:00:50Z',
    ],
    ['of a topic', caps({ topics: { offers: { perDay: 1 } } }), earlier(hour), 'daily-cap', '2026-03-05T08:00:50Z'],
    ['as a gap', caps({}, { email: 16 * 60 }), earlier(2 * hour), 'too-soon', '2026-03-05T08:00:50Z'],
    ['as a gap that ends today', caps({}, { email: 16 * 60 }), earlier(15 * hour), 'too-soon', '2026-03-04T13:00:50Z'],
  ])('%s holds a message until it is free', (_what, own, claims, reason, until) => {
    const hold = holdOf(asked({ settings: own, profile: { claims } }));
    expect(hold && [hold.reason, toIso(hold.until)]).toEqual([reason, until]);
    const theirs = holdOf(asked({ settings: own, mailbox: { claims } }));
    expect(theirs?.reason).toBe(reason);
    expect(hold?.basis.setting?.value).toBeDefined();
    expect(hold?.basis.rivals?.[0]).toMatchObject({ run: 'other-0', step: 's' });
  });

  it('of another channel or topic, or one that is not full, holds nothing', () => {
    const own = caps(
      { channels: { sms: { perDay: 1 } }, topics: { restock: { perDay: 1 } }, marketingPerWeek: 2 },
      { sms: 24 * 60 },
    );
    expect(holdOf(asked({ settings: own, profile: { claims: earlier(hour) } }))).toBeUndefined();
  });

  it('counts neither what was given back, nor transactional messages, nor its own earlier attempt', () => {
    const claims = {
      returned_s: claimed(noon - hour, { returned: true }),
      order_s: claimed(noon - hour, { purpose: 'transactional' }),
      mine_s: claimed(noon - hour),
    };
    expect(
      holdOf(asked({ settings: caps({ marketingPerDay: 1 }, { email: 960 }), profile: { claims } })),
    ).toBeUndefined();
  });

  it('holds nothing of a journey that ignores caps, but night does', () => {
    const question = asked({ settings: caps({ marketingPerDay: 1 }), profile: { claims: earlier(hour) } });
    expect(holdOf({ ...question, rules: { ignoresCaps: true } })).toBeUndefined();
    expect(holdOf({ ...question, rules: { ignoresCaps: true }, now: noon + 10 * hour })?.reason).toBe('quiet-hours');
  });
});

describe('a message with a rival', () => {
  const rival = (at: number, priority: number) => ({ id: 'rival', next: { at, priority } });
  const oneADay = caps({ marketingPerDay: 1 });

  it('makes way until minutes after the rival was due', () => {
    const hold = holdOf(asked({ settings: oneADay, rivals: [rival(noon + 3 * hour, 80)] }));
    expect(hold).toMatchObject({
      reason: 'higher-priority',
      until: noon + 3 * hour + 5 * minute,
      basis: { rivals: [{ run: 'rival', at: noon + 3 * hour, priority: 80 }] },
    });
  });

  it.each<[what: string, more: Partial<HoldQuestion>]>([
    ['is less important', { rivals: [rival(noon + hour, 20)] }],
    [
      'has claimed already',
      {
        settings: caps({ marketingPerDay: 2 }),
        profile: { claims: { rival_s: claimed(noon) } },
        rivals: [rival(noon, 80)],
      },
    ],
    ['is due tomorrow', { rivals: [rival(noon + 12 * hour, 80)] }],
    ['has been overdue for an hour', { due: noon - 3 * hour, rivals: [rival(noon - 2 * hour, 80)] }],
    ['would leave it stale', { due: noon - 71 * hour, rivals: [rival(noon + hour, 80)] }],
    [
      'would leave it useless',
      { step: { purpose: 'marketing', priority: 50, usefulUntil: { minutes: 60 } }, rivals: [rival(noon + hour, 80)] },
    ],
  ])('goes if the rival %s', (_what, more) => {
    expect(holdOf(asked({ settings: oneADay, ...more }))).toBeUndefined();
  });

  it('makes way for one by the same channel where a gap leaves room for one', () => {
    const own = caps({ marketingPerDay: 5 }, { email: 960 });
    expect(holdOf(asked({ settings: own, rivals: [rival(noon + hour, 80)] }))?.reason).toBe('higher-priority');
  });
});

describe('the counts of old claims', () => {
  const old = (n: number, at: number) => ({ [`m-${n}_s`]: claimed(at, { topic: 'offers' }) });

  it('stay under two kilobytes however much was sent', () => {
    let history: { claims: Readonly<Record<string, Claim>>; past?: PastClaims | undefined } = { claims: {} };
    for (let n = 0; n < 3000; n += 1) {
      const at = noon + n * 30 * minute;
      const { claims, past } = foldClaims(history, at, 3 * day);
      history = { claims: { ...claims, ...old(n, at) }, past };
    }
    expect(JSON.stringify(history.past).length).toBeLessThan(2000);
    expect(Object.keys(history.past?.days ?? {}).length).toBeLessThanOrEqual(32);
    expect(Object.keys(history.claims)).toHaveLength(144);
  });

  it('are counted once, and joined copies and customers keep them', () => {
    const { claims, past } = foldClaims(
      { claims: { ...old(1, noon), ...old(2, noon + 20 * day) } },
      noon + 20 * day,
      14 * day,
    );
    expect(Object.keys(claims)).toEqual(['m-2_s']);
    expect(past).toMatchObject({ until: noon });
    expect(foldClaims({ claims, past }, noon + 20 * day, 14 * day)).toEqual({ claims, past });
    if (past === undefined) throw new Error('nothing was counted');
    expect(joinPast(past, past)).toEqual(past);
    const [cells] = Object.values(addPast(past, past)?.days ?? {});
    expect(cells).toEqual({ 'email offers': 2 });
    expect(Object.keys(notCounted({ ...old(1, noon), ...claims }, past))).toEqual(['m-2_s']);
  });

  it('forget what was given back', () => {
    const claims = { a_s: claimed(noon, { returned: true }) };
    expect(foldClaims({ claims }, noon + 20 * day, 14 * day)).toEqual({ claims: {} });
  });

  it('fill a cap of a month as the claims did', () => {
    const { past } = foldClaims({ claims: old(1, noon - 20 * day) }, noon - day, 14 * day);
    const hold = holdOf(asked({ settings: caps({ marketingPerMonth: 1 }), profile: { claims: {}, past } }));
    expect(hold?.reason).toBe('monthly-cap');
  });
});

/** A message of the simulated customer. */
interface Sent {
  readonly id: string;
  readonly due: number;
  readonly priority: number;
  /** Its run ends before it: it never goes. */
  readonly vanishes: boolean;
  /** So often its service takes nothing. */
  readonly refusals: number;
  readonly useful: boolean;
}

/** Two months of one customer: what went, and what was skipped, by a clock that only moves forward. */
function play(all: readonly Sent[], own: StoreSettings) {
  const waiting = all.map((message) => ({ message, at: message.due, refusals: message.refusals, passedOver: 0 }));
  const [went, skipped]: [{ message: Sent; at: number }[], { message: Sent; at: number }[]] = [[], []];
  const pending = new Map(all.map((message) => [message.id, message]));
  let profile: HoldQuestion['profile'] = { claims: {} };
  let address = unknownAddress;
  for (let turns = 0; waiting.length > 0; turns += 1) {
    if (turns > 20_000) throw new Error('some message neither goes nor is skipped');
    waiting.sort((one, other) => one.at - other.at);
    const next = waiting.shift();
    if (next === undefined) break;
    const { message, at: now } = next;
    pending.delete(message.id); // its run has gone on, whatever becomes of it
    if (message.vanishes) continue;
    const known = { pending, profile, mailbox: address };
    const question = { ...questionOf(message, now, own, known), passedOver: next.passedOver };
    if (now >= lastChance({ ...question, zone: 'Asia/Tokyo' })) {
      skipped.push({ message, at: now });
      continue;
    }
    const hold = holdOf(question);
    if (hold !== undefined) {
      expect(hold.until).toBeGreaterThan(now);
      waiting.push({ ...next, at: hold.until, passedOver: hold.passedOver ?? next.passedOver });
    } else if (next.refusals > 0) {
      waiting.push({ ...next, refusals: next.refusals - 1, at: now + 7 * minute });
    } else {
      const claim = claimed(now, { topic: 'offers' });
      const { claims, past } = foldClaims(profile, now, 14 * day);
      profile = { claims: { ...claims, [`${message.id}_s`]: claim }, ...(past && { past }) };
      address = withClaim(address, `${message.id}_s`, claim);
      went.push({ message, at: now });
    }
  }
  return { went, skipped };
}

function questionOf(
  { id, due, priority, useful }: Sent,
  now: number,
  own: StoreSettings,
  { pending, ...known }: Pick<HoldQuestion, 'profile' | 'mailbox'> & { pending: ReadonlyMap<string, Sent> },
): HoldQuestion {
  const rivals = [...pending.values()].map((rival) => ({
    id: rival.id,
    next: { at: rival.due, priority: rival.priority },
  }));
  const step = { purpose: 'marketing' as const, priority, ...(useful && { usefulUntil: { days: 0, at: '20:00' } }) };
  const run = { id, input: { customer: 'c' } } as unknown as Run; // all that a hold asks for
  const where = { zone: 'Asia/Tokyo', basis: 'told' } as const;
  return asked({ ...known, step, run, rivals, settings: own, due, now, key: `${id}_s`, zone: where.zone, where });
}

const messages = fc
  .array(
    fc.record({
      due: fc.integer({ min: 0, max: 45 * 24 * 60 }).map((minutes) => noon + minutes * minute),
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
    gaps: { email: 5 * 60 },
    sending: { spreadMinutes: 15 },
    hours: { notOn: ['Sunday'] },
  };

  it('never goes at night, over a cap or too soon, and each message has one outcome', () => {
    fc.assert(
      fc.property(messages, (all) => {
        const { went, skipped } = play(all, own);
        const outcomes = [...went, ...skipped].map(({ message }) => message.id);
        expect(outcomes.sort()).toEqual(all.flatMap(({ id, vanishes }) => (vanishes ? [] : [id])).sort());
        const times = went.map(({ at }) => at);
        for (const [index, at] of times.entries()) {
          const within = (span: number) => times.slice(0, index + 1).filter((time) => time > at - span).length;
          const today = times.filter((time) => localDay(time, 'Asia/Tokyo').start === localDay(at, 'Asia/Tokyo').start);
          expect(today.length).toBeLessThanOrEqual(2);
          expect(within(7 * day)).toBeLessThanOrEqual(4);
          expect(within(30 * day)).toBeLessThanOrEqual(10);
          expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(5 * hour);
          const { hour: clock, weekday } = inTokyo(at);
          expect([clock >= 8 && clock < 21, weekday !== 0]).toEqual([true, true]);
        }
        for (const { message, at } of went) {
          const end = message.useful ? localDay(message.due, 'Asia/Tokyo').start + 20 * hour : Number.POSITIVE_INFINITY;
          expect(at).toBeLessThan(Math.min(end, staleAt({ due: message.due, settings: own })));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('starves no message: what is skipped as stale found the last of its days full', () => {
    const oneADay = { ...own, caps: { marketingPerDay: 1 }, gaps: {}, hours: {} };
    fc.assert(
      fc.property(messages, (all) => {
        const plain = all.map((one) => ({ ...one, useful: false, refusals: 0 }));
        const { went, skipped } = play(plain, oneADay);
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
        const plain = { vanishes: false, refusals: 0, useful: false };
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
    const low = { id: 'low', due: noon - 9 * hour, priority: 10, vanishes: false, refusals: 0, useful: true };
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

function inTokyo(time: number): { readonly hour: number; readonly weekday: number } {
  const wall = new Date(time + 9 * hour);
  return { hour: wall.getUTCHours(), weekday: wall.getUTCDay() };
}
