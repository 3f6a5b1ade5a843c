import { describe, expect, it } from 'vitest';
import { cart, inNewYork, inTokyo, order } from './customers.ts';
import { inShop } from './shop.ts';

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

  it.each([
    ['order.placed', (id: string) => order(id), { goal: { on: 'order.placed' } }],
    ['cart.emptied', (id: string) => ({ cart: { id } }), {}],
  ] as const)('is not mentioned any more after %s, be it before or after the reminder', (type, what, goal) =>
    inShop(opens, async (shop) => {
      const [early, late] = [inTokyo('early'), inTokyo('late')];
      shop.post('cart.updated', early, cart('cart-1'));
      shop.post('cart.updated', late, cart('cart-2'));
      await shop.until('2026-03-02T13:59:00+09:00');
      shop.post(type, early, what('cart-1'));
      await shop.until('2026-03-02T18:00:00+09:00');
      expect(shop.sentTo(early)).toEqual([]);
      expect(await shop.outcomesOf(early)).toEqual([
        ['last-call', 'skipped', 'run-ended', type],
        ['reminder', 'skipped', 'run-ended', type],
      ]);
      shop.post(type, late, what('cart-2'));
      await shop.until('2026-03-03T10:00:00+09:00');
      const reminders = shop.sentTo(late).filter(([step]) => step !== 'thanks');
      expect(reminders).toEqual([['reminder', '2026-03-02 14:00']]);
      expect(await shop.outcomesOf(late)).toContainEqual(['last-call', 'skipped', 'run-ended', type]);
      for (const customer of [early, late]) {
        const run = (await shop.runsOf(customer)).find(({ journey }) => journey === 'abandoned-cart');
        expect(run).toMatchObject({ ended: { why: 'event', reason: type }, ...goal });
      }
    }),
  );

  it('is remembered at 10:00 of New York although the clocks went forward in the night', () =>
    inShop('2026-03-07T12:00:00-05:00', async (shop) => {
      const shopper = inNewYork('sleepless');
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-07 16:00'],
        ['last-call', '2026-03-08 10:00'],
      ]);
      const [reminder, lastCall] = shop.mailsTo(shopper);
      expect(Number(lastCall?.at) - Number(reminder?.at)).toBe(17 * 3_600_000);
      expect(reminder?.subject).toBe('Your cart is still here');
    }));

  it('is not mentioned to a customer without consent, and that is on record', () =>
    inShop(opens, async (shop) => {
      const silent = inTokyo('silent', { consent: {} });
      shop.post('cart.updated', silent, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(silent)).toEqual([]);
      expect(await shop.outcomesOf(silent)).toEqual([
        ['reminder', 'skipped', 'no-consent'],
        ['last-call', 'skipped', 'no-consent'],
      ]);
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
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('配信を停止しますか')]);
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
