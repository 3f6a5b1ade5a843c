import { describe, expect, it } from 'vitest';
import { cart, inTokyo } from './customers.ts';
import { inShop, ownHeaders } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';

describe('an abandoned cart', () => {
  it('is remembered after 4 hours and once more the next day at 10:00, in Japanese', () =>
    inShop(opens, async (shop) => {
      const shopper = inTokyo('plain');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-02 14:00'],
        ['last-call', '2026-03-03 10:00'],
      ]);
      const [reminder, lastCall] = shop.mailsTo(shopper);
      expect(reminder?.subject).toBe('カートに商品が残っています');
      expect(lastCall?.subject).toBe('カートの商品にお使いいただけるクーポンのご案内');
      for (const part of ['Name-of-plain 様', 'コーヒー豆', '4,800', 'https://shop.example.com/carts/cart-1']) {
        expect(reminder?.text).toContain(part);
        expect(reminder?.html).toContain(part);
      }
      expect(await shop.outcomesOf(shopper)).toEqual([
        ['reminder', 'sent'],
        ['last-call', 'sent'],
      ]);
      expect(await shop.runsOf(shopper)).toMatchObject([{ ended: { why: 'completed' } }]);
    }));

  it('is not mentioned again after one click on the link that the first mail carries', () =>
    inShop(opens, async (shop) => {
      const shopper = inTokyo('leaving');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T15:00:00+09:00');
      const headers = new Map(shop.mailsTo(shopper)[0]?.headers.map(({ name, value }) => [name, value]));
      expect(headers.get('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
      const link = /^<(http.+)>$/.exec(headers.get('List-Unsubscribe') ?? '')?.[1] ?? '';
      expect(link).toContain(shop.runtime.endpoint);

      const page = await fetch(link);
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('を停止しますか')]);
      const head = await fetch(link, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      expect(ownHeaders(head)).toEqual(ownHeaders(page));
      expect((await fetch(link, { method: 'DELETE' })).status).toBe(404);
      expect((await fetch(tampered(link), oneClick)).status).toBe(400);
      expect((await fetch(link.replace(/\?.*/, ''), oneClick)).status).toBe(400);
      expect((await shop.profileOf(shopper))?.consent.email?.granted).toBe(true);

      expect((await fetch(link, oneClick)).status).toBe(200);
      expect((await fetch(link, oneClick)).status).toBe(200);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toHaveLength(1);
      expect(await shop.outcomesOf(shopper)).toEqual([
        ['reminder', 'sent'],
        ['last-call', 'skipped', 'no-consent'],
      ]);
    }));
});

const oneClick = {
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'List-Unsubscribe=One-Click',
};

/** The link for somebody else, with the signature of this customer's. */
function tampered(link: string): string {
  return link.replace(/t=([0-9a-f])/, (_, digit: string) => `t=${digit === '0' ? '1' : '0'}`);
}
