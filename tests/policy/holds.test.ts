import { describe, expect, it } from 'vitest';
import type { Claim, PastClaims } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { addPast, foldClaims, joinPast, notCounted } from '../../src/policy/customer/past-claims.ts';
import { type HoldQuestion, holdOf } from '../../src/policy/delivery/hold.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
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
