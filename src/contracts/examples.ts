import type * as z from 'zod/mini';
import type { EventType, eventSchemas } from './event.ts';

/** An event's detail as a store sends it. */
export type EventDetail<T extends EventType> = z.input<(typeof eventSchemas)[T]>;

const shop = 'demo';

const customer = {
  id: 'c-1001',
  email: 'customer@example.com',
  name: 'Customer',
  locale: 'ja-JP',
  country: 'JP',
  timeZone: 'Asia/Tokyo',
};

const consent = {
  email: {
    granted: true,
    at: '2026-11-01T10:15:00+09:00',
    source: 'checkout',
    wording: 'Send me news and offers by e-mail.',
  },
};

const lines = [
  {
    productId: 'p-tea-100',
    title: '煎茶 100g',
    quantity: 2,
    price: { amount: 1200, currency: 'JPY' },
    url: 'https://shop.example.com/products/sencha',
    imageUrl: 'https://shop.example.com/images/sencha.jpg',
  },
  {
    productId: 'p-pot-1',
    title: '急須',
    quantity: 1,
    price: { amount: 4800, currency: 'JPY' },
    url: 'https://shop.example.com/products/teapot',
  },
];

const product = {
  id: 'p-tea-100',
  title: '煎茶 100g',
  url: 'https://shop.example.com/products/sencha',
  imageUrl: 'https://shop.example.com/images/sencha.jpg',
  price: { amount: 1200, currency: 'JPY' },
};

const total = { amount: 7200, currency: 'JPY' };

