import { expect, it } from 'vitest';
import { rulesIn } from '../../src/simulation/shop-plan.ts';
import { World } from '../engine/world.ts';
import { CountingTable } from '../fixtures/counting-table.ts';
import { busEvent, type Detail } from '../fixtures/events.ts';
import { shippedNames, shippedPlan } from '../stories/shipped.ts';

/** DynamoDB takes items of 400 KB; nothing that a customer or a store does may come near. */
const mostBytes = 200_000;

const wide = (length: number) => '猫'.repeat(length);
const link = (name: string) => `https://shop.example.com/${name}/${'x'.repeat(1900)}`;

/** The largest things that the contract takes. */
function things(nth: number): Detail {
  const lines = Array.from({ length: 25 }, (_, place) => ({
    productId: `${place}-${'p'.repeat(190)}`,
    title: wide(200),
    variant: wide(60),
    quantity: 1,
    price: { amount: 1, currency: 'USD' },
    url: link('product'),
    imageUrl: link('picture'),
  }));
  const goods = { total: { amount: 1, currency: 'USD' }, lines, url: link('goods') };
  const product = {
    id: `product-${nth}`,
    title: wide(200),
    variant: wide(60),
    url: link('product'),
    imageUrl: link('picture'),
  };
  return {
    cart: { id: 'cart', ...goods },
    checkout: { id: 'checkout', ...goods },
    order: { id: 'order', number: 'n'.repeat(60), ...goods },
    refund: { id: `${nth}-${'r'.repeat(190)}`, status: 'open', total: { amount: 1, currency: 'USD' } },
    shipment: { id: 'parcel', trackingUrl: link('parcel') },
    review: { id: `review-${nth}`, rating: 5, productId: `${nth}` },
    survey: { id: 'survey', score: nth % 11, comment: wide(1000) },
    inquiry: { id: `inquiry-${nth}`, subject: wide(200) },
    product,
    tier: { id: `tier-${nth}`, name: wide(60) },
    referral: { id: `referral-${nth}`, role: 'referrer' },
    coupon: { code: `coupon-${nth}` },
  };
}

const types = [
  'cart.updated',
  'checkout.started',
  'order.placed',
  'order.refunded',
  'shipment.delivered',
  'review.submitted',
  'survey.answered',
  'inquiry.received',
  'product.viewed',
  'product.back_in_stock',
  'customer.tier_reached',
  'referral.completed',
  'coupon.redeemed',
] as const;

it('writes no item that comes near the limit of DynamoDB, whatever a customer does', async () => {
  const plan = shippedPlan(shippedNames);
  const table = new CountingTable();
  const world = new World({ ...plan, journeys: rulesIn(plan) }, table).at('2026-03-02T10:00:00Z');
  for (let nth = 0; nth < 50; nth += 1) {
    const at = `2026-03-01T10:${String(nth).padStart(2, '0')}:00Z`;
    const guest = { anonymousId: `browser-${nth}` };
    await world.ingest(busEvent('customer.updated', at, { customer: guest, id: `guest-${nth}` }));
    const customer = { id: 'customer', name: wide(60), ...guest, email: 'customer@example.com', verified: ['email'] };
    for (const type of nth < 3 ? types : (['order.refunded', 'review.submitted'] as const)) {
      const event = busEvent(type, at, { ...things(nth), customer, id: `${type}-${nth}` });
      await world.ingest(event);
      const begun = Object.values(world.journeys).filter(({ starts }) => starts.on === type);
      for (const { journey } of begun) await world.start(journey, event).catch(() => {}); // some name nothing to run once per
    }
  }
  expect(table.units.largest).toBeGreaterThan(20_000);
  expect(table.units.largest).toBeLessThan(mostBytes);
});
