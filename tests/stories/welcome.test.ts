import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['welcome'], tell);
const noon = '2026-03-07T12:00:00+09:00';
const signedUp: ShopEvent = [noon, 'customer.created'];

describe('a new customer', () => {
  it('is greeted at once, and written to the next morning and two days after that, once in a lifetime', () =>
    story(noon, async (shop) => {
      const newcomer = inTokyo('newcomer');
      await shop.tell(newcomer, [signedUp, ['2026-09-07T12:00:00+09:00', 'customer.created']]);
      await shop.toTheEnd();
      expect(shop.sentTo(newcomer)).toEqual([
        ['hello', '2026-03-07 12:00'],
        ['good-to-know', '2026-03-08 10:00'],
        ['where-to-start', '2026-03-10 10:00'],
      ]);
      expect(await shop.endOf(newcomer)).toEqual(['completed', 'all steps done', '2026-03-10 10:00']);
    }));

  it('who orders is shown the way no longer', () =>
    story(noon, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [signedUp, ['2026-03-08T12:00:00+09:00', 'order.placed', order('order-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['hello', '2026-03-07 12:00'],
        ['good-to-know', '2026-03-08 10:00'],
      ]);
      expect(await shop.endOf(buyer)).toEqual(['event', 'order.placed', '2026-03-08 12:00']);
    }));

  it('who did not agree to letters gets none, and who withdraws gets no more', () =>
    story(noon, async (shop) => {
      const [silent, leaving] = [inTokyo('silent', { consent: {} }), inTokyo('leaving')];
      const consent = { email: { granted: false, at: '2026-03-07T18:00:00+09:00', source: 'preference page' } };
      for (const one of [silent, leaving]) shop.post('customer.created', one);
      await shop.until('2026-03-07T18:00:00+09:00');
      shop.post('customer.updated', { ...leaving, consent });
      await shop.toTheEnd();
      const refused = (step: string) => [step, 'skipped', 'no-consent'];
      expect(await shop.outcomesOf(silent)).toEqual(['hello', 'good-to-know', 'where-to-start'].map(refused));
      expect(shop.sentTo(leaving)).toEqual([['hello', '2026-03-07 12:00']]);
    }));

  it('who signs up in the night of New York is greeted in the morning, and by the clock after it went forward', () =>
    story('2026-03-06T22:00:00-05:00', async (shop) => {
      const abroad = inNewYork('abroad');
      shop.post('customer.created', abroad);
      await shop.toTheEnd();
      expect(shop.sentTo(abroad)).toEqual([
        ['hello', '2026-03-07 08:00'],
        ['good-to-know', '2026-03-08 10:00'],
        ['where-to-start', '2026-03-10 10:00'],
      ]);
    }));

  it('is greeted the same when all is heard of twice and backwards', () =>
    story(noon, async (shop) => {
      const [newcomer, buyer] = [inTokyo('newcomer'), inTokyo('buyer')];
      const more: ShopEvent[] = [signedUp, ['2026-03-07T12:10:00+09:00', 'customer.updated']];
      await shop.until('2026-03-07T13:00:00+09:00');
      shop.tellBackwards(newcomer, more);
      shop.tellBackwards(buyer, [...more, ['2026-03-07T12:30:00+09:00', 'order.placed', order('order-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(newcomer)).toEqual([
        ['hello', '2026-03-07 13:00'],
        ['good-to-know', '2026-03-08 10:00'],
        ['where-to-start', '2026-03-10 10:00'],
      ]);
      expect(shop.sentTo(buyer)).toEqual([]);
    }));
});