/** One realistic detail of every event. The documentation shows them, and tests read them. */
export const eventExamples: { readonly [T in EventType]: EventDetail<T> } = {
  'customer.updated': {
    version: 1,
    id: 'evt-customer-c-1001-7',
    occurredAt: '2026-11-01T10:15:00+09:00',
    shop,
    customer: { ...customer, phone: '+819012345678', consent },
  },
  'cart.updated': {
    version: 1,
    id: 'evt-cart-2001-3',
    occurredAt: '2026-11-10T12:30:00+09:00',
    shop,
    customer: { ...customer, anonymousId: 'browser-5f2c', consent },
    cart: { id: 'cart-2001', total, lines, url: 'https://shop.example.com/cart/2001' },
  },
  'cart.emptied': {
    version: 1,
    id: 'evt-cart-2001-4',
    occurredAt: '2026-11-10T12:45:00+09:00',
    shop,
    customer,
    cart: { id: 'cart-2001' },
  },
  'checkout.started': {
    version: 1,
    id: 'evt-checkout-3001',
    occurredAt: '2026-11-10T12:50:00+09:00',
    shop,
    customer: { ...customer, consent },
    checkout: { id: 'checkout-3001', total, lines, url: 'https://shop.example.com/checkout/3001' },
    cart: { id: 'cart-2001' },
  },
  'order.placed': {
    version: 1,
    id: 'evt-order-4001',
    occurredAt: '2026-11-10T13:05:00+09:00',
    shop,
    customer: { ...customer, consent },
    order: { id: 'order-4001', number: '#4001', total, lines, url: 'https://shop.example.com/orders/4001' },
    cart: { id: 'cart-2001' },
  },
  'order.cancelled': {
    version: 1,
    id: 'evt-order-4001-cancelled',
    occurredAt: '2026-11-10T15:00:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
  },
  'order.refunded': {
    version: 1,
    id: 'evt-refund-5001-open',
    occurredAt: '2026-11-16T09:20:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    refund: { id: 'refund-5001', total: { amount: 4800, currency: 'JPY' }, status: 'open', reason: 'arrived broken' },
  },
  'shipment.dispatched': {
    version: 1,
    id: 'evt-shipment-6001-dispatched',
    occurredAt: '2026-11-11T17:00:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: {
      id: 'shipment-6001',
      carrier: 'Example Express',
      trackingNumber: '1234-5678-9012',
      trackingUrl: 'https://carrier.example.com/track/1234-5678-9012',
      expectedAt: '2026-11-13T12:00:00+09:00',
    },
  },
  'shipment.out_for_delivery': {
    version: 1,
    id: 'evt-shipment-6001-out-for-delivery',
    occurredAt: '2026-11-13T08:10:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: { id: 'shipment-6001', carrier: 'Example Express', trackingNumber: '1234-5678-9012' },
  },
  'shipment.delayed': {
    version: 1,
    id: 'evt-shipment-6001-delayed-1',
    occurredAt: '2026-11-12T18:00:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: {
      id: 'shipment-6001',
      carrier: 'Example Express',
      trackingNumber: '1234-5678-9012',
      expectedAt: '2026-11-14T12:00:00+09:00',
    },
  },
  'shipment.delivered': {
    version: 1,
    id: 'evt-shipment-6001-delivered',
    occurredAt: '2026-11-13T11:40:00+09:00',
    shop,
    customer,
    order: { id: 'order-4001' },
    shipment: { id: 'shipment-6001', carrier: 'Example Express', trackingNumber: '1234-5678-9012' },
  },
  'review.submitted': {
    version: 1,
    id: 'evt-review-7001',
    occurredAt: '2026-11-18T20:10:00+09:00',
    shop,
    customer,
    review: { id: 'review-7001', rating: 5, productId: 'p-tea-100' },
    order: { id: 'order-4001' },
  },
  'coupon.redeemed': {
    version: 1,
    id: 'evt-coupon-7K2M9QRTBX',
    occurredAt: '2026-11-12T21:30:00+09:00',
    shop,
    customer,
    coupon: { code: '7K2M9QRTBX' },
    order: { id: 'order-4001' },
  },
  'customer.created': {
    version: 1,
    id: 'evt-customer-c-1001-created',
    occurredAt: '2026-11-01T10:15:00+09:00',
    shop,
    customer: { ...customer, consent },
  },
  'customer.tier_reached': {
    version: 1,
    id: 'evt-customer-c-1001-tier-gold-2026',
    occurredAt: '2026-11-20T00:00:00+09:00',
    shop,
    customer,
    tier: { id: 'gold', name: 'ゴールド' },
  },
  'product.viewed': {
    version: 1,
    id: 'evt-view-8001',
    occurredAt: '2026-11-10T12:20:00+09:00',
    shop,
    customer: { ...customer, anonymousId: 'browser-5f2c' },
    product,
  },
  'product.back_in_stock': {
    version: 1,
    id: 'evt-stock-p-tea-100-c-1001-2',
    occurredAt: '2026-11-25T09:00:00+09:00',
    shop,
    customer,
    product,
  },
  'inquiry.received': {
    version: 1,
    id: 'evt-inquiry-9001-received',
    occurredAt: '2026-11-15T19:40:00+09:00',
    shop,
    customer,
    inquiry: { id: 'inquiry-9001', subject: '急須の蓋について', answerBy: '2026-11-17T18:00:00+09:00' },
    order: { id: 'order-4001' },
  },
  'inquiry.answered': {
    version: 1,
    id: 'evt-inquiry-9001-answered-1',
    occurredAt: '2026-11-16T11:05:00+09:00',
    shop,
    customer,
    inquiry: { id: 'inquiry-9001' },
  },
  'inquiry.closed': {
    version: 1,
    id: 'evt-inquiry-9001-closed',
    occurredAt: '2026-11-17T16:30:00+09:00',
    shop,
    customer,
    inquiry: { id: 'inquiry-9001' },
  },
  'survey.answered': {
    version: 1,
    id: 'evt-survey-order-4001',
    occurredAt: '2026-11-17T21:15:00+09:00',
    shop,
    customer,
    survey: { id: 'survey-order-4001', score: 9, comment: '香りがとても良かったです。' },
    order: { id: 'order-4001' },
  },
  'referral.completed': {
    version: 1,
    id: 'evt-referral-9501-referrer',
    occurredAt: '2026-11-20T15:00:00+09:00',
    shop,
    customer,
    referral: { id: 'referral-9501', role: 'referrer' },
  },
  'journey.requested': {
    version: 1,
    id: 'evt-request-win-back-c-1001',
    occurredAt: '2026-11-21T10:00:00+09:00',
    shop,
    customer,
    journey: { name: 'win-back' },
  },
};
