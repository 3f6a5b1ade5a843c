import { describe, expect, it } from 'vitest';
import { exampleOrder } from '../../src/connectors/woocommerce/example.ts';
import { orderOwnerKey } from '../../src/stores/item-keys.ts';
import { ConnectedShop } from './connected-shop.ts';

const item = { tracking_id: 'T1', tracking_number: 'JP123', tracking_provider: 'yamato' };
const paid = { status: 'processing', date_modified_gmt: '2026-11-20T06:00:00' };
const completed = { status: 'completed', date_modified_gmt: '2026-11-20T06:10:00' };
const tracked = {
  ...{ status: 'completed', date_modified_gmt: '2026-11-20T06:10:01' },
  meta_data: [{ key: '_wc_shipment_tracking_items', value: [item] }],
};

function woo(shop: ConnectedShop, more: object) {
  const headers = { 'x-wc-webhook-topic': 'order.updated' };
  const body = { ...exampleOrder, ...more };
  return shop.map({ connector: 'woocommerce', way: 'http', headers, body, receivedAt: shop.now });
}

function charge(shop: ConnectedShop, sum: number) {
  const object = { id: 'ch_1', payment_intent: 'pi_1', amount_refunded: sum, currency: 'jpy' };
  const created = Date.parse('2026-11-20T06:00:00Z') / 1000 + sum;
  const body = { id: `evt_${sum}`, type: 'charge.refunded', created, livemode: true, data: { object } };
  return shop.map({ connector: 'stripe', way: 'http', headers: {}, body, receivedAt: shop.now });
}

/** An order of Stripe's, in a shop that is told of refunds by their sums. */
async function sold(more: object = {}) {
  const shop = new ConnectedShop('2026-11-20T09:00:00Z');
  shop.config = { refunds: 'charge' };
  const object = { id: 'cs_1', mode: 'payment', payment_intent: 'pi_1', amount_total: 10_000, currency: 'jpy' };
  const session = { ...object, customer_details: { email: 'a@example.com' }, line_items: { data: [] } };
  const created = Date.parse('2026-11-20T05:00:00Z') / 1000;
  const body = { id: 'evt_s', type: 'checkout.session.completed', created, livemode: true, data: { object: session } };
  await shop.map({ connector: 'stripe', way: 'http', headers: {}, body: { ...body, ...more }, receivedAt: shop.now });
  return shop;
}

function posted(shop: ConnectedShop, type: string, detail: object) {
  const body = { type, detail: { occurredAt: '2026-11-20T08:00:00Z', ...detail } };
  return shop.map({ connector: 'events', way: 'http', headers: {}, body, receivedAt: shop.now });
}

const parcelOf = (id: string, more: object = {}) => ({ id: `p-${id}`, order: { id }, shipment: { id: 's' }, ...more });

/** The ids of the shop's events, each once. */
const told = (shop: ConnectedShop) => [...new Set(shop.bus.map(({ detail }) => detail.id))];

const memories = (shop: ConnectedShop) =>
  shop.world.stores.connections.thing({ connector: 'stripe', resource: 'charge', id: 'ch_1' });

