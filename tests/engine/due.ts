import type { RunInput } from '../../src/model/run-input.ts';
import type { StepResult } from '../../src/model/step.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

export const cartAt = '2026-03-02T09:00:00Z';
export const dueAt = '2026-03-02T13:00:00Z';
export const reminder = { id: 'reminder' };

/** A run whose reminder is due now. */
export async function abandonedCart(
  customer: Record<string, unknown> = shopper,
): Promise<{ world: World; input: RunInput }> {
  const world = new World().at(cartAt);
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer }));
  world.at(dueAt);
  return { world, input };
}

/** A run whose transactional thanks are due now. */
export async function thanks(): Promise<{ world: World; input: RunInput }> {
  const world = new World().at(cartAt);
  const input = await world.enter('order-journey', busEvent('order.placed', cartAt));
  world.at(input.next.until);
  return { world, input };
}

/** Hands back what was parked last, at its time. */
export function comeBack(world: World): Promise<StepResult> {
  const parked = world.parked.at(-1);
  if (parked === undefined) throw new Error('nothing was parked');
  world.now = parked.until;
  return world.deliverInput(parked.input);
}

export const later = (instant: string, minutes: number) => toIso(fromIso(instant) + minutes * 60_000);
