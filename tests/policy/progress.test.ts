import { describe, expect, it } from 'vitest';
import type { Delay } from '../../src/model/delay.ts';
import type { Run } from '../../src/model/run.ts';
import { emptyProfile } from '../../src/policy/customer/profile.ts';
import { dueAfter, nextMessageOf, runAfter } from '../../src/policy/run/progress.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { cartJourney, orderJourney, settings } from '../fixtures/catalogue.ts';

const evening = fromIso('2026-03-02T20:00:00Z');
const [night, morning] = [fromIso('2026-03-02T22:00:00Z'), fromIso('2026-03-03T08:00:00Z')];
const past = { facts: [], profile: emptyProfile('c-1') };
const plain: Delay = { minutes: 120 };
const toMarketing: Delay = { ...plain, leadsTo: { purpose: 'marketing', priority: 30 } };
const toTransactional: Delay = { ...plain, leadsTo: { purpose: 'transactional', priority: 30 } };

describe('the step after a delay', () => {
  it.each([
    ['a marketing journey', cartJourney, plain, morning],
    ['a transactional journey', orderJourney, plain, night],
    ['a marketing message of a transactional journey', orderJourney, toMarketing, morning],
    ['a transactional message of a marketing journey', cartJourney, toTransactional, night],
  ])('is due by the purpose of %s', (_what, rules, delay, due) => {
    expect(dueAfter(delay, { from: evening, run: undefined, past, rules, settings, customer: 'c-1' })).toBe(due);
  });

  it('is due in the night if the message is soon of no use: whether it still is the next day is for its hold to see', () => {
    const timely: Delay = { ...plain, leadsTo: { purpose: 'marketing', priority: 30, timely: true } };
    const due = (delay: Delay) =>
      dueAfter(delay, { from: evening, run: undefined, past, rules: cartJourney, settings, customer: 'c-1' });
    expect(due(timely)).toBe(night);
    const byDay: Delay = { ...timely, minutes: 30 };
    const { leadsTo: _usual, ...plainly } = byDay;
    expect(due(byDay)).toBe(due(plainly)); // it is spread like any other
  });

  it('has the priority of its message, or else of its journey', () => {
    const run = { id: 'r' } as Run; // moving on asks for nothing else
    const next = (delay: Delay) =>
      runAfter(run, { now: evening, next: night, ...nextMessageOf(delay, cartJourney) }).next;
    expect(next(plain)).toEqual({ at: night, priority: 80 });
    expect(next(toMarketing)).toEqual({ at: night, priority: 30, purpose: 'marketing' });
  });
});