describe('a change that the memory of a thing decides about', () => {
  it('is told by one of two deliveries that are mapped at once', async () => {
    const shop = new ConnectedShop('2026-11-20T07:00:00Z');
    await woo(shop, paid);
    const { table } = shop.world;
    const get = table.get.bind(table);
    let reading = 0;
    let bothHaveRead = () => {};
    const both = new Promise<void>((done) => {
      bothHaveRead = done;
    });
    table.get = async (key) => {
      const found = await get(key);
      if (key.sk !== '6#thing') return found;
      reading += 1;
      if (reading === 2) bothHaveRead();
      if (reading <= 2) await both;
      return found;
    };
    await Promise.all([woo(shop, completed), woo(shop, tracked)]);
    expect(reading).toBeGreaterThan(2);
    expect(shop.bus.filter(({ type }) => type === 'shipment.dispatched')).toHaveLength(1);
  });

  it('is told once although its function dies before the bus has it, and another delivery is first', async () => {
    const shop = await sold();
    shop.busFails = 1;
    await expect(charge(shop, 3000)).rejects.toThrow('The bus is down.');
    await charge(shop, 5000);
    await charge(shop, 3000);
    const refunds = shop.bus.filter(({ type }) => type === 'order.refunded').map(({ detail }) => detail.refund);
    expect(refunds).toEqual([
      { id: 'ch_1-5000', status: 'completed', total: { amount: '2000', currency: 'JPY' } },
      { id: 'ch_1-3000', status: 'completed', total: { amount: '3000', currency: 'JPY' } },
    ]);
    expect((await memories(shop))?.value).toEqual({ state: { refunded: 5000 }, changedAt: expect.any(Number) });
  });

  it('has the same event when the function dies with the event on the bus', async () => {
    const shop = await sold();
    const { table } = shop.world;
    const put = table.put.bind(table);
    let writes = 0;
    table.put = async (key, ...rest) => {
      writes += key.sk === '6#thing' ? 1 : 0;
      if (key.sk === '6#thing' && writes === 2) throw new TypeError('The function died.');
      return put(key, ...rest);
    };
    await expect(charge(shop, 3000)).rejects.toThrow('The function died.');
    expect((await memories(shop))?.value.claims).toHaveLength(1);
    await charge(shop, 5000);
    await charge(shop, 3000);
    expect(told(shop).slice(1)).toEqual(['stripe-charge-ch_1-refunded-3000', 'stripe-charge-ch_1-refunded-5000']);
    expect((await memories(shop))?.value.claims).toBeUndefined();
  });

  it('is told whole after the bus was down for long: with eight deliveries of a thing that wait, others wait too', async () => {
    const shop = await sold();
    const sums = [100, 200, 300, 400, 500, 600, 700, 800];
    shop.busFails = sums.length;
    for (const sum of sums) await expect(charge(shop, sum)).rejects.toThrow('The bus is down.');
    await expect(charge(shop, 900)).rejects.toThrow('8 deliveries of one thing wait');
    for (const sum of [...sums, 900]) await charge(shop, sum);
    expect(told(shop)).toHaveLength(10);
    expect((await memories(shop))?.value.claims).toBeUndefined();
    shop.busFails = sums.length;
    for (const sum of sums) await expect(charge(shop, 1000 + sum)).rejects.toThrow('The bus is down.');
    shop.now += 16 * 86_400_000; // no queue has them any more
    await charge(shop, 1900);
    expect(told(shop)).toHaveLength(11);
  });
});

describe('an event that names only its order', () => {
  const placed = (id: string, email: string, more: object = {}) => ({
    id: `placed-${email}`,
    customer: { email },
    order: { id, total: { amount: 5, currency: 'USD' }, lines: [] },
    ...more,
  });

  it('is of the order of its own connector, whichever of two with the same number was first', async () => {
    const shop = new ConnectedShop('2026-11-20T09:00:00Z');
    await woo(shop, paid);
    await posted(shop, 'order.placed', placed('1', 'first@example.com'));
    const parcel = parcelOf(String(exampleOrder.id));
    await expect(posted(shop, 'shipment.dispatched', parcel)).rejects.toThrow('is of no order that came through');
    await posted(shop, 'order.placed', placed(parcel.order.id, 'own@example.com'));
    await posted(shop, 'shipment.dispatched', parcel);
    expect(shop.bus.at(-1)?.detail.customer).toEqual({ email: 'own@example.com' });
  });

  it('is of the one order of that number, where the shop’s backend tells of what another connector sells', async () => {
    const shop = await sold();
    await posted(shop, 'shipment.dispatched', parcelOf('pi_1'));
    expect(shop.bus.at(-1)?.detail.customer).toEqual({ email: 'a@example.com' });
  });

  it('is not of a test order, unless it is a test itself', async () => {
    const shop = new ConnectedShop('2026-11-20T09:00:00Z');
    await posted(shop, 'order.placed', placed('1042', 'tester@example.com', { test: true }));
    await posted(shop, 'order.placed', placed('1042', 'own@example.com'));
    await posted(shop, 'shipment.dispatched', parcelOf('1042'));
    expect(shop.bus.at(-1)?.detail.customer).toEqual({ email: 'own@example.com' });
    await posted(shop, 'shipment.dispatched', parcelOf('1042', { test: true }));
    expect(shop.bus.at(-1)?.detail.customer).toEqual({ email: 'tester@example.com' });
  });

  it('is of an order that was noted without its connector, as those of before are', async () => {
    const shop = await sold();
    const { keys, stores, table } = shop.world;
    await table.put(orderOwnerKey('old', keys), { kind: 'email', hash: keys.hash('email', 'a@example.com') }, 0);
    expect(await stores.connections.ownerOf('old', { connector: 'stripe', test: false })).toMatchObject({
      kind: 'email',
    });
    await posted(shop, 'shipment.dispatched', parcelOf('old'));
    expect(shop.bus.at(-1)?.detail.customer).toEqual({ email: 'a@example.com' });
  });
});
