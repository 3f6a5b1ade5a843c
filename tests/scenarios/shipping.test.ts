import { describe, expect, it } from 'vitest';
import { inTokyo, order, parcel } from './customers.ts';
import { storyOf } from './shop.ts';

const [followed, unreported, disorderly, offline] = [
  inTokyo('followed'),
  inTokyo('unreported'),
  inTokyo('disorderly'),
  { ...inTokyo('offline'), email: undefined },
];

const express = (id: string, expectedAt?: string) => ({
  order: { id: 'order-1' },
  shipment: { id, carrier: 'Express', trackingUrl: `https://carrier.example.com/${id}`, expectedAt },
});

describe('a parcel', () => {
  const journeys = ['shipping-updates', 'shipping-delay', 'shipping-arrival'];
  const shop = storyOf('2026-03-02T17:00:00+09:00', { journeys }, async (shop) => {
    shop.post('order.placed', followed, order('order-1'));
    for (const one of [followed, unreported, offline]) {
      shop.post('shipment.dispatched', one, express(`first-of-${one.id}`, '2026-03-04T12:00:00+09:00'));
    }
    shop.post('shipment.dispatched', followed, express('second-of-followed'));
    await shop.until('2026-03-03T23:00:00+09:00');
    for (const one of [followed, followed]) {
      shop.post('shipment.delayed', one, express('first-of-followed', '2026-03-05T12:00:00+09:00'));
    }
    await shop.until('2026-03-05T06:10:00+09:00');
    const left = shop.now;
    shop.post('shipment.out_for_delivery', followed, express('first-of-followed'));
    await shop.until('2026-03-05T11:40:00+09:00');
    shop.post('shipment.delivered', followed, express('first-of-followed'));
    shop.post('shipment.delivered', unreported, parcel('order-of-unreported'));
    shop.post('shipment.delivered', unreported, express('first-of-unreported'));
    for (const _ of ['once', 'twice']) {
      shop.post('shipment.delivered', disorderly, express('late-news'), left + 60_000);
      shop.post('shipment.out_for_delivery', disorderly, express('late-news'), left);
      shop.post('shipment.delayed', disorderly, express('late-news'), left - 60_000);
      shop.post('shipment.dispatched', disorderly, express('late-news'), left - 120_000);
    }
    await shop.toTheEnd();
  });
  const from = (who: typeof followed, id: string) =>
    shop()
      .mailsTo(who)
      .filter(({ text, tags }) => text.includes(id) || tags.step === 'arrived');

  it('is told of when it leaves, is late, is on the last stretch and arrives, whatever the hour', () => {
    expect(shop().sentToTheMinute(followed)).toEqual([
      ['dispatched', '2026-03-02 17:00'],
      ['dispatched', '2026-03-02 17:00'],
      ['delayed', '2026-03-03 23:00'],
      ['out-for-delivery', '2026-03-05 06:10'],
      ['arrived', '2026-03-05 11:40'],
    ]);
    const [, delayed] = from(followed, 'first-of-followed');
    expect(delayed?.text).toContain('2026年3月5日');
    expect(
      shop()
        .mailsTo(followed)
        .every(({ headers }) => headers.length === 0),
    ).toBe(true);
  });

  it('is spoken of by its own number when the order has two', () => {
    const dispatched = shop()
      .mailsTo(followed)
      .filter(({ tags }) => tags.step === 'dispatched');
    const links = dispatched.map(({ text }) => /carrier.example.com\/(\S+)/.exec(text)?.[1]);
    expect(links.toSorted()).toEqual(['first-of-followed', 'second-of-followed']);
  });

  it('is not announced for today when it is there already', async () => {
    expect(
      shop()
        .sentToTheMinute(unreported)
        .map(([step]) => step),
    ).toEqual(['dispatched', 'arrived', 'arrived']);
    expect(await shop().outcomesOf(unreported)).toContainEqual([
      'out-for-delivery',
      'skipped',
      'run-ended',
      'shipment.delivered',
    ]);
  });

  it('of which all is heard twice and backwards is told of as delivered, and nothing else', async () => {
    expect(
      shop()
        .sentToTheMinute(disorderly)
        .map(([step]) => step),
    ).toEqual(['arrived']);
    const refused = (await shop().runsOf(disorderly)).filter(({ ended }) => ended?.why === 'refused');
    expect(refused.map(({ journey }) => journey).toSorted()).toEqual(['shipping-delay', 'shipping-updates']);
  });

  it('is announced by SMS to a customer without an e-mail address', () => {
    const texts = shop().runtime.outbox.texts.filter(({ to }) => to === offline.phone);
    expect(texts.map(({ body }) => body)).toEqual([
      'アフターカート・デモストア：商品を発送しました。https://carrier.example.com/first-of-offline',
    ]);
  });
});
