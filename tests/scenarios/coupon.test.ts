import { describe, expect, it } from 'vitest';
import { cart, inNewYork, inTokyo, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';

interface Entry {
  readonly source: unknown;
  readonly type: unknown;
  readonly detail: { readonly id: string; readonly coupon: { readonly code: string; readonly expiresAt: string } };
}

/** What journeys put on the bus from now on: changed consent is not theirs. @param refused how many of the first ones the bus refuses */
function listen({ runtime }: LocalShop, refused = 0): Entry[] {
  const heard: Entry[] = [];
  runtime.faults.add(({ phase, operation, input }) => {
    if (phase !== 'before' || operation !== 'PutEvents') return 'pass';
    const entries = (input.Entries as { [key: string]: string }[]).filter(
      ({ DetailType }) => DetailType !== 'consent.changed',
    );
    if (entries.length === 0) return 'pass';
    for (const { Source, DetailType, Detail } of entries) {
      heard.push({ source: Source, type: DetailType, detail: JSON.parse(Detail ?? '') });
    }
    return heard.length <= refused ? 'throttle' : 'pass';
  });
  return heard;
}

describe('the last call for a cart', () => {
  it('carries a coupon of the customer’s own, of which the store heard before, and which it tells to be used', () =>
    inShop(opens, async (shop) => {
      const heard = listen(shop);
      const [shopper, other] = [inTokyo('shopper'), inNewYork('other')];
      shop.post('cart.updated', shopper, cart('cart-1'));
      shop.post('cart.updated', other, cart('cart-2'));
      await shop.toTheEnd();
      expect(heard.map(({ source, type }) => [source, type])).toEqual([
        ['aftercart', 'coupon.issued'],
        ['aftercart', 'coupon.issued'],
      ]);
      expect(new Set(heard.map(({ detail }) => detail.id)).size).toBe(2);
      expect(JSON.stringify(heard)).not.toContain('@');
      const mine = heard.find(({ detail }) => detail.coupon.expiresAt === '2026-03-06T14:59:59Z')?.detail;
      const code = mine?.coupon.code ?? expect.fail('no coupon ends on the sixth in Tokyo');
      expect(mine).toMatchObject({ customer: { id: 'shopper' }, subject: { kind: 'cart', id: 'cart-1' } });

      const [reminder, lastCall] = shop.mailsTo(shopper);
      for (const part of ['10%割引クーポン', code, '2026年3月6日(金)']) {
        expect(lastCall?.text).toContain(part);
        expect(lastCall?.html).toContain(part);
      }
      expect(reminder?.text).not.toContain('クーポン');
      expect(shop.mailsTo(other)[1]?.text).not.toContain(code);
      const line = (await shop.ledgerOf(shopper)).find(({ step }) => step === 'last-call');
      expect(line?.coupon).toEqual({ code, expiresAt: Date.parse('2026-03-06T14:59:59Z') });

      shop.post('coupon.redeemed', shopper, { coupon: { code }, order: { id: 'order-1' } });
      shop.post('order.placed', shopper, order('order-1'));
      await shop.toTheEnd();
      const facts = (await shop.items()).filter(({ sk }) => sk.startsWith('3#fact#coupon#'));
      expect(facts.map(({ value }) => value)).toMatchObject([{ kind: 'coupon', id: code, order: 'order-1' }]);
    }));

  it('waits while the bus takes no events, and then carries the coupon that was announced', () =>
    inShop(opens, async (shop) => {
      const heard = listen(shop, 5);
      const shopper = inTokyo('patient');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      expect(heard.length).toBeGreaterThan(5);
      expect(new Set(heard.map(({ detail }) => detail.id)).size).toBe(1);
      expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['reminder', 'last-call']);
      expect(shop.mailsTo(shopper)[1]?.text).toContain(heard[0]?.detail.coupon.code);
    }));
});
