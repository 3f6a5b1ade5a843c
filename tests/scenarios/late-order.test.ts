import { describe, expect, it } from 'vitest';
import { type Detail, inNewYork, inTokyo, order, parcel, refund } from './customers.ts';
import { storyOf } from './shop.ts';

const [waiting, silent, served, gone, unpromised, disorderly] = [
  inTokyo('waiting'),
  inTokyo('silent', { consent: {} }),
  inTokyo('served'),
  inTokyo('gone'),
  inTokyo('unpromised'),
  inTokyo('disorderly'),
];
const abroad = inNewYork('abroad');
const offline = { ...inTokyo('offline'), email: undefined };

/** An order that is to leave by an instant, ISO 8601. */
const promised = (id: string, dispatchBy: string): Detail => ({ order: { ...order(id).order, dispatchBy } });

describe('an order that should have left', () => {
  const shop = storyOf('2026-03-02T12:00:00+09:00', { journeys: ['late-order'] }, async (shop) => {
    const began = shop.now;
    for (const one of [waiting, silent, served, gone, offline, waiting]) {
      shop.post('order.placed', one, promised(`of-${one.id}`, '2026-03-04T18:00:00+09:00'));
    }
    shop.post('order.placed', abroad, promised('of-abroad', '2026-03-07T18:00:00-05:00'));
    shop.post('order.placed', unpromised, order('of-unpromised'));
    await shop.until('2026-03-03T12:00:00+09:00');
    for (const _ of ['once', 'twice']) {
      shop.post('shipment.dispatched', disorderly, parcel('of-disorderly'), began + 3_600_000);
      shop.post('order.placed', disorderly, promised('of-disorderly', '2026-03-02T20:00:00+09:00'), began);
    }
    await shop.until('2026-03-04T17:00:00+09:00');
    shop.post('shipment.dispatched', served, parcel('of-served'));
    shop.post('shipment.dispatched', waiting, parcel('of-another-day'));
    await shop.until('2026-03-06T12:00:00+09:00');
    shop.post('order.refunded', gone, refund('of-gone'));
    await shop.toTheEnd();
  });

  it('is apologized for the morning after the promised day, and once more three days later, and then no more', () => {
    const letters = [
      ['sorry', '2026-03-05 10:00'],
      ['still-waiting', '2026-03-08 10:00'],
    ];
    expect(shop().sentTo(waiting)).toEqual(letters);
    expect(shop().sentTo(silent)).toEqual(letters);
    const [sorry] = shop().mailsTo(waiting);
    expect(sorry?.subject).toBe('発送が遅れており、申し訳ございません（ご注文番号 No. of-waiting）');
    expect(sorry?.text).toContain('2026年3月4日までに発送するお約束');
    expect(sorry?.headers).toEqual([]);
  });

  it('keeps to 10:00 of New York when the clock goes forward meanwhile', () => {
    expect(shop().sentTo(abroad)).toEqual([
      ['sorry', '2026-03-08 10:00'],
      ['still-waiting', '2026-03-11 10:00'],
    ]);
  });

  it('is not spoken of when it has left in time, nor when no day was promised', async () => {
    expect([...shop().sentTo(served), ...shop().sentTo(unpromised)]).toEqual([]);
    expect(await shop().outcomesOf(served)).toEqual([
      ['sorry', 'skipped', 'run-ended', 'shipment.dispatched'],
      ['still-waiting', 'skipped', 'run-ended', 'shipment.dispatched'],
    ]);
    expect(await shop().runsOf(unpromised)).toEqual([]);
  });

  it('is apologized for once when the customer asks for the money back after that', async () => {
    expect(await shop().outcomesOf(gone)).toEqual([
      ['sorry', 'sent'],
      ['still-waiting', 'skipped', 'run-ended', 'order.refunded'],
    ]);
  });

  it('of which we hear twice, and only after its parcel, is known to have left', async () => {
    expect(shop().sentTo(disorderly)).toEqual([]);
    expect((await shop().runsOf(disorderly)).map(({ ended }) => ended?.reason)).toEqual(['already-ended']);
  });

  it('is apologized for by SMS, in one segment, where there is no e-mail address', () => {
    const texts = shop().runtime.outbox.texts.filter(({ to }) => to === offline.phone);
    expect(texts.map(({ body }) => body)).toEqual([
      'アフターカート・デモストア：発送が遅れており申し訳ございません。今しばらくお待ちください。',
      'アフターカート・デモストア：発送がさらに遅れ、申し訳ございません。ご意向を help@shop.example.com まで',
    ]);
    expect(texts.every(({ body }) => body.length <= 70)).toBe(true);
  });

  it('is told to the staff before it is told to the customer, as far as the shop has said where', async () => {
    const [run] = await shop().runsOf(waiting);
    const [sorry] = await shop().ledgerOf(waiting);
    const told = Object.values(run?.done ?? {});
    expect(told).toMatchObject([{ reason: 'not-configured' }, { reason: 'not-configured' }]);
    expect(told[0]?.at).toBeLessThanOrEqual(sorry?.at ?? 0);
  });
});
