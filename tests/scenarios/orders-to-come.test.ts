import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order, refund } from './customers.ts';
import { storyOf } from './shop.ts';

const [once, again, unhappy, disorderly] = [
  inTokyo('once'),
  inTokyo('again'),
  inTokyo('unhappy'),
  inTokyo('disorderly'),
];
const abroad = inNewYork('abroad');
const hour = 3_600_000;

describe('a customer who has ordered', () => {
  const shop = storyOf(
    '2026-02-01T12:00:00+09:00',
    { journeys: ['second-order', 'win-back'], sweeps: true },
    async (shop) => {
      const began = shop.now;
      for (const one of [once, again, unhappy, abroad]) shop.post('order.placed', one, order(`first-of-${one.id}`));
      await shop.until('2026-02-02T12:00:00+09:00');
      for (const _ of ['once', 'twice']) {
        shop.post('order.placed', disorderly, order('later'), began + 20 * hour);
        shop.post('order.placed', disorderly, order('earlier'), began + hour);
      }
      await shop.until('2026-02-10T12:00:00+09:00');
      shop.post('order.refunded', unhappy, refund('first-of-unhappy'));
      await shop.until('2026-02-20T12:00:00+09:00');
      shop.post('order.placed', again, order('second-of-again'));
      await shop.until('2026-05-10T12:00:00+09:00');
      shop.post('order.placed', again, order('third-of-again'));
      await shop.until('2026-08-20T12:00:00+09:00');
    },
  );

  it('is invited back after 24 days, greeted when sixty are over, and a month later for the last time', () => {
    expect(shop().sentTo(once)).toEqual([
      ['come-back', '2026-02-25 10:00'],
      ['hello-again', '2026-04-04 10:00'],
      ['last-letter', '2026-05-04 10:00'],
    ]);
    const [invitation] = shop().mailsTo(once);
    expect(invitation?.text).toContain('コーヒー豆');
  });

  it('is invited with a coupon that lasts until the thirtieth day', async () => {
    const [invitation] = await shop().ledgerOf(once);
    expect(invitation?.coupon?.expiresAt).toBe(Date.parse('2026-03-03T23:59:59+09:00'));
    expect(shop().mailsTo(once)[0]?.text).toContain('2026年3月3日まで有効');
  });

  it('is invited at 10:00 of New York, in winter and in summer', () => {
    expect(
      shop()
        .sentTo(abroad)
        .map(([, time]) => time),
    ).toEqual(['2026-02-24 10:00', '2026-04-03 10:00', '2026-05-03 10:00']);
  });

  it('and orders again is not asked for a second order, and every order counts the sixty days anew', async () => {
    expect(shop().sentTo(again)).toEqual([
      ['hello-again', '2026-04-23 10:00'],
      ['hello-again', '2026-07-11 10:00'],
      ['last-letter', '2026-08-10 10:00'],
    ]);
    const runs = await shop().runsOf(again);
    expect(runs.map(({ journey, ended, goal }) => [journey, ended?.why, ended?.reason, goal?.on])).toEqual([
      ['second-order', 'event', 'order.placed', 'order.placed'],
      ['win-back', 'completed', expect.any(String), undefined],
    ]);
    const winBack = runs.find(({ journey }) => journey === 'win-back');
    // Of three orders one came after the greeting; the others came before anybody was missed.
    expect(winBack?.earlier?.map(({ goal }) => goal?.on)).toEqual(['order.placed']);
  });

  it('and sent it back is not invited to a second order', async () => {
    expect(await shop().outcomesOf(unhappy)).toContainEqual(['come-back', 'skipped', 'run-ended', 'order.refunded']);
  });

  it('twice, of which we hear twice and backwards, is counted from the later order', () => {
    const [helloAgain, lastLetter] = shop().sentTo(disorderly).slice(-2);
    expect([helloAgain, lastLetter]).toEqual([
      ['hello-again', '2026-04-04 10:00'],
      ['last-letter', '2026-05-04 10:00'],
    ]);
    expect(
      shop()
        .sentTo(disorderly)
        .filter(([step]) => step === 'hello-again'),
    ).toHaveLength(1);
  });
});
