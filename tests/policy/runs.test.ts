import { describe, expect, it } from 'vitest';
import type { JourneyRules } from '../../src/model/journey.ts';
import type { Run } from '../../src/model/run.ts';
import { reachedGoals } from '../../src/policy/attribution/conversion.ts';
import { goalOccurrences } from '../../src/policy/attribution/goals.ts';
import { foldFact } from '../../src/policy/past/fold-fact.ts';
import { occurrences } from '../../src/policy/past/occurrences.ts';
import { awaitedOccurrence, endOf, mayReenter } from '../../src/policy/run/runs.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { orderJourney } from '../fixtures/catalogue.ts';
import { storeEvent } from '../fixtures/events.ts';

/** A journey that counts from an order, ends with the next, and then begins anew. */
const counting: JourneyRules = {
  ...orderJourney,
  starts: { on: 'order.placed', oncePer: 'customer', againAfter: 'end' },
  ends: ['order.placed'],
};

const first = '2026-03-01T10:00:00Z';
const second = '2026-03-08T10:00:00Z';

function orders(...times: readonly string[]) {
  return times.flatMap((at) => {
    const order = { id: at, total: { amount: 1, currency: 'JPY' }, lines: [] };
    return foldFact(undefined, storeEvent('order.placed', at, { order })) ?? [];
  });
}

function runFrom(at: string): Run {
  const subject = { kind: 'customer', id: 'c' } as const;
  const input = { customer: 'c', run: 'r', journey: 'j', next: { until: at } };
  return { id: 'r', customer: 'c', journey: 'j', subject, startedAt: fromIso(at), startedBy: at, test: false, input };
}

describe('a cart that somebody else is known to have bought', () => {
  const cart = (id: string) => ({ kind: 'cart', id, updatedAt: fromIso(first), boughtAt: fromIso(second) }) as const;
  const aboutCart = (id: string): Run => ({ ...runFrom(first), subject: { kind: 'cart', id } });
  const onCart: JourneyRules = { ...counting, starts: { on: 'cart.updated', oncePer: 'cart', againAfter: null } };

  it('ends the runs about it and about a checkout of it, and no other', () => {
    const checkout = {
      kind: 'checkout',
      id: 'k',
      startedAt: fromIso(first),
      cart: 'bought',
      total,
      lines: [],
    } as const;
    const facts = [cart('bought'), checkout];
    const atTill: Run = { ...runFrom(first), subject: { kind: 'checkout', id: 'k' } };
    const ended = { at: fromIso(second), reason: 'order.placed' };
    expect(endOf(aboutCart('bought'), onCart, facts)).toMatchObject(ended);
    expect(endOf(atTill, onCart, facts)).toMatchObject(ended);
    expect(endOf(aboutCart('other'), onCart, facts)).toBeUndefined();
    expect(endOf(runFrom(first), counting, facts)).toBeUndefined();
  });

  it('is bought once when the order turns out to be the same customer’s', () => {
    const order = { kind: 'order', id: 'o', placedAt: fromIso(second), cart: 'bought', refunds: {} } as const;
    const facts = [cart('bought'), order];
    expect(occurrences(facts).filter(({ on }) => on === 'order.placed')).toHaveLength(1);
  });

  it('is a goal, and credited to no message before its order is known', () => {
    const rules = { ...onCart, journey: 'j', goal: { on: 'order.placed', withinMinutes: 20_000 } } as const;
    const evidence = { runs: [aboutCart('bought')], facts: [cart('bought')], journeys: { j: rules } };
    expect(goalOccurrences(aboutCart('bought'), rules, [cart('bought')])).toHaveLength(1);
    expect(reachedGoals(evidence)).toEqual([]);
  });
});

const total = { minor: 1, currency: 'JPY' };

describe('a run', () => {
  it('is not ended by the event that started it, but by the next of its kind', () => {
    expect(endOf(runFrom(first), counting, orders(first))).toBeUndefined();
    expect(endOf(runFrom(first), counting, orders(first, second))).toMatchObject({ reason: 'order.placed' });
    expect(endOf(runFrom(second), counting, orders(first, second))).toBeUndefined();
  });

  it('does not take the event that started it for one that it awaits', () => {
    expect(awaitedOccurrence(runFrom(first), counting, ['order.placed'], orders(first))).toBeUndefined();
    expect(awaitedOccurrence(runFrom(first), counting, ['order.placed'], orders(second))).toMatchObject({
      at: fromIso(second),
    });
  });

  it('that restarts at the end gives way to later events alone, and only once it is over', () => {
    const give = (run: Run, at: string, facts = orders(first)) => mayReenter(run, fromIso(at), counting, facts);
    const over: Run = { ...runFrom(first), ended: { at: 0, why: 'completed', reason: 'all steps are done' } };
    expect(give(runFrom(first), second)).toBe(false);
    expect(give(runFrom(first), second, orders(first, second))).toBe(true);
    expect(give(over, second)).toBe(true);
    expect(give(over, first)).toBe(false);
    expect(give({ ...over, startedAt: fromIso(second) }, first)).toBe(false);
  });

  it('does not give way to what happened while it was under way and is heard of again after its end', () => {
    const ended = { at: fromIso('2026-03-10T10:00:00Z'), why: 'completed', reason: 'all steps are done' } as const;
    expect(mayReenter({ ...runFrom(first), ended }, fromIso(second), counting, [])).toBe(false);
    expect(mayReenter({ ...runFrom(first), ended }, ended.at, counting, [])).toBe(false); // what it awaited last
    expect(mayReenter({ ...runFrom(first), ended }, ended.at + 1, counting, [])).toBe(true);
    const byEvent = { ...ended, why: 'event', reason: 'order.placed' } as const;
    expect(mayReenter({ ...runFrom(first), ended: byEvent }, ended.at, counting, [])).toBe(true);
  });

  it('that always restarts gives way to any later event, even while it is under way', () => {
    const always = { ...counting, starts: { ...counting.starts, againAfter: 0 } };
    const give = (run: Run, at: string) => mayReenter(run, fromIso(at), always, []);
    expect(give(runFrom(first), second)).toBe(true);
    expect(give(runFrom(first), first)).toBe(false);
    expect(give({ ...runFrom(first), startedAt: fromIso(second) }, first)).toBe(false);
  });

  it('that was refused at the door gives way to whatever happened after it', () => {
    const ended = { at: fromIso('2026-03-10T10:00:00Z'), why: 'refused', reason: 'test-event' } as const;
    expect(mayReenter({ ...runFrom(first), ended }, fromIso(second), counting, [])).toBe(true);
  });
});
