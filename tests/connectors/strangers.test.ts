import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import type { SetUp } from '../../src/connectors/contract/set-up.ts';
import { setUpOf } from '../../src/connectors/set-ups.ts';
import { exampleOrder } from '../../src/connectors/shopify/example.ts';
import { stripe } from '../../src/connectors/stripe/connector.ts';
import { woocommerce } from '../../src/connectors/woocommerce/connector.ts';
import { exampleOrder as wooOrder } from '../../src/connectors/woocommerce/example.ts';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { unsubscribeLink } from '../../src/links/unsubscribe.ts';
import { marketingWord } from '../../src/policy/customer/address.ts';
import { provenKinds } from '../../src/policy/customer/identity.ts';
import { settings } from '../fixtures/catalogue.ts';
import { bytesOf, ConnectedShop } from './connected-shop.ts';

const email = 'customer@mail.example.com';
const record = { id: 6001, email, state: 'disabled', verified_email: true };

async function post(shop: ConnectedShop, topic: string, body: object, at: string) {
  shop.now = Date.parse(at);
  const bytes = bytesOf(body);
  const signature = createHmac('sha256', shop.secrets[0] ?? '')
    .update(bytes)
    .digest('base64');
  const headers = { 'x-shopify-hmac-sha256': signature, 'x-shopify-topic': topic };
  expect((await shop.receive('/in/shopify', headers, bytes)).status).toBe(200);
  await shop.drain();
}

async function profileOf(shop: ConnectedShop) {
  const [found] = await shop.world.stores.identities.find({ email });
  return (await shop.world.stores.customers.load(found?.owner ?? ''))?.profile;
}

async function wordOf(shop: ConnectedShop) {
  const { addresses } = shop.world.stores;
  const [found] = await addresses.find([addresses.refOf('email', email)]);
  return found && marketingWord(found.value);
}

/** An order of the customer's, who opts out by the link in a message a day later. */
async function optedOut() {
  const shop = new ConnectedShop('2026-11-20T07:00:00Z');
  const order = { ...exampleOrder, buyer_accepts_marketing: false, phone: '+819011112222', customer: record };
  await post(shop, 'orders/create', { ...order, created_at: '2026-11-20T07:00:00Z' }, '2026-11-20T07:00:01Z');
  const { keys, stores } = shop.world;
  const { customer = '' } = (await profileOf(shop)) ?? {};
  const { hash } = stores.addresses.refOf('email', email);
  const link = unsubscribeLink({ customer, channel: 'email', locale: 'en', address: hash }, keys, 'https://x');
  shop.world.at('2026-11-21T07:00:00Z');
  const token = new URL(link).searchParams.get('t') ?? '';
  const ports = { stores, keys, settings, clock: () => shop.world.now, failed: () => {} };
  await manageConsent({ method: 'POST', token, language: undefined }, ports);
  expect(await wordOf(shop)).toBe('withdrawn');
  return shop;
}

