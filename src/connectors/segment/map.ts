import { readStoreEvent } from '../../commerce/reading/read-event.ts';
import { ContractError, type FieldProblem } from '../../commerce/values/contract-error.ts';
import { normaliseCountry } from '../../commerce/values/country.ts';
import { currencyDigits, isCurrency } from '../../commerce/values/currency.ts';
import { normaliseEmail } from '../../commerce/values/email.ts';
import { instantSchema } from '../../commerce/values/instant.ts';
import { normalisePhone } from '../../commerce/values/phone.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs, type MappedDetail, type MappedEvent, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { usableId } from '../contract/usable-id.ts';
import { mostPieces, rebuildCart } from './cart.ts';
import type { SegmentConfig } from './config.ts';
import { type Call, callSchema, cartIdOf, type SegmentProduct } from './read.ts';

type Properties = NonNullable<Call['properties']>;
type Customer = MappedDetail<'customer.updated'>['customer'];

/** What every event of a call has, and its amounts. */
interface Frame {
  readonly envelope: { readonly id: string; readonly occurredAt: string; readonly test?: true };
  readonly customer: Customer | undefined;
  readonly properties: Properties;
  readonly call: Call;
  readonly money: (amount: string | number) => { readonly amount: number; readonly currency: string };
}

const empty: Properties = {};

/** A clock may be so far ahead; a call from later than that happened when it came. Milliseconds. */
const mostAhead = 3600 * 1000;

/**
 * Maps a call into events of ours. What a visitor does without buying may hold anything that a browser can send: a call of which
 * no event can be made is counted with its fields, and is no dead letter.
 */
export function mapCall(part: DeliveryPart, config: SegmentConfig, last: Remembered | undefined): Mapping {
  const mapping = mapWhole(part, config, last);
  const problems = part.topic.startsWith('Order ') ? [] : mapping.events.flatMap((event) => problemsOf(event, part));
  return problems.length > 0 ? { ...ignoredAs('not-usable'), missing: problems } : mapping;
}

function problemsOf({ type, detail }: MappedEvent, { receivedAt }: DeliveryPart): readonly FieldProblem[] {
  try {
    const shop = 'shop';
    readStoreEvent({ 'detail-type': type, detail: { ...detail, shop } }, { now: receivedAt, shop });
    return [];
  } catch (error) {
    if (error instanceof ContractError) return error.fields;
    throw error;
  }
}

function mapWhole(part: DeliveryPart, config: SegmentConfig, last: Remembered | undefined): Mapping {
  const call = readBody('segment call', callSchema, part.body);
  const frame = frameOf(call, part, config);
  if (part.topic === 'page' || part.topic === 'screen') return ignoredAs(part.topic);
  if (frame.customer === undefined && !['Order Cancelled', 'Order Refunded'].includes(part.topic)) {
    return ignoredAs('no-identity');
  }
  if (part.topic === 'Product Added' || part.topic === 'Product Removed') return cartChange(frame, part.topic, last);
  const event = eventOf(part.topic, frame);
  return event === undefined ? ignoredAs('no-id') : { events: [event] };
}

function frameOf(call: Call, part: DeliveryPart, config: SegmentConfig): Frame {
  const properties = call.properties ?? empty;
  const isPast = (time: string | undefined) =>
    instantSchema.safeParse(time).success && Date.parse(time ?? '') <= part.receivedAt + mostAhead;
  const occurredAt = [call.timestamp, call.originalTimestamp].find(isPast);
  const at = occurredAt ?? new Date(part.receivedAt).toISOString();
  const what = call.messageId ?? `${call.userId ?? call.anonymousId ?? ''}-${at}`;
  const told = properties.currency?.toUpperCase() ?? '';
  const currency = isCurrency(told) ? told : config.currency;
  const digits = isCurrency(currency) ? currencyDigits(currency) : 2;
  return {
    call,
    properties,
    customer: customerOf(call, config),
    envelope: {
      id: eventIdOf('segment', part.topic.toLowerCase().replaceAll(' ', '-'), what.slice(0, 120), 'call'),
      occurredAt: at,
      ...(properties.test === true && { test: true }),
    },
    money: (amount) => ({ amount: Number(Number(amount).toFixed(digits)), currency }),
  };
}

