import { describe, expect, it } from 'vitest';
import { DirectShop } from '../../src/simulation/direct-shop.ts';
import { consentToAll } from '../fixtures/events.ts';
import { shippedPlan } from '../stories/shipped.ts';

const opens = Date.parse('2026-03-02T00:00:00Z');
const customer = { id: 'c-1', email: 'c-1@example.com', country: 'JP', timeZone: 'Asia/Tokyo', consent: consentToAll };
const cart = {
  id: 'cart-1',
  lines: [{ productId: 'mug', title: 'Mug', quantity: 1, price: { amount: 12, currency: 'USD' } }],
};

function touched(id: string) {
  const total = { amount: 12, currency: 'USD' };
  return { id, occurredAt: '2026-03-02T00:00:00Z', shop: 'demo', customer, cart: { ...cart, total } };
}

describe('a shop whose functions are called at once', () => {
  it('runs a journey from the event to its end', async () => {
    const shop = new DirectShop(shippedPlan(['abandoned-cart']), opens);
    shop.postEvent('cart.updated', touched('e-1'));
    await shop.clock.runToEnd();
    expect(shop.problems).toEqual([]);
    expect(shop.executions.map(({ journey, ended, error }) => [journey, ended, error])).toEqual([
      ['abandoned-cart', true, undefined],
    ]);
    expect(shop.services.sent.map(({ tags }) => tags.step)).toEqual(['reminder', 'last-call']);
  });

  it('lives the same life every time', async () => {
    const live = async () => {
      const shop = new DirectShop(shippedPlan(['abandoned-cart']), opens);
      for (const id of ['e-1', 'e-2', 'e-1']) shop.postEvent('cart.updated', touched(id));
      await shop.clock.runToEnd();
      return shop.services.sent.map(({ tags, at }) => [tags.message, at]);
    };
    expect(await live()).toEqual(await live());
  });

  it('keeps what fails in a function behind a queue', async () => {
    const shop = new DirectShop(shippedPlan(['abandoned-cart']), opens);
    shop.postEvent('cart.updated', { id: 'e-1' });
    await shop.clock.runToEnd();
    expect(shop.problems.map(String)).toEqual([expect.stringContaining('cart.updated does not fit its contract')]);
  });

  it('answers a request on one of its pages', async () => {
    const shop = new DirectShop(shippedPlan(['abandoned-cart']), opens);
    expect(await shop.request('manage-consent', { method: 'GET', token: 'of nobody' })).toBe(400);
    expect(await shop.request('take-survey', { method: 'GET', token: 'of nobody' })).toBe(400);
  });
});
