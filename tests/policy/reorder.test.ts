import { expect, it } from 'vitest';
import type { OrderFact } from '../../src/commerce/order/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import { reorderAt } from '../../src/policy/past/reorder.ts';

const day = 86_400_000;

function order(id: string, days: number, product: string, more: Partial<OrderFact> = {}): OrderFact {
  const lines = [{ productId: product, title: product, quantity: 1 }];
  return { kind: 'order', id, placedAt: days * day, lines, refunds: {}, ...more };
}

const last = order('o-4', 96, 'tea');
const history: readonly Fact[] = [order('o-1', 0, 'tea'), order('o-2', 30, 'tea'), order('o-3', 64, 'tea'), last];

it('comes after the median of the gaps between orders of the like', () => {
  expect(reorderAt(last, history)).toBe((96 + 32) * day);
});

it('does not depend on the order in which the orders are known', () => {
  expect(reorderAt(last, history.toReversed())).toBe((96 + 32) * day);
});

it.each<[string, readonly Fact[]]>([
  ['orders of other things', [order('o-5', 90, 'pot')]],
  ['orders that were called off', [order('o-5', 90, 'tea', { cancelledAt: 91 * day })]],
  ['later orders', [order('o-5', 97, 'tea')]],
])('is not moved by %s', (_what, others) => {
  expect(reorderAt(last, [...history, ...others])).toBe((96 + 32) * day);
});

it('is not known after two orders', () => {
  expect(reorderAt(last, [order('o-1', 0, 'tea'), last])).toBeUndefined();
});

it('is a whole number of milliseconds, as instants are', () => {
  const one = order('o-1', 0, 'tea');
  const two = { ...order('o-2', 0, 'tea'), placedAt: day };
  const three = { ...order('o-3', 0, 'tea'), placedAt: 3 * day + 1 };
  expect(reorderAt(three, [one, two, three])).toSatisfy(Number.isInteger);
});
