import { expect } from 'vitest';
import type { DeliverInput } from '../../src/model/step.ts';
import type { ShopPlan } from '../../src/simulation/shop-plan.ts';
import { sendsWhenOver } from '../fixtures/way-when-over.ts';
import { shippedPlan } from './shipped.ts';
import { Shop } from './shop.ts';

const plans = new Map<string, ShopPlan>();

/**
 * Tells a story in a shop in memory that opens at the instant (ISO 8601) and has these shipped journeys, and audits
 * the books at the end.
 */
export async function inShop(
  opens: string,
  journeys: readonly string[],
  story: (shop: Shop) => Promise<void>,
): Promise<void> {
  const names = journeys.join();
  const plan = plans.get(names) ?? shippedPlan(journeys);
  plans.set(names, plan);
  const shop = new Shop(opens, plan);
  await story(shop);
  await audit(shop);
}

/** What the state of a machine may hold: RunInput and the largest result of a step, in bytes. */
const mostInput = 4096;

/** Holds a shop to what is promised whatever happens. */
export async function audit(shop: Shop): Promise<void> {
  const { executions, services, stores, problems } = shop;
  expect(problems).toEqual([]);
  expect(executions.filter(({ error }) => error !== undefined)).toEqual([]);
  const went = services.sent.map(({ tags }) => tags.message);
  expect(went).toEqual([...new Set(went)]);
  const ledgers = await Promise.all(customersOf(shop).map((key) => stores.messages.ofCustomer(key)));
  const intended = executions.flatMap(({ calls }) =>
    calls.flatMap(({ task, payload }) => (task === 'deliver-message' ? [keyOf(payload as DeliverInput)] : [])),
  );
  const lines = ledgers.flat();
  expect(lines.map(({ key }) => key).sort()).toEqual([...new Set([...intended, ...calledOff(shop)])].sort());
  expect(lines.flatMap(({ key, outcome }) => (outcome === 'sent' ? [key] : [])).sort()).toEqual(went.toSorted());
  expect(shop.largestInput).toBeLessThan(mostInput);
}

/** The keys of the messages of runs whose execution was called off before it began. */
function calledOff({ services, definitions }: Shop): string[] {
  return services.started.flatMap(({ journey, name }) => {
    if (!services.cancelled.includes(name)) return [];
    return sendsWhenOver(definitions[journey] ?? '').map(({ id }) => `${name}_${id}`);
  });
}

/** Everybody who was let in, by the keys that their executions know: their ledgers stay there. */
function customersOf({ services }: Shop): string[] {
  return [...new Set(services.started.map(({ input }) => input.customer))];
}

function keyOf({ run, step }: DeliverInput): string {
  return `${run}_${step.id}`;
}
