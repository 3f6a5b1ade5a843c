import { describe, expect, it } from 'vitest';
import { awaitEvent } from '../../src/engine/await-event.ts';
import { chooseArm } from '../../src/engine/choose-arm.ts';
import { leaveJourney } from '../../src/engine/leave-journey.ts';
import { loadRun } from '../../src/engine/load-run.ts';
import { runStoresOn } from '../../src/engine/open-stores.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import { World } from '../engine/world.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { nothingRead } from '../fixtures/whole-past.ts';

const cartAt = '2026-03-02T09:00:00Z';

/** What functions that go on with runs work with, and how often they opened the secret. */
function goingOn(world: World) {
  const opened: string[] = [];
  const open = async () => {
    opened.push('secret');
    return world;
  };
  const stores = runStoresOn(world.table, open);
  const addresses = async () => (await open()).stores.addresses;
  const clock = () => world.now;
  return { opened, stores, addresses, clock, journeys, settings, segments, resume: async () => {} };
}

/** A customer with a run about a cart, of whom nothing is read but the last carts. */
async function filledCarts(): Promise<{ world: World; input: RunInput }> {
  const world = new World({ settings, journeys, segments, messages }, new MemoryTable(), nothingRead).at(cartAt);
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer: shopper }));
  for (let nth = 0; nth < 8; nth += 1) {
    const cart = { id: `other-${nth}`, total: { amount: 1, currency: 'USD' }, lines: [] };
    await world.enter('cart-journey', busEvent('cart.updated', cartAt, { id: cart.id, customer: shopper, cart }));
    await world.ingest(busEvent('cart.updated', cartAt, { id: cart.id, customer: shopper, cart }));
  }
  return { world, input };
}

describe('a function that goes on with a run', () => {
  it('reads no secret for one who has no archive', async () => {
    const world = new World().at(cartAt);
    const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt));
    const { opened, ...dependencies } = goingOn(world);
    const asked = { id: 'if', if: { orders: { 'since start': [0] } } };
    expect(await chooseArm({ ...input, step: asked, arms: [{}, {}] }, dependencies)).toMatchObject({ arm: 0 });
    await awaitEvent({ ...input, step: { id: 'wait', on: ['order.placed'] }, token: 'token' }, dependencies);
    await leaveJourney({ ...input, step: { id: 'leave', reason: 'done' } }, dependencies);
    expect((await world.run(input))?.ended).toMatchObject({ why: 'left', reason: 'done' });
    expect(opened).toEqual([]);
  });

  it('reads none to leave a journey whose run was put aside', async () => {
    const { world, input } = await filledCarts();
    expect((await world.stores.customers.load(input.customer))?.runs.map(({ id }) => id)).not.toContain(input.run);
    const { opened, ...dependencies } = goingOn(world);
    await leaveJourney({ ...input, step: { id: 'leave', reason: 'done' } }, dependencies);
    const history = await loadRun(input, world.stores);
    expect(history?.run(input.run)?.ended).toMatchObject({ why: 'left', reason: 'done' });
    expect(opened).toEqual([]);
  });

  it('reads it for a condition on consent', async () => {
    const world = new World().at(cartAt);
    const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt));
    const { opened, ...dependencies } = goingOn(world);
    const asked = { id: 'if', if: { customer: { consent: { email: [true] } } } };
    expect(await chooseArm({ ...input, step: asked, arms: [{}, {}] }, dependencies)).toMatchObject({ arm: 0 });
    expect(opened).toEqual(['secret']);
  });
});
