import { describe, expect, it } from 'vitest';
import { cart, inTokyo, order } from './customers.ts';
import { inShop, inShopOfThreads } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';
const shopper = inTokyo('shopper');

/** The SDK tries three times: this is enough for one invocation to fail. */
const moreThanTheSdkTries = 4;

const sending = { service: 'ses', operation: 'SendEmail' } as const;

describe('a function that dies after SES took a message and before the ledger heard of it', () => {
  it('does not send marketing again, and says nothing of it before SES reports on it', () =>
    inShopOfThreads(opens, async (shop) => {
      shop.runtime.faults.inject('kill', { ...sending, phase: 'after' });
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T14:00:02+09:00');
      expect(await shop.outcomesOf(shopper)).toEqual([]); // the first attempt may still be at it
      await shop.until('2026-03-02T14:00:30+09:00');
      expect(await shop.outcomesOf(shopper)).toEqual([['reminder', 'sent']]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-02 14:00'],
        ['last-call', '2026-03-03 10:00'],
      ]);
    }));

  it('does not send marketing again although SES never reports on it', () =>
    inShopOfThreads(
      opens,
      async (shop) => {
        shop.runtime.faults.inject('kill', { ...sending, phase: 'after' });
        shop.post('cart.updated', shopper, cart('cart-1'));
        await shop.toTheEnd();
        expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['reminder', 'last-call']);
        expect(await shop.outcomesOf(shopper)).toEqual([
          ['reminder', 'unknown', 'no-answer'],
          ['last-call', 'sent'],
        ]);
      },
      { feedback: { mail: () => [] } },
    ));

  it('sends a transactional message again after the lease, if SES has not reported on it', () =>
    inShopOfThreads(
      opens,
      async (shop) => {
        shop.runtime.faults.inject('kill', { ...sending, phase: 'after' });
        shop.post('order.placed', shopper, order('order-1'));
        await shop.until('2026-03-03T10:01:59+09:00');
        expect(shop.sentTo(shopper)).toEqual([['thanks', '2026-03-03 10:00']]);
        expect(await shop.outcomesOf(shopper)).toEqual([]);
        await shop.until('2026-03-03T11:00:00+09:00');
        expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['thanks', 'thanks']);
        expect(await shop.outcomesOf(shopper)).toEqual([['thanks', 'sent']]);
      },
      { feedback: { mail: () => [] }, repeats: true },
    ));

  it('does not send a transactional message again that SES reported on', () =>
    inShopOfThreads(opens, async (shop) => {
      shop.runtime.faults.inject('kill', { ...sending, phase: 'after' });
      shop.post('order.placed', shopper, order('order-1'));
      await shop.until('2026-03-03T11:00:00+09:00');
      expect(shop.sentTo(shopper)).toEqual([['thanks', '2026-03-03 10:00']]);
      expect(await shop.outcomesOf(shopper)).toEqual([['thanks', 'sent']]);
    }));
});

describe('a function that dies before SES took a message', () => {
  it('leaves marketing unknown, and sends transactional messages after the lease', () =>
    inShopOfThreads(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      shop.runtime.faults.inject('kill', { ...sending, phase: 'before' });
      shop.post('cart.updated', shopper, cart('cart-1'));
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-02T15:00:00+09:00');
      expect(await shop.outcomesOf(shopper)).toEqual([['reminder', 'unknown', 'no-answer']]);
      await shop.until('2026-03-03T09:00:00+09:00');
      shop.runtime.faults.inject('kill', { ...sending, phase: 'before' });
      await shop.until('2026-03-03T11:00:00+09:00');
      expect(shop.sentTo(buyer).map(([step]) => step)).toEqual(['thanks']);
      const leaseEnds = Date.parse('2026-03-03T10:02:00+09:00');
      expect(shop.mailsTo(buyer)[0]?.at).toBeGreaterThanOrEqual(leaseEnds);
      expect(await shop.outcomesOf(buyer)).toEqual([['thanks', 'sent']]);
    }));
});

