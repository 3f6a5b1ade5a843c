import { describe, expect, it } from 'vitest';
import { fromIso } from '../../src/policy/time/timing.ts';
import { World } from '../engine/world.ts';
import { busEvent } from '../fixtures/events.ts';
import { LimitedTable } from './limited-table.ts';
import { tryMutated } from './trial.ts';

describe('mutated events', () => {
  it('are accepted with plausible values or refused by field, and none is lost (more of them: npm run fuzz)', async () => {
    const { unclear, implausible, lost, ...counts } = await tryMutated(400, 7);
    expect({ unclear, implausible, lost }).toEqual({ unclear: [], implausible: [], lost: [] });
    expect(counts.accepted + counts.refused).toBe(400);
    for (const number of Object.values(counts)) expect(number).toBeGreaterThan(20);
  });

  it('are the same from the same seed', async () => {
    expect(await tryMutated(40, 3)).toEqual(await tryMutated(40, 3));
  });
});

describe('the largest events that the contract accepts', () => {
  const at = '2026-03-02T09:00:00Z';
  const id = '注'.repeat(170); // 510 bytes
  const title = '長'.repeat(200);
  const path = (length: number) => `https://shop.example.com/${'x'.repeat(length - 25)}`;
  const price = { amount: 1e10, currency: 'USD' };
  const product = { title, price, url: path(2000), imageUrl: path(2000) };
  const lines = Array.from({ length: 500 }, () => ({ productId: id, quantity: 1e6, ...product }));
  const consent = { granted: true, at, source: title, wording: '文'.repeat(2000) };
  const customer = {
    id,
    email: `${'a'.repeat(64)}@${'b'.repeat(60)}.example.com`,
    phone: '+819012345678',
    lineId: id,
    anonymousId: id,
    name: '名'.repeat(60),
    locale: 'ja-JP',
    country: 'JP',
    timeZone: 'America/Argentina/ComodRivadavia',
    birthday: '1990-04-30',
    consent: { email: consent, sms: consent },
  };
  const goods = { id, total: price, lines, url: path(2000) };
  const largest = [
    busEvent('order.placed', at, {
      id,
      customer,
      order: { ...goods, number: '番'.repeat(60), dispatchBy: at },
      cart: { id },
    }),
    busEvent('cart.updated', at, { id, customer, cart: goods }),
    busEvent('checkout.started', at, { id, customer, checkout: goods, cart: { id } }),
    ...['p-1', 'p-2', 'p-3', 'p-4'].map((name) =>
      busEvent('product.viewed', at, {
        id: `${name}${id}`.slice(0, 170),
        customer,
        product: { ...product, id: `${name}${id}`.slice(0, 170) },
      }),
    ),
  ];

  it('become items of less than half of what DynamoDB allows', async () => {
    const table = new LimitedTable();
    const world = new World(undefined, table).at(at);
    for (const event of largest) await world.ingest(event);
    await world.start('cart-journey', largest[1] ?? {});
    expect(table.largest).toBeGreaterThan(100_000);
    expect(table.largest).toBeLessThan(200_000);
  });

  it('are checked against a table that refuses what DynamoDB refuses', async () => {
    const table = new LimitedTable();
    const key = { pk: 'C#1', sk: '1#profile' };
    for (const value of [
      { a: 'x'.repeat(400 * 1024) },
      { a: 2 ** 53 },
      { a: 1e-200 },
      { a: Number.NaN },
      { a: '\uD800' },
    ])
      await expect(table.put(key, value, 0)).rejects.toThrow();
    await expect(table.put({ ...key, sk: 'x'.repeat(1025) }, {}, 0)).rejects.toThrow(
      'DynamoDB takes no sk of 1025 bytes',
    );
    expect(await table.put(key, { a: 1, b: fromIso(at) }, 0)).toBe(1);
  });
});
