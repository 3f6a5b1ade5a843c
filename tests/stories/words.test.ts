import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileMessages } from '../../build/messages.ts';
import { checkout, inLondon, inTokyo, order } from '../scenarios/customers.ts';
import { shippedPlan } from './shipped.ts';
import { Shop } from './shop.ts';
import { audit } from './story.ts';

const journeys = ['abandoned-checkout', 'second-order', 'welcome'];
const plan = shippedPlan(journeys);
const compiled = await compileMessages(resolve(import.meta.dirname, '../../statemachines'), journeys, plan.settings);

/** The texts and the pages of what the customer got, by step. */
function read({ world }: Shop, email: string): Record<string, { text: string; html: string }> {
  const mine = world.sent.filter(({ address }) => address === email);
  return Object.fromEntries(mine.map(({ tags, text, html }) => [tags.step, { text, html }]));
}

describe('the words of a story', () => {
  it('are made of what happened in it, in the language of whoever reads them', async () => {
    const shop = new Shop('2026-02-02T10:00:00+09:00', { ...plan, messages: compiled });
    const [buyer, shopper] = [inTokyo('buyer'), inLondon('shopper')];
    shop.post('customer.created', buyer);
    shop.post('order.placed', buyer, order('order-1'), '2026-02-02T10:30:00+09:00');
    shop.post('checkout.started', shopper, checkout('cart-1'));
    await shop.toTheEnd();
    await audit(shop);

    const { 'come-back': comeBack } = read(shop, buyer.email);
    const { 'finish-order': finishOrder } = read(shop, shopper.email);
    for (const words of ['Name-of-buyer 様', 'コーヒー豆']) expect(comeBack?.text).toContain(words);
    for (const part of [finishOrder?.text, finishOrder?.html]) {
      expect(part).toContain('https://shop.example.com/checkouts/of-cart-1');
      expect(part).toContain('4,800');
    }
    expect(finishOrder?.html).toContain('lang="en"');
    expect(comeBack?.html).toContain('lang="ja"');
  });
});
