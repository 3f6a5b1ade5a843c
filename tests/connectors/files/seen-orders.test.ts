import { expect, it } from 'vitest';
import { SeenOrders } from '../../../src/connectors/files/seen-orders.ts';

it('an order is known again among a hundred thousand, with its total', () => {
  const seen = new SeenOrders();
  const ids = Array.from({ length: 100_000 }, (_, index) => `order-${index}`);
  expect(ids.every((id, index) => seen.place(id, index / 100))).toBe(true);
  expect(ids.some((id) => seen.place(id, 1))).toBe(false);
  seen.credit('order-54321', 543.2, '2026-01-02T00:00:00.000Z');
  expect(seen.takenBackAt('order-54321')).toBeUndefined();
  seen.credit('order-54321', 0.01, '2026-01-01T00:00:00.000Z');
  expect(seen.takenBackAt('order-54321')).toBe('2026-01-02T00:00:00.000Z');
});

it('a credit note that comes before its order counts once the order is known', () => {
  const seen = new SeenOrders();
  seen.credit('A', 1000, '2026-01-02T00:00:00.000Z');
  expect([seen.has('A'), seen.takenBackAt('A')]).toEqual([false, undefined]);
  seen.place('A', 1000);
  expect(seen.takenBackAt('A')).toBe('2026-01-02T00:00:00.000Z');
});

it('an order whose total nobody knows is never taken back as a whole', () => {
  const seen = new SeenOrders();
  seen.place('A', undefined);
  seen.credit('A', 1000, '2026-01-02T00:00:00.000Z');
  expect(seen.takenBackAt('A')).toBeUndefined();
});