describe('a busy service', () => {
  it('delays a message that SES throttles, and does not double it', () =>
    inShop(opens, async (shop) => {
      shop.runtime.faults.inject('throttle', { ...sending, phase: 'before' }, 6);
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T20:00:00+09:00');
      expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['reminder']);
      expect(shop.mailsTo(shopper)[0]?.at).toBeGreaterThan(Date.parse('2026-03-02T14:00:00+09:00'));
      expect(await shop.outcomesOf(shopper)).toEqual([['reminder', 'sent']]);
    }));

  it('delays a parked message that SES throttles for longer than Lambda tries', () =>
    inShop(opens, async (shop) => {
      const inParis = { ...shopper, timeZone: 'Europe/Paris' };
      shop.runtime.faults.inject('throttle', { ...sending, phase: 'before' }, 6);
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.post('customer.updated', inParis);
      await shop.toTheEnd();
      expect(shop.sentTo(inParis).map(([step]) => step)).toEqual(['reminder', 'last-call']);
      expect((await shop.outcomesOf(shopper)).flat()).toEqual(['reminder', 'sent', 'last-call', 'sent']);
    }));

  it('delays a message when DynamoDB throttles for longer than the SDK tries', () =>
    inShop(opens, async (shop) => {
      const functionName = 'aftercart-deliver-message';
      const throttled = { functionName, service: 'dynamodb', phase: 'before' } as const;
      shop.runtime.faults.inject('throttle', throttled, moreThanTheSdkTries);
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['reminder', 'last-call']);
    }));

  it('loses nothing when DynamoDB cannot be reached for longer than the SDK tries', () =>
    inShop(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const names = ['ingest-event', 'start-journey', 'deliver-message', 'leave-journey'];
      const unreached = new Map(names.map((name) => [`aftercart-${name}`, moreThanTheSdkTries]));
      shop.runtime.faults.add(({ phase, service, functionName = '' }) => {
        const left = unreached.get(functionName) ?? 0;
        if (phase === 'after' || service !== 'dynamodb' || left === 0) return 'pass';
        unreached.set(functionName, left - 1);
        return 'drop';
      });
      shop.post('cart.updated', shopper, cart('cart-1'));
      shop.post('order.placed', buyer, order('order-1'));
      await shop.toTheEnd();
      expect([...unreached.values()]).toEqual(names.map(() => 0));
      expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['reminder', 'last-call']);
      expect(shop.sentTo(buyer).map(([step]) => step)).toEqual(['thanks']);
      expect(await shop.runsOf(buyer)).toMatchObject([{ ended: { why: 'left' } }]);
    }));
});

describe('an answer that is lost', () => {
  it('of every other write changes nothing', () =>
    inShop(opens, async (shop) => {
      let writes = 0;
      shop.runtime.faults.add(({ phase, operation }) =>
        phase === 'after' && operation === 'PutItem' && writes++ % 2 === 0 ? 'drop' : 'pass',
      );
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      expect(writes).toBeGreaterThan(10);
      expect(shop.sentTo(shopper)).toEqual([
        ['reminder', '2026-03-02 14:00'],
        ['last-call', '2026-03-03 10:00'],
      ]);
    }));

  it.each(['drop', 'kill'] as const)('of CreateSchedule, by a %s, leaves the message parked exactly once', (fault) =>
    inShopOfThreads(opens, async (shop) => {
      const inParis = { ...shopper, timeZone: 'Europe/Paris' };
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.runtime.faults.inject(fault, { service: 'scheduler', operation: 'CreateSchedule', phase: 'after' });
      shop.post('customer.updated', inParis);
      await shop.toTheEnd();
      const names = shop.schedules.map(({ Name }) => Name);
      expect([names.length, new Set(names).size]).toEqual([2, 1]);
      expect(shop.sentTo(inParis).map(([step]) => step)).toEqual(['reminder', 'last-call']);
      expect((await shop.outcomesOf(shopper)).flat()).toEqual(['reminder', 'sent', 'last-call', 'sent']);
    }),
  );

  it.each(['drop', 'kill'] as const)('of CreateSchedule, by a %s, starts an execution exactly once', (fault) =>
    inShopOfThreads(opens, async (shop) => {
      shop.runtime.faults.inject(fault, { service: 'scheduler', operation: 'CreateSchedule', phase: 'after' });
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.toTheEnd();
      const names = shop.starts.map(({ Name }) => Name);
      expect([names.length, new Set(names).size]).toEqual([2, 1]);
      expect(shop.runtime.executions()).toHaveLength(1);
      expect(shop.sentTo(shopper).map(([step]) => step)).toEqual(['reminder', 'last-call']);
    }),
  );

  it.each(['throttle', 'drop', 'kill'] as const)('of DeleteSchedule, by a %s, leaves the same ledger', (fault) =>
    inShopOfThreads(opens, async (shop) => {
      const phase = fault === 'throttle' ? 'before' : 'after';
      shop.runtime.faults.inject(fault, { service: 'scheduler', operation: 'DeleteSchedule', phase });
      shop.post('cart.updated', shopper, cart('cart-1'));
      await shop.until('2026-03-02T12:00:00+09:00');
      shop.post('order.placed', shopper, order('order-1'));
      await shop.until('2026-03-02T23:00:00+09:00');
      const why = ['skipped', 'run-ended', 'order.placed'];
      expect(await shop.outcomesOf(shopper)).toEqual([
        ['last-call', ...why],
        ['reminder', ...why],
      ]);
      await shop.toTheEnd();
    }),
  );
});
