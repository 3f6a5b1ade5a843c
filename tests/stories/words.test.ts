import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileMessages } from '../../build/messages.ts';
import {
  type Customer,
  checkout,
  inLondon,
  inNewYork,
  inTokyo,
  order,
  parcel,
  product,
} from '../scenarios/customers.ts';
import { shippedNames, shippedPlan } from './shipped.ts';
import { Shop } from './shop.ts';
import { audit } from './story.ts';

const statemachines = resolve(import.meta.dirname, '../../statemachines');
const plan = shippedPlan(shippedNames);
const compiled = await compileMessages(statemachines, shippedNames, plan.settings);
const opens = '2026-02-02T10:00:00+09:00';

/** Tells a story in a shop that has these journeys, and all of their words. */
async function inShop(journeys: readonly string[], story: (shop: Shop) => Promise<void>): Promise<void> {
  const own = plan.journeys.filter(({ rules: { journey } }) => journeys.includes(journey));
  const shop = new Shop(opens, { ...plan, journeys: own, messages: compiled });
  await story(shop);
  await shop.toTheEnd();
  await audit(shop);
}

/** What the customer got as that step: the texts, and the pages. */
function read({ services }: Shop, { email }: Customer, step: string): { text: string; html: string }[] {
  return services.sent.filter(({ address, tags }) => address === email && tags.step === step);
}

