import { describe, expect, it } from 'vitest';
import { readRecords } from '../../local/demo/summary/read-records.ts';
import { variantTable } from '../../local/demo/summary/variants.ts';
import { inTokyo, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { stackWith } from './own-stack.ts';

const journey = `journey: after-order
about: Thanks for an order, and makes an offer to those who agreed to get any.
purpose: transactional
starts: { on: order.placed, once per: order }
steps:
  - send: thanks
  - wait: 2 hours
  - send: offer
    variants: { offer-plain: 50, offer-short: 50 }
    if: { orders: { since start: [0] } }
    purpose: marketing
    priority: 20
  - wait: 15 hours
  - send: word
    if: { messages: { last: { outcome: [sent] } } }
`;

const own = stackWith({ 'after-order': journey });

const opens = '2026-03-02T22:30:00+09:00';
const story = (tell: (shop: LocalShop) => Promise<void>) => inShop(opens, tell, { cdkOut: own().cdkOut });

describe('a marketing offer in a transactional journey', () => {
  it('waits for the morning, while transactional messages go at any hour', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.toTheEnd();
      const [thanks, offer, word] = shop.sentToTheMinute(buyer);
      expect(thanks).toEqual(['thanks', '2026-03-02 22:30']);
      expect(offer).toEqual(['offer', '2026-03-03 08:00']);
      expect(word).toEqual(['word', '2026-03-03 23:00']);
      expect(shop.mailsTo(buyer).map(({ headers }) => headers.length > 0)).toEqual([false, true, false]);
    }));

  it('does not go to those who have not agreed, nor what follows from it', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer', { consent: {} });
      shop.post('order.placed', buyer, order('order-1'));
      await shop.toTheEnd();
      expect(await shop.outcomesOf(buyer)).toEqual([
        ['thanks', 'sent'],
        ['offer', 'skipped', 'no-consent'],
        ['word', 'skipped', 'condition'],
      ]);
    }));

  it('does not go to those who have ordered again, whose new run it belongs to', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-03T07:00:00+09:00');
      shop.post('order.placed', buyer, order('order-2'));
      await shop.toTheEnd();
      const offers = (await shop.ledgerOf(buyer)).filter(({ step }) => step === 'offer');
      expect(offers.map(({ outcome, reason }) => reason ?? outcome)).toEqual(['condition', 'sent']);
    }));

  it('comes in two variants, one for every run, which the summary compares', () =>
    story(async (shop) => {
      const buyers = Array.from({ length: 12 }, (_, at) => inTokyo(`buyer-${at}`));
      for (const [at, buyer] of buyers.entries()) shop.post('order.placed', buyer, order(`order-${at}`));
      await shop.toTheEnd();
      const offers = shop.runtime.outbox.mails.filter(({ tags }) => tags.step === 'offer');
      expect(offers.map(({ subject }) => subject)).toEqual(offers.map(({ tags }) => tags.variant));
      const counts = ['offer-plain', 'offer-short'].map(
        (name) => offers.filter((mail) => mail.subject === name).length,
      );
      expect(counts.reduce((sum, count) => sum + count)).toBe(12);
      const rows =
        variantTable(await readRecords(shop.runtime))
          ?.split('\n')
          .slice(2) ?? [];
      expect(rows.map((row) => row.split(/ {2,}/).slice(0, 4))).toEqual([
        ['after-order · offer', 'offer-plain', String(counts[0]), String(counts[0])],
        ['after-order · offer', 'offer-short', String(counts[1]), String(counts[1])],
      ]);
    }));
});
