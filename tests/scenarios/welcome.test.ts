import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order } from './customers.ts';
import { storyOf } from './shop.ts';

const [newcomer, abroad, buyer, silent] = [
  inTokyo('newcomer'),
  inNewYork('abroad'),
  inTokyo('buyer'),
  inTokyo('silent', { consent: {} }),
];

describe('a new customer', () => {
  const shop = storyOf('2026-03-07T12:00:00+09:00', { journeys: ['welcome'] }, async (shop) => {
    for (const one of [newcomer, abroad, buyer, silent, newcomer]) shop.post('customer.created', one);
    await shop.until('2026-03-07T20:00:00+09:00');
    shop.post('order.placed', buyer, order('order-1'));
    await shop.toTheEnd();
  });

  it('is greeted at once, and written to the next morning and two days after that, in Japanese', () => {
    expect(shop().sentToTheMinute(newcomer)).toEqual([
      ['hello', '2026-03-07 12:00'],
      ['good-to-know', '2026-03-08 10:00'],
      ['where-to-start', '2026-03-10 10:00'],
    ]);
    expect(shop().mailsTo(newcomer)[0]?.subject).toBe('アフターカート・デモストアへようこそ');
  });

  it('who signs up in the night of New York is greeted in the morning, and keeps to the clock when it goes forward', () => {
    expect(shop().sentToTheMinute(abroad)).toEqual([
      ['hello', '2026-03-07 08:00'],
      ['good-to-know', '2026-03-08 10:00'],
      ['where-to-start', '2026-03-10 10:00'],
    ]);
    expect(shop().mailsTo(abroad)[0]?.subject).toBe('Welcome to Aftercart Demo Store');
  });

  it('who orders is shown the way no longer', async () => {
    expect(shop().sentToTheMinute(buyer)).toEqual([['hello', '2026-03-07 12:00']]);
    expect((await shop().outcomesOf(buyer)).slice(1)).toEqual([
      ['good-to-know', 'skipped', 'run-ended', 'order.placed'],
      ['where-to-start', 'skipped', 'run-ended', 'order.placed'],
    ]);
    expect((await shop().runsOf(buyer))[0]).toMatchObject({
      ended: { reason: 'order.placed' },
      goal: { on: 'order.placed' },
    });
  });

  it('who did not agree to letters gets none', async () => {
    expect(shop().sentToTheMinute(silent)).toEqual([]);
    expect((await shop().outcomesOf(silent)).map(([, ...rest]) => rest)).toEqual(
      Array(3).fill(['skipped', 'no-consent']),
    );
  });
});
