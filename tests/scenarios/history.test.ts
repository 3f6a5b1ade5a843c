import { expect, it } from 'vitest';
import { cart, inTokyo, order, parcel } from './customers.ts';
import { inShop } from './local-shop.ts';

const history = { history: true };

it('calls no function for what an import tells but those that record it, and the live event starts its journey', () =>
  inShop('2026-03-02T10:00:00+09:00', async (shop) => {
    const imported = inTokyo('imported');
    const called = new Set<string>();
    shop.runtime.faults.add(({ functionName }) => {
      if (functionName !== undefined) called.add(functionName);
      return 'pass';
    });
    shop.post('cart.updated', imported, { ...cart('cart-1'), ...history });
    shop.post('order.placed', imported, { ...order('order-1'), ...history });
    shop.post('shipment.delivered', imported, { ...parcel('order-1'), ...history });
    await shop.until('2026-03-02T10:30:00+09:00');
    expect([...called]).toEqual(['aftercart-ingest-event', 'aftercart-record-feedback']); // which keeps the proof of consent
    expect((await shop.items()).filter(({ sk }) => sk.startsWith('3#fact#')).map(({ value }) => value)).toMatchObject([
      { kind: 'cart', history: true },
      { kind: 'order', history: true },
      { kind: 'shipment', history: true },
    ]);
    expect(await shop.runsOf(imported)).toEqual([]);
    shop.post('order.placed', imported, order('order-1'));
    await shop.until('2026-03-02T11:00:00+09:00');
    expect((await shop.runsOf(imported)).map(({ journey }) => journey)).toContain('post-purchase');
  }));
