import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/model/fact.ts';
import type { JourneyRules } from '../../src/model/journey.ts';
import { keptEntries, type Run } from '../../src/model/run.ts';
import { entriesOf, noteGoals, withEntriesOf } from '../../src/policy/attribution/goals.ts';
import { endOf } from '../../src/policy/run/runs.ts';
import { cartJourney, orderJourney } from '../fixtures/catalogue.ts';

const minute = 60_000;
const day = 1440 * minute;

/** An order placed so many milliseconds after the run began. */
function order(at: number, id = `o-${at}`): Fact {
  return { kind: 'order', id, placedAt: at, refunds: {} };
}

function run(more: Partial<Run> = {}): Run {
  const input = { customer: 'c', run: 'r', journey: 'cart-journey', next: { until: '' } };
  const subject = { kind: 'cart', id: 'cart-1' } as const;
  return {
    id: 'r',
    customer: 'c',
    journey: 'cart-journey',
    subject,
    startedAt: 0,
    startedBy: 'e',
    test: false,
    input,
    ...more,
  };
}

const over = (why: 'completed' | 'left' | 'event' | 'refused') => ({ ended: { at: 1, why, reason: 'any' } }) as const;
const reached = (at: number) => ({ on: 'order.placed', at });

describe("a run's goal", () => {
  it.each([
    ['under way', {}],
    ['completed', over('completed')],
    ['left', over('left')],
    ['ended by something else', over('event')],
  ])('is reached by the first event within its window, when the run is %s', (_when, state) => {
    const facts = [order(5 * day), order(2 * day)];
    expect(noteGoals(run(state), cartJourney, facts).goal).toEqual(reached(2 * day));
  });

  it('counts to the last moment of its window, and not a moment longer', () => {
    expect(noteGoals(run(), cartJourney, [order(5 * day)]).goal).toEqual(reached(5 * day));
    expect(noteGoals(run(), cartJourney, [order(5 * day + 1)]).goal).toBeUndefined();
    expect(noteGoals(run(), cartJourney, [order(-1)]).goal).toBeUndefined();
  });

  it('need not be among the events that end the run', () => {
    const rules: JourneyRules = { ...cartJourney, ends: ['cart.emptied'] };
    expect(endOf(run(), rules, [order(day)])).toBeUndefined();
    expect(noteGoals(run(), rules, [order(day)]).goal).toEqual(reached(day));
  });

  it('concerns what the run is about', () => {
    const rules: JourneyRules = { ...orderJourney, goal: { on: 'review.submitted', withinMinutes: 60 } };
    const about = run({ subject: { kind: 'order', id: 'o-1' } });
    const review = (of: string): Fact => ({ kind: 'review', id: `of-${of}`, at: 1, rating: 5, order: of });
    expect(noteGoals(about, rules, [review('o-2')]).goal).toBeUndefined();
    expect(noteGoals(about, rules, [review('o-1')]).goal).toEqual({ on: 'review.submitted', at: 1 });
  });

  it('is not the event that started the run, nor anything to a run that was refused', () => {
    const counting: JourneyRules = { ...cartJourney, starts: { ...cartJourney.starts, on: 'order.placed' } };
    expect(noteGoals(run(), counting, [order(0)]).goal).toBeUndefined();
    expect(noteGoals(run(over('refused')), cartJourney, [order(1)]).goal).toBeUndefined();
  });

  it('gives the very same run when nothing is new', () => {
    const noted = noteGoals(run(), cartJourney, [order(2 * day)]);
    expect(noteGoals(noted, cartJourney, [order(2 * day), order(3 * day)])).toBe(noted);
    expect(noteGoals(noted, cartJourney, [])).toBe(noted);
    expect(noteGoals(noted, cartJourney, [order(day)]).goal).toEqual(reached(day));
  });

  it('is noted of earlier entries too, which a run that takes their place remembers', () => {
    const second = run({ id: 's', startedAt: 8 * day });
    const standing = withEntriesOf(second, run({ goal: { on: 'order.placed', at: 3 * day } }));
    expect(standing.earlier).toMatchObject([{ id: 'r', startedAt: 0, goal: reached(3 * day) }]);
    const noted = noteGoals(standing, cartJourney, [order(2 * day), order(9 * day)]);
    expect(entriesOf(noted).map(({ id, goal }) => [id, goal?.at])).toEqual([
      ['r', 2 * day],
      ['s', 9 * day],
    ]);
  });

  it('notes of an entry that it was over before its first step, unless a copy knows of one', () => {
    const until = '2026-03-02T10:00:00Z';
    const begun = (at: string, more: Partial<Run>) => {
      const input = { customer: 'c', run: 'r', journey: 'cart-journey', next: { until } };
      return run({ input, next: { at: Date.parse(at), priority: 1 }, ...more });
    };
    const standing = run({ id: 's', startedAt: 8 * day });
    const idle = (...copies: readonly Run[]) => copies.reduce(withEntriesOf, standing).earlier?.map((one) => one.idle);
    const never = begun(until, over('event'));
    const once = begun('2026-03-03T10:00:00Z', over('event'));
    expect(idle(never)).toEqual([true]);
    expect(idle(begun(until, {}))).toEqual([undefined]); // on its way to the first
    for (const copies of [[once], [once, never], [never, once]]) expect(idle(...copies)).toEqual([undefined]);
  });

  it('of a hundred entries is kept for the last ones, once each, whichever run gave way', () => {
    const runs = Array.from({ length: 100 }, (_, n) => run({ id: `r-${n}`, startedAt: n }));
    const [last = expect.fail()] = runs.splice(99);
    const forwards = runs.reduce((standing, other) => withEntriesOf(other, standing));
    const standing = withEntriesOf(last, forwards);
    expect(standing.earlier?.map(({ id }) => id)).toEqual(runs.slice(-keptEntries).map(({ id }) => id));
    expect(withEntriesOf(standing, forwards)).toBe(standing);
    expect(withEntriesOf(last, run(over('refused')))).toBe(last);
  });
});
