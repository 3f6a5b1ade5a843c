import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStores } from '../../src/engine/open-stores.ts';
import { RetryableError } from '../../src/model/errors.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { StepResult } from '../../src/model/step.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { World } from '../engine/world.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, consentToAll } from '../fixtures/events.ts';
import { type OpenTable, tables } from '../fixtures/tables.ts';

const cartAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-02T13:00:00Z';
const fifty = Array.from({ length: 50 }, (_, n) => n);

describe.each(tables)('fifty deliveries at once for one mailbox, $name', ({ open }) => {
  let opened: OpenTable;
  let shop = 0;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  /** A shop whose carts are known, and whose deliveries go through the table under test. */
  async function shopWith(own: Partial<StoreSettings>, customerOf: (n: number) => object) {
    shop += 1;
    const world = new World({ settings: { ...settings, ...own }, journeys, segments, messages }).at(cartAt);
    const inputs: RunInput[] = [];
    for (const n of fifty) {
      const cart = { id: `cart-${shop}-${n}`, lines: [], total: { amount: 50, currency: 'EUR' } };
      inputs.push(
        await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer: customerOf(n), cart })),
      );
    }
    const { items } = await world.table.scan({ sk: '', prefixes: [''] }, { limit: 10_000 });
    for (const { pk, sk, value } of items) await opened.table.put({ pk, sk }, value, 0);
    world.overrides = { stores: openStores(opened.table, world.keys) };
    world.at(dueAt);
    return { world, inputs };
  }

  /** As a state machine does: a delivery that others overtook four times is called again. */
  async function untilDone(deliver: () => Promise<StepResult>): Promise<StepResult> {
    for (let call = 0; call < 60; call += 1) {
      try {
        return await deliver();
      } catch (error) {
        if (!(error instanceof RetryableError)) throw error;
        await setTimeout(Math.random() * 60 * 2 ** Math.min(call, 5));
      }
    }
    throw new Error('a delivery never came to an end');
  }

  it.each<[whose: string, cap: number, customerOf: (n: number) => object]>([
    ['one customer', 3, () => ({ id: `one-${shop}`, email: `one-${shop}@example.com`, consent: consentToAll })],
    [
      'ten customers',
      3,
      (n) => ({ id: `c-${shop}-${n % 10}`, email: `family-${shop}@example.com`, consent: consentToAll }),
    ],
  ])('send %s no more than the cap of %s allows, and hold the rest', async (_whose, cap, customerOf) => {
    const { world, inputs } = await shopWith({ caps: { marketingPerDay: 50, marketingPerWeek: cap } }, customerOf);
    const results = await Promise.all(inputs.map((input) => untilDone(() => world.deliver(input, { id: 'reminder' }))));
    expect(world.sent).toHaveLength(cap);
    expect(results.filter(({ outcome }) => outcome === 'sent')).toHaveLength(cap);
    expect(results.filter(({ outcome }) => outcome === 'held')).toHaveLength(50 - cap);
    expect(world.parked).toHaveLength(50 - cap);
  });
});
