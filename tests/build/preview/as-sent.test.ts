import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadJourney, loadSegments } from '../../../build/journeys.ts';
import { sampleContext } from '../../../build/messages/sample.ts';
import { compileMessages } from '../../../build/messages.ts';
import { type Draft, readDrafts } from '../../../build/preview/draft.ts';
import type { EventType, StoreEvent } from '../../../src/commerce/events.ts';
import { readStoreEvent } from '../../../src/commerce/reading/read-event.ts';
import { kindOf, withArms } from '../../../src/journey/steps/registry.ts';
import { cart, checkout, inLondon, inTokyo, order, parcel, product } from '../../scenarios/customers.ts';
import { shippedPlan } from '../../stories/shipped.ts';
import { Shop, type ShopEvent } from '../../stories/shop.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const statemachines = path.join(root, 'statemachines');
const drafts = await readDrafts(root);

/** The mail without what no preview knows: the tokens of links, a coupon's code and its last day. */
function withoutSecrets(mail: string): string {
  return mail
    .replaceAll(/https:[^\s"<>]*\/(p|unsubscribe|confirm|survey)\?t=[\w.~-]+/g, '<$1>')
    .replaceAll(/\b(?=[A-Z]*\d)[\dA-Z]{10}\b/g, '<code>')
    .replaceAll(/(?<=有効期限は)\d+年\d+月\d+日(?:\(.\))?|\d+年\d+月\d+日(?:\(.\))?(?=まで有効)/g, '<day>');
}

describe('the preview of a message about some events', () => {
  const buyer = inTokyo('buyer');
  const reader = inLondon('reader');
  it.each<[journey: string, who: typeof buyer, events: readonly ShopEvent[]]>([
    ['abandoned-cart', buyer, [['2026-02-02T10:00:00+09:00', 'cart.updated', cart('cart-1')]]],
    ['abandoned-checkout', reader, [['2026-02-02T10:00:00+09:00', 'checkout.started', checkout('cart-1')]]],
    ['back-in-stock', buyer, [['2026-02-02T10:00:00+09:00', 'product.back_in_stock', product('mug')]]],
    ['member-tier', buyer, [['2026-02-02T10:00:00+09:00', 'customer.tier_reached', { tier: { id: 't', name: '銀' } }]]],
    ['post-purchase', reader, [['2026-02-02T10:00:00+09:00', 'order.placed', order('order-1')]]],
    [
      'shipping-updates',
      buyer,
      [
        ['2026-02-02T10:00:00+09:00', 'order.placed', order('order-1')],
        ['2026-02-02T10:00:01+09:00', 'shipment.dispatched', parcel('order-1')],
      ],
    ],
  ])('of %s is the mail that is sent, in HTML and as text', async (journey, who, happened) => {
    const messages = await compileMessages(statemachines, [journey], drafts.settings);
    const shop = new Shop('2026-02-02T10:00:00+09:00', { ...shippedPlan([journey]), messages });
    await shop.tell(who, happened);
    await shop.toTheEnd();
    const events = happened.map(([at, type, what], nth) =>
      eventOf(type, { id: `e-${nth}`, occurredAt: at, customer: who, ...what }),
    );
    const sent = shop.services.sent.filter(({ channel }) => channel === 'email');
    expect(sent).not.toHaveLength(0);
    for (const { tags, subject, html, text } of sent) {
      const draft = drafts.render({ journey, message: tags.step }, who.locale, events);
      expect(partsOf(draft)).toEqual(partsOf({ subject, html, text }));
    }
  });

  function partsOf({ subject, html, text }: Pick<Draft, 'subject' | 'html' | 'text'>) {
    return [subject, html, text].map(withoutSecrets);
  }

  function eventOf(type: EventType, detail: object): StoreEvent {
    const envelope = { source: 'store.demo', 'detail-type': type, detail: { version: 1, shop: 'demo', ...detail } };
    return readStoreEvent(envelope, { now: Date.parse('2026-02-03T00:00:00Z'), shop: 'demo' }).event;
  }
});

describe('the preview of a sample', () => {
  const segments = loadSegments(statemachines);
  const sends = drafts.names.flatMap(({ journey, message }) => {
    const { journey: parsed } = loadJourney(statemachines, journey, drafts.settings, segments);
    const steps = parsed.steps.flatMap(withArms).flatMap((step) => kindOf(step).sends?.(step) ?? []);
    const [sent] = steps.filter(({ messages }) => messages.includes(message));
    return sent ? [{ name: { journey, message }, ...sent, purpose: sent.purpose ?? parsed.purpose }] : [];
  });

  it('ends as the purpose of its step has it, and has the coupon and the question of its step and no other', () => {
    for (const { name, purpose, coupon, survey } of sends) {
      const { text } = drafts.render(name, 'en');
      const worth = coupon && 'percent' in coupon ? `${coupon.percent}% off` : undefined;
      expect([
        name,
        text.includes('Unsubscribe:'),
        text.match(/\d+% off/)?.[0],
        text.includes('What kept you'),
      ]).toEqual([name, purpose === 'marketing', worth, survey === 'cart-left']);
    }
    expect(sends).toHaveLength(drafts.names.length);
  });

  it('asks to confirm in the one journey that does', () => {
    const confirming = sends.filter(({ name }) => drafts.render(name, 'en').html.includes('confirm?t=sample'));
    expect(confirming.map(({ name }) => name.journey)).toEqual(['confirm-consent']);
  });

  it('shows a parcel no further than it is by then', () => {
    const reached = (journey: string, message: string) =>
      drafts.render({ journey, message }, 'en').html.match(/class="reached"/g)?.length;
    expect(reached('shipping-updates', 'dispatched')).toBe(1);
    expect(reached('shipping-delay', 'delayed')).toBe(1);
    expect(reached('shipping-updates', 'out-for-delivery')).toBe(2);
    expect(reached('shipping-arrival', 'arrived')).toBe(3);
  });

  it('knows the pages of the shop alone, so that a button to any other is left out', () => {
    const { pages: _pages, ...brand } = drafts.settings.brand;
    const occasion = { purpose: 'marketing', confirms: false } as const;
    expect(sampleContext({ ...drafts.settings, brand }, 'en', undefined, occasion).pages).toEqual({});
  });
});