/** Whom a call is about; undefined when it names nobody. */
function customerOf(call: Call, { userIdIsAccount }: SegmentConfig): Customer | undefined {
  const { traits, context, properties, type } = call;
  const country = normaliseCountry(traits?.address?.country ?? '');
  const email = normaliseEmail(properties?.email ?? traits?.email ?? context?.traits?.email ?? '');
  const phone = normalisePhone(traits?.phone ?? context?.traits?.phone ?? '', country);
  const id = userIdIsAccount ? call.userId : undefined;
  const isTyped = id !== undefined && type !== 'identify'; // at a checkout, or wherever a call was made
  if ([id, email, phone, call.anonymousId].every((one) => one === undefined)) return undefined;
  const name = traits?.name ?? [traits?.firstName, traits?.lastName].filter(Boolean).join(' ');
  return {
    ...(id !== undefined && { id }),
    ...(isTyped && { verified: [] }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(call.anonymousId !== undefined && { anonymousId: call.anonymousId }),
    ...(name !== '' && { name }),
    ...(context?.locale !== undefined && { locale: context.locale }),
    ...(context?.timezone !== undefined && { timeZone: context.timezone }),
    ...(traits?.birthday !== undefined && { birthday: traits.birthday.slice(0, 10) }),
    ...(country !== undefined && { country }),
  };
}

/** The event of a call that is no change of a cart; undefined when the id of what it is about is missing. */
function eventOf(topic: string, frame: Frame): MappedEvent | undefined {
  const { envelope, customer, properties: p, money } = frame;
  const order = p.order_id === undefined ? undefined : { id: p.order_id };
  if (topic === 'Order Cancelled' && order)
    return { type: 'order.cancelled', detail: { ...envelope, ...(customer && { customer }), order } };
  if (topic === 'Order Refunded' && order) {
    const amount = p.total ?? p.revenue ?? p.value;
    const refund = {
      id: p.refund_id ?? `${order.id}-refund`,
      status: 'completed' as const,
      ...(amount !== undefined && { total: money(amount) }),
    };
    return { type: 'order.refunded', detail: { ...envelope, ...(customer && { customer }), order, refund } };
  }
  return customer && ofCustomer(topic, frame, { ...envelope, customer });
}

function ofCustomer(
  topic: string,
  frame: Frame,
  base: Frame['envelope'] & { readonly customer: Customer },
): MappedEvent | undefined {
  const { call, properties: p, money } = frame;
  const lines = (p.products ?? []).flatMap((one) => lineOf(one, money) ?? []);
  const total = money(p.total ?? p.revenue ?? p.value ?? sumOf(lines));
  const cart = p.cart_id === undefined ? {} : { cart: { id: p.cart_id } };
  const orderId = p.order_id;
  if (topic === 'identify') return { type: 'customer.updated', detail: base };
  if (topic === 'Cart Viewed') {
    const id = cartIdOf(call);
    if (id === undefined) return undefined;
    if (lines.length === 0) return { type: 'cart.emptied', detail: { ...base, cart: { id } } };
    return { type: 'cart.updated', detail: { ...base, cart: { id, total, lines } } };
  }
  if (topic === 'Product Viewed') {
    const viewed = lineOf({ ...p, quantity: 1 }, money);
    if (viewed === undefined) return undefined;
    const { quantity: _quantity, productId: id, ...product } = viewed;
    return { type: 'product.viewed', detail: { ...base, product: { id, ...product } } };
  }
  if (topic === 'Checkout Started') {
    const id = p.checkout_id ?? p.order_id ?? cartIdOf(call);
    if (id === undefined) return undefined;
    return { type: 'checkout.started', detail: { ...base, checkout: { id, total, lines }, ...cart } };
  }
  if (topic === 'Order Completed' && orderId !== undefined)
    return { type: 'order.placed', detail: { ...base, order: { id: orderId, total, lines }, ...cart } };
  if (
    topic === 'Product Reviewed' &&
    p.review_id !== undefined &&
    p.rating !== undefined &&
    p.rating >= 1 &&
    p.rating <= 5
  ) {
    const productId = p.product_id ?? p.sku;
    const review = {
      id: p.review_id,
      rating: p.rating,
      ...(productId !== undefined && { productId }),
    };
    return { type: 'review.submitted', detail: { ...base, review } };
  }
  return undefined;
}

type Line = MappedDetail<'cart.updated'>['cart']['lines'][number];

/** A product as a line; without an id or a name it takes the other. Undefined: it has neither, or no pieces that can be counted. */
function lineOf(
  { product_id, sku, name, variant, price, quantity, url, image_url }: SegmentProduct,
  money: Frame['money'],
): Line | undefined {
  const id = product_id ?? sku ?? usableId(name);
  const title = name?.trim() || id;
  const pieces = Math.round(quantity ?? 1);
  if (id === undefined || title === undefined || pieces < 1 || pieces > mostPieces) return undefined;
  return {
    productId: id,
    title,
    quantity: pieces,
    ...(variant !== undefined && { variant }),
    ...(price !== undefined && { price: money(price) }),
    ...(url !== undefined && /^https?:/.test(url) && { url }),
    ...(image_url !== undefined && /^https?:/.test(image_url) && { imageUrl: image_url }),
  };
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { price, quantity }) => sum + Number(price?.amount ?? 0) * quantity, 0);
}

/** A product that was added or removed, as the cart is after it. */
function cartChange(frame: Frame, topic: 'Product Added' | 'Product Removed', last: Remembered | undefined): Mapping {
  const { envelope, customer, properties, call, money } = frame;
  if (customer === undefined) return ignoredAs('no-identity');
  const line = lineOf(properties, money);
  const id = cartIdOf(call);
  if (line === undefined || id === undefined) return ignoredAs('no-product');
  const cart = rebuildCart(last, { id: envelope.id, line, sign: topic === 'Product Added' ? 1 : -1 });
  if (cart === undefined) return ignoredAs('already-counted');
  const remember = { lines: cart.lines, counted: cart.counted };
  if (cart.lines.length === 0)
    return { events: [{ type: 'cart.emptied', detail: { ...envelope, customer, cart: { id } } }], remember };
  const total = money(sumOf(cart.lines));
  const detail = { ...envelope, customer, cart: { id, total, lines: [...cart.lines] } };
  return { events: [{ type: 'cart.updated', detail }], remember };
}
