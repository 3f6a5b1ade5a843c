import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import { type HoldQuestion, holdOf } from '../../src/policy/delivery/hold.ts';
import { heldBefore, keepsOrder, noteHeld } from '../../src/policy/delivery/own-order.ts';
import { lastChance } from '../../src/policy/delivery/useful.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { settings } from '../fixtures/catalogue.ts';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const noon = fromIso('2026-03-04T12:00:00Z');
const run = { id: 'mine', input: { customer: 'c' } } as unknown as Run; // all that a hold asks for
const unclaimed = { claims: {} };

describe('a run', () => {
  it('notes a held message only where the next may come first', () => {
    const going = { ...run, next: { at: noon + hour, priority: 50 } };
    expect(noteHeld(going, { step: 'a', due: noon, until: noon })).toBe(going);
    const again = { step: 'a', due: noon, until: noon + hour };
    expect(noteHeld(going, again).held).toEqual([again]);
    const over = { ...run, ended: { at: noon, why: 'completed', reason: 'all steps done' } } as const;
    expect(noteHeld(over, { step: 'a', due: noon, until: noon + day })).toBe(over);
    expect(noteHeld(over, { step: 'a', due: noon, until: noon + day }, true).held).toHaveLength(1); // the next may be held too
  });

  it('notes them in the order in which they were due, and the same hold once', () => {
    const [first, second] = [
      { step: 'a', due: noon, until: noon + hour },
      { step: 'b', due: noon + minute, until: noon + hour },
    ];
    const held = noteHeld(noteHeld(run, second), first);
    expect(held.held).toEqual([first, second]);
    expect(noteHeld(held, second)).toBe(held);
    expect(noteHeld(held, { ...first, until: noon + day }).held).toEqual([{ ...first, until: noon + day }, second]);
  });
});

describe('a message', () => {
  const held = [
    { step: 'a', due: noon, until: noon + hour },
    { step: 'b', due: noon + minute, until: noon + 2 * hour },
  ];
  const asked = (key: string, more: Partial<Parameters<typeof heldBefore>[1]> = {}) =>
    heldBefore({ id: 'mine', held }, { key, profile: unclaimed, due: noon + hour, now: noon, ...more })?.step;

  it('waits for those before it, and never for one that waits for it', () => {
    expect(['mine_a', 'mine_b', 'mine_c'].map((key) => asked(key))).toEqual([undefined, 'a', 'b']);
    expect(asked('mine_b_fallback')).toBe('a');
  });

  it('waits for none that has gone, nor for one that should have been back', () => {
    const claim: Claim = { at: noon, channel: 'email', purpose: 'marketing' };
    expect(asked('mine_b', { profile: { claims: { mine_a: claim } } })).toBeUndefined();
    expect(asked('mine_b', { profile: { claims: { mine_a: { ...claim, returned: true } } } })).toBe('a');
    expect(asked('mine_b', { now: noon + hour + 5 * minute })).toBeUndefined();
  });
});

const steps = ['a', 'b', 'c', 'd'] as const;
const oneADay = { ...settings, caps: { marketingPerDay: 1 }, sending: { spreadMinutes: 15 } };

/** Weeks of one run: each message is due a while after the one before went or came back, and others take places. */
function play(waits: readonly number[], others: readonly number[]) {
  const went: string[] = [];
  let mine = run;
  let claims: Record<string, Claim> = {};
  const due = new Map<string, number>();
  const since = new Map<string, number>();
  const queue: { at: number; step: string }[] = others.map((at, n) => ({ at: noon + at * minute, step: `other-${n}` }));
  const begin = (index: number, from: number) => {
    const step = steps[index];
    if (step === undefined) return;
    const at = from + (waits[index] ?? 0) * minute;
    due.set(step, at);
    mine = { ...mine, next: { at, priority: 50 } };
    queue.push({ at, step });
  };
  begin(0, noon);
  for (let turns = 0; queue.length > 0; turns += 1) {
    if (turns > 2000) throw new Error('some message neither goes nor is dropped');
    queue.sort((one, other) => one.at - other.at);
    const { at: now, step } = queue.shift() ?? expect.fail('the queue is empty');
    const index = steps.indexOf(step as (typeof steps)[number]);
    if (index < 0) {
      claims = { ...claims, [`${step}_s`]: { at: now, channel: 'email', purpose: 'marketing' } };
      continue;
    }
    const isFirst = mine.next?.at === due.get(step) && now === due.get(step);
    const late = since.get(step);
    const asked = questionOf(step, now, due.get(step) ?? now, mine, claims);
    const question = { ...asked, ...(late !== undefined && { since: late }) };
    const isLate = now >= lastChance({ ...question, zone: 'UTC' });
    const hold = isLate ? undefined : holdOf(question);
    if (isFirst) {
      mine = { ...mine, next: undefined };
      begin(index + 1, hold?.until ?? now);
    }
    if (isLate) continue;
    if (hold === undefined) {
      went.push(step);
      claims = { ...claims, [`mine_${step}`]: { at: now, channel: 'email', purpose: 'marketing' } };
      continue;
    }
    expect(hold.until).toBeGreaterThan(now);
    if (keepsOrder(hold.reason)) mine = noteHeld(mine, { step, due: question.due, until: hold.until }, !isFirst);
    if (hold.putsOff) since.set(step, hold.until); // it is not late until then, and was due when it was
    queue.push({ at: hold.until, step });
  }
  return went;
}

function questionOf(step: string, now: number, due: number, own: Run, claims: Record<string, Claim>): HoldQuestion {
  return {
    step: { purpose: 'marketing', priority: 50 },
    run: own,
    rivals: [],
    profile: { claims },
    mailbox: { claims },
    key: `mine_${step}`,
    channel: 'email',
    topic: 'offers',
    address: 'c@example.com',
    settings: oneADay,
    due,
    now,
    zone: 'UTC',
    where: { zone: 'UTC', basis: 'told' },
  };
}

describe('any run whose days others take', () => {
  it('sends its messages in their order', () => {
    const waits = fc.array(fc.integer({ min: 0, max: 26 * 60 }), { minLength: 4, maxLength: 4 });
    const others = fc.array(fc.integer({ min: 0, max: 12 * 24 * 60 }), { maxLength: 14 });
    fc.assert(
      fc.property(waits, others, (own, taken) => {
        const went = play(own, taken);
        expect(went).toEqual(went.toSorted());
      }),
      { numRuns: 400 },
    );
  });
});
