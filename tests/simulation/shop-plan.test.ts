import { expect, it } from 'vitest';
import { startedBy } from '../../src/simulation/shop-plan.ts';
import { shippedNames, shippedPlan } from '../stories/shipped.ts';

const plan = shippedPlan(shippedNames);

it.each([
  ['order.placed', { order: {} }, ['post-purchase', 'replenishment', 'second-order']],
  ['journey.requested', { journey: { name: 'win-back' } }, ['win-back']],
  ['journey.requested', { journey: null }, []],
  ['cart.emptied', {}, []],
])('%s with %j starts %j', (type, detail, journeys) => {
  expect(startedBy(plan, { source: 'store.demo', 'detail-type': type, detail })).toEqual(journeys);
});
