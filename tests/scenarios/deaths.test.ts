import { describe, expect, it } from 'vitest';
import { type Customer, cart, inTokyo, order, parcel } from './customers.ts';
import { inShopOfThreads, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T08:30:00+09:00';

/** More than any function makes requests to AWS services for one event. */
const most = 26;

const minutes = 60_000;

/**
 * Lets the function die after its first request to a service, for the next customer after its second, and so on until
 * one lives through the story. What a request changed is changed; the function never hears the answer.
 * @returns how many died
 */
async function dieEverywhere(
  shop: LocalShop,
  functionName: string,
  story: (nth: number) => Promise<void>,
): Promise<number> {
  for (let nth = 1; nth < most; nth += 1) {
    let left = nth;
    const takeBack = shop.runtime.faults.add((call) => {
      const isOurs = call.phase === 'after' && call.functionName === functionName;
      return isOurs && --left === 0 ? 'kill' : 'pass';
    });
    await story(nth);
    takeBack();
    if (left > 0) return nth - 1;
  }
  throw new Error(`${functionName} made ${most} requests and more`);
}

/** Time enough for a message to come back to its queue, and for a state machine to try again. */
const pause = (shop: LocalShop) => shop.runtime.play({ until: shop.now + 8 * minutes });

const people = Array.from({ length: most }, (_, nth) => inTokyo(`person-${nth}`));
const person = (nth: number): Customer => people[nth] ?? inTokyo('nobody');

describe('a function may die at any request: the story ends the same', () => {
  it.each([
    ['aftercart-ingest-event', 6],
    ['aftercart-start-journey', 4],
  ])('when %s takes a cart in', (functionName, least) =>
    inShopOfThreads(opens, async (shop) => {
      const deaths = await dieEverywhere(shop, functionName, async (nth) => {
        shop.post('cart.updated', person(nth), cart(`cart-${nth}`));
        await pause(shop);
      });
      await shop.toTheEnd();
      expect(deaths).toBeGreaterThanOrEqual(least);
      for (let nth = 1; nth <= deaths; nth += 1) {
        expect(shop.sentTo(person(nth)).map(([step]) => step)).toEqual(['reminder', 'last-call']);
      }
    }),
  );

  it('when ingest-event ends a run that waits, and resumes another', () =>
    inShopOfThreads(opens, async (shop) => {
      const functionName = 'aftercart-ingest-event';
      for (const [nth, one] of people.entries()) shop.post('order.placed', one, order(`order-${nth}`));
      await shop.until('2026-03-04T12:00:00+09:00');
      const resumed = await dieEverywhere(shop, functionName, async (nth) => {
        shop.post('shipment.delivered', person(nth), parcel(`order-${nth}`));
        await pause(shop);
      });
      const ended = await dieEverywhere(shop, functionName, async (nth) => {
        shop.post('order.cancelled', person(most - nth), { order: { id: `order-${most - nth}` } });
        await pause(shop);
      });
      await shop.until('2026-03-06T12:00:00+09:00');
      expect([resumed, ended].every((deaths) => deaths >= 5)).toBe(true);
      for (let nth = 1; nth <= resumed; nth += 1) {
        expect(shop.sentTo(person(nth))).toEqual([
          ['thanks', '2026-03-03 10:00'],
          ['how-to-use', '2026-03-06 10:00'],
        ]);
      }
      for (let nth = most - ended; nth < most; nth += 1) {
        expect(shop.sentTo(person(nth))).toEqual([['thanks', '2026-03-03 10:00']]);
        const last = (await shop.outcomesOf(person(nth))).at(-1);
        expect(last).toEqual(['how-to-use', 'skipped', 'run-ended', 'order.cancelled']);
      }
    }));

  it('when deliver-message sends a transactional message, and lets its run wait for an event', () =>
    inShopOfThreads(
      opens,
      async (shop) => {
        const deaths = await dieEverywhere(shop, 'aftercart-deliver-message', (nth) => buyAndWaitForThanks(shop, nth));
        expect(deaths).toBeGreaterThanOrEqual(6);
      },
      { repeats: true, journeys: ['post-purchase'] },
    ));

  it('when deliver-message sends marketing: never twice, and customers without a message are on record', () =>
    inShopOfThreads(opens, async (shop) => {
      const deaths = await dieEverywhere(shop, 'aftercart-deliver-message', async (nth) => {
        const one = person(nth);
        shop.post('cart.updated', one, cart(`cart-${nth}`));
        await shop.runtime.play({ until: shop.now + 5 * 60 * minutes });
        shop.post('cart.emptied', one, { cart: { id: `cart-${nth}` } });
        await shop.runtime.play({ until: shop.now + 19 * 60 * minutes });
        const [[, outcome] = []] = (await shop.outcomesOf(one)).filter(([step]) => step === 'reminder');
        expect([shop.sentTo(one).length, outcome]).toEqual(outcome === 'unknown' ? [0, 'unknown'] : [1, 'sent']);
      });
      expect(deaths).toBeGreaterThanOrEqual(5);
    }));
});

async function buyAndWaitForThanks(shop: LocalShop, nth: number): Promise<void> {
  const buyer = inTokyo(`buyer-${nth}`, { consent: {} }); // and so hears of nothing after that
  shop.post('order.placed', buyer, order(`order-${nth}`));
  await shop.runtime.play({ until: shop.now + 28 * 60 * minutes });
  expect(new Set(shop.sentTo(buyer).map(([step]) => step))).toEqual(new Set(['thanks']));
  expect(await shop.outcomesOf(buyer)).toEqual([['thanks', 'sent']]);
  shop.post('shipment.delivered', buyer, parcel(`order-${nth}`));
  await shop.runtime.play({ until: shop.now + 2 * 24 * 60 * minutes });
  expect(shop.sentTo(buyer).at(-1)?.[0]).toBe('how-to-use');
  await shop.runtime.play({ until: shop.now + 20 * 60 * minutes });
}