describe('a stranger who types a customer’s address at a checkout of Shopify', () => {
  it.each([
    ['checkouts/update', { token: 'k2', line_items: [], total_price: '100' }],
    ['orders/create', { ...exampleOrder, id: 7, cart_token: 'another' }],
  ])('by %s neither lifts the opt-out nor takes the customer’s phone', async (topic, body) => {
    const shop = await optedOut();
    const at = '2026-11-22T07:00:00Z';
    const typed = {
      ...{ email, customer: record, currency: 'JPY', created_at: at, updated_at: at, phone: null },
      ...{ buyer_accepts_marketing: true, buyer_accepts_sms_marketing: true, sms_marketing_phone: '+819099999999' },
    };
    await post(shop, topic, { ...body, ...typed }, at);
    expect(await wordOf(shop)).toBe('withdrawn');
    expect((await profileOf(shop))?.identities.phone).toBe('+819011112222');
  });

  it('cannot have the newsletter’s form lift the opt-out either, whose record may be an account’s', async () => {
    const shop = await optedOut();
    const at = '2026-11-22T07:00:00Z';
    const consent = { state: 'subscribed', opt_in_level: 'single_opt_in', consent_updated_at: at };
    for (const state of ['disabled', 'enabled']) {
      const told = { ...record, state, created_at: at, updated_at: at, email_marketing_consent: consent };
      await post(shop, 'customers/update', told, at);
      expect(await wordOf(shop)).toBe('withdrawn');
    }
  });

  it('is not told what somebody else has in a cart that a link gave the same attribute', async () => {
    const shop = new ConnectedShop('2026-11-20T07:00:00Z');
    const note_attributes = [{ name: 'aftercart_id', value: 'planted' }];
    const at = '2026-11-20T07:00:00Z';
    const checkout = { token: 'k1', cart_token: 'c1', line_items: [], total_price: '100', currency: 'JPY' };
    await post(shop, 'checkouts/create', { ...checkout, email, created_at: at, updated_at: at, note_attributes }, at);
    const line = { product_id: 7, title: 'Dripper', quantity: 1 };
    const price_set = { shop_money: { amount: '3850', currency_code: 'JPY' } };
    const cart = { token: 'c2', updated_at: at, note_attributes, line_items: [{ ...line, price_set }] };
    await post(shop, 'carts/update', cart, '2026-11-20T08:00:00Z');
    expect(shop.bus.at(-1)?.type).toBe('cart.updated');
    const [found] = await shop.world.stores.identities.find({ email });
    const history = await shop.world.stores.customers.load(found?.owner ?? '');
    expect(history?.facts.filter(({ kind }) => kind === 'cart')).toEqual([]);
  });
});

describe('a member who types somebody’s address at a checkout', () => {
  const intake = { now: Date.parse('2026-11-20T07:00:00Z'), shop: 'shop' };
  const provenBy = (customer: object | undefined) => {
    const order = { id: '1', total: { amount: 1, currency: 'JPY' }, lines: [] };
    const detail = { id: 'e', shop: 'shop', occurredAt: '2026-11-20T06:00:00Z', customer, order };
    return provenKinds(readStoreEvent({ 'detail-type': 'order.placed', detail }, intake).event.customer, ['email']);
  };
  const buyerOf = (connector: Connector, { headers, body }: SetUp['example']) => {
    const [part] = connector.parts({ headers, body, receivedAt: intake.now }, {});
    return part && connector.map(part, {}, undefined).events[0]?.detail.customer;
  };

  it('proves no address, also in a shop that verifies those of its members', () => {
    const member = { ...setUpOf('woocommerce').example, body: { ...wooOrder, customer_id: 5 } };
    const buyers = [buyerOf(woocommerce, member), buyerOf(stripe, setUpOf('stripe').example)];
    for (const buyer of buyers) {
      expect(buyer).toMatchObject({ id: expect.any(String), email: expect.any(String) });
      expect(provenBy(buyer)).toEqual([]);
      expect(provenBy({ ...buyer, verified: undefined })).toEqual(['email']);
      expect(provenBy({ ...buyer, verified: ['phone'] })).toContain('email');
    }
  });
});

describe('a guest whom Shopify asks to erase', () => {
  it('is erased, although Shopify names the record’s id too', async () => {
    const shop = new ConnectedShop('2026-11-20T07:00:00Z');
    await post(shop, 'orders/create', { ...exampleOrder, customer: record }, '2026-11-20T07:00:01Z');
    const { customer = '' } = (await profileOf(shop)) ?? {};
    expect(await shop.world.stores.customers.load(customer)).toBeDefined();
    const body = {
      shop_id: 1,
      shop_domain: 'example.myshopify.com',
      customer: { id: 6001, email },
      orders_to_redact: [],
    };
    await post(shop, 'customers/redact', body, '2026-11-21T07:00:00Z');
    expect(await shop.world.stores.customers.load(customer)).toBeUndefined();
  });
});