describe('the words of a story', () => {
  it('are made of what happened in it, in the language of whoever reads them', () =>
    inShop(['abandoned-checkout', 'second-order'], async (shop) => {
      const [buyer, shopper] = [inTokyo('buyer'), inLondon('shopper')];
      shop.post('order.placed', buyer, order('order-1'), '2026-02-02T10:00:00+09:00');
      shop.post('checkout.started', shopper, checkout('cart-1'));
      await shop.toTheEnd();
      const [comeBack] = read(shop, buyer, 'come-back');
      const [finishOrder] = read(shop, shopper, 'finish-order');
      for (const words of ['Name-of-buyer 様', 'コーヒー豆', '2026年3月4日(水)まで有効'])
        expect(comeBack?.text).toContain(words);
      for (const part of [finishOrder?.text, finishOrder?.html]) {
        expect(part).toContain('https://shop.example.com/checkouts/of-cart-1');
        expect(part).toContain('4,800');
      }
      expect(finishOrder?.html).toContain('lang="en"');
      expect(comeBack?.html).toContain('lang="ja"');
    }));

  it('name the last three products that were looked at, whatever order they are heard of in', () =>
    inShop(['browse-abandonment'], async (shop) => {
      const [visitor, disorderly] = [inTokyo('visitor'), inTokyo('disorderly')];
      const views = ['kettle', 'mug', 'filter', 'scale'].map(
        (name, nth) => [`2026-02-02T10:0${nth}:00+09:00`, 'product.viewed', product(name)] as const,
      );
      await shop.tell(visitor, views);
      shop.tellBackwards(disorderly, views);
      await shop.toTheEnd();
      for (const one of [visitor, disorderly]) {
        const letters = read(shop, one, 'looked-at').map(({ text }) => text.match(/products\/\w+/g));
        expect(letters).toEqual([['products/scale', 'products/filter', 'products/mug']]);
      }
    }));

  it('name the products that were looked at before signing in, too', () =>
    inShop(['browse-abandonment'], async (shop) => {
      const signedIn = { ...inTokyo('signed-in'), anonymousId: 'browser-1' };
      await shop.tell({ anonymousId: 'browser-1' }, [[opens, 'product.viewed', product('kettle')]]);
      await shop.tell(signedIn, [
        ['2026-02-02T10:10:00+09:00', 'customer.updated'],
        ['2026-02-02T10:12:00+09:00', 'product.viewed', product('mug')],
      ]);
      await shop.toTheEnd();
      const letters = read(shop, signedIn, 'looked-at').map(({ text }) => text.match(/products\/\w+/g));
      expect(letters).toEqual([['products/mug', 'products/kettle']]);
    }));

  it('name the day that was promised, and none that was not', () =>
    inShop(['inquiry', 'late-order'], async (shop) => {
      const [asker, waiting] = [inTokyo('asker'), inTokyo('waiting')];
      const promised = { order: { ...order('order-1').order, dispatchBy: '2026-02-04T18:00:00+09:00' } };
      const inquiry = { id: 'inquiry-1', subject: '蓋について', answerBy: '2026-02-04T18:00:00+09:00' };
      shop.post('order.placed', waiting, promised);
      shop.post('inquiry.received', asker, { inquiry });
      shop.post('inquiry.received', waiting, { inquiry: { id: 'inquiry-2' } });
      await shop.toTheEnd();
      expect(read(shop, waiting, 'sorry')[0]?.text).toContain('2026年2月4日(水)までに発送するお約束');
      expect(read(shop, asker, 'received')[0]?.text).toContain(
        '「蓋について」の件、確かに承りました。2026年2月4日(水)までにご回答いたします。',
      );
      expect(read(shop, waiting, 'received')[0]?.text).toContain('順次ご回答');
    }));

  it('name whoever came, as the store does, or nobody', () =>
    inShop(['referral'], async (shop) => {
      const [referrer, abroad] = [inTokyo('referrer'), inNewYork('abroad')];
      const refer = (customer: Customer, id: string, role: string, friend?: string) =>
        shop.post('referral.completed', customer, { referral: { id, role, friend } });
      refer(referrer, 'of-one', 'referrer', 'お友だち');
      refer(abroad, 'of-others', 'referred', 'a friend');
      await shop.until('2026-02-03T10:00:00+09:00');
      refer(referrer, 'of-another', 'referrer');
      await shop.toTheEnd();
      const [named, unnamed] = read(shop, referrer, 'thank-you');
      expect(named?.text).toContain('ご紹介いただいた方（お友だち 様）から、ご注文をいただきました。');
      expect(unnamed?.text).toContain('ご紹介いただいた方から、ご注文をいただきました。');
      expect(read(shop, abroad, 'welcome')[0]?.text).toContain('because a friend recommended us.');
    }));

  it('speak of each parcel by its own link and day', () =>
    inShop(['shipping-updates', 'shipping-delay'], async (shop) => {
      const buyer = inTokyo('buyer');
      const express = (id: string, expectedAt: string) => {
        const trackingUrl = `https://carrier.example.com/${id}`;
        return { ...parcel('order-1'), shipment: { id, carrier: 'Express', trackingUrl, expectedAt } };
      };
      for (const id of ['one', 'two']) {
        shop.post('shipment.dispatched', buyer, express(id, '2026-02-04T12:00:00+09:00'));
      }
      await shop.tell(buyer, [
        ['2026-02-03T23:00:00+09:00', 'shipment.delayed', express('one', '2026-02-05T12:00:00+09:00')],
      ]);
      await shop.toTheEnd();
      const links = read(shop, buyer, 'dispatched').map(({ text }) => /carrier\.example\.com\/(\S+)/.exec(text)?.[1]);
      expect(links.toSorted()).toEqual(['one', 'two']);
      expect(read(shop, buyer, 'delayed')[0]?.text).toContain('2026年2月5日(木)');
    }));

  it('thank for a review in the same way whatever it says, and speak of coupons to those alone who get one', () =>
    inShop(['review-thanks'], async (shop) => {
      const critic = inTokyo('critic');
      const silent = { ...inTokyo('silent', { consent: {} }), name: critic.name };
      for (const [id, rating] of [
        ['review-1', 1],
        ['review-2', 5],
      ] as const) {
        for (const one of [critic, silent]) shop.post('review.submitted', one, { review: { id, rating } });
      }
      await shop.toTheEnd();
      const coupons = read(shop, critic, 'thank-you-coupon').map(({ text }) =>
        withoutTokens(text.replace(/: [0-9A-Z]{10}$/m, '')),
      );
      const plain = read(shop, silent, 'thank-you').map(({ text }) => withoutTokens(text));
      expect([coupons.length, new Set(coupons).size]).toEqual([2, 1]);
      expect([plain.length, new Set(plain).size]).toEqual([2, 1]);
      expect(coupons[0]).toContain('クーポン');
      expect(plain[0]).not.toContain('クーポン');
    }));

  it('name what is usually ordered again', () =>
    inShop(['replenishment'], async (shop) => {
      const regular = inTokyo('regular');
      for (const date of ['02-03', '02-23', '03-15']) {
        await shop.tell(regular, [[`2026-${date}T12:00:00+09:00`, 'order.placed', order(`order-of-${date}`)]]);
      }
      await shop.toTheEnd();
      expect(read(shop, regular, 'running-low').map(({ text }) => text)).toEqual([
        expect.stringContaining('コーヒー豆'),
      ]);
    }));
});

/** The text without what tells its links apart: they hold the time at which it went. */
function withoutTokens(text: string): string {
  return text.replaceAll(/\?t=\S+/g, '');
}
