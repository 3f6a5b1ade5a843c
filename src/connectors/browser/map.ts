import { currencyDigits, isCurrency } from '../../commerce/values/currency.ts';
import { truncate } from '../../commerce/values/text.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { eventIdOf } from '../contract/event-id.ts';
import type { MappedDetail, MappedEvent, Mapping } from '../contract/mapping.ts';
import { ownLink } from '../contract/own-link.ts';
import type { SignedCustomer } from '../contract/pages.ts';
import { readBody } from '../contract/read-body.ts';
import { hmacSha256 } from '../contract/signature.ts';
import type { BrowserConfig } from './config.ts';
import { type PageContents, type PageMoney, type PageProduct, pageEventSchema } from './read.ts';

type Line = MappedDetail<'cart.updated'>['cart']['lines'][number];

/** A page's own text, shorter than the contract allows: a title is no place for a letter. */
const longest = { title: 120, variant: 60 } as const;

/** What all events of a part share. */
interface Frame {
  readonly visitor: string;
  readonly config: BrowserConfig;
  readonly occurredAt: string;
}

/** What names a visitor in ids, which stand in logs: nobody finds the visitor's own id by it. */
export function aliasOf(visitor: string): string {
  return hmacSha256('aftercart visitor', visitor).toString('hex').slice(0, 16);
}

/** Maps what a page reports into an event of an anonymous visitor. */
export function mapPageEvent({ body, receivedAt }: DeliveryPart, config: BrowserConfig): Mapping {
  const { visitor, event } = body as { readonly visitor: string; readonly event: unknown }; // as `parts` makes it
  const page = readBody('browser event', pageEventSchema, event);
  const frame: Frame = { visitor, config, occurredAt: new Date(receivedAt).toISOString() };
  const base = {
    id: eventIdOf('browser', page.type, aliasOf(visitor), page.id),
    occurredAt: frame.occurredAt,
    customer: { anonymousId: visitor } satisfies SignedCustomer,
  };
  if (page.type === 'view')
    return { events: [{ type: 'product.viewed', detail: { ...base, product: productOf(page.product, frame) } }] };
  if (page.type === 'checkout') {
    const { cartId, ...checkout } = page.checkout;
    const cart = { id: cartId == null ? nameOf('cart', visitor) : String(cartId) };
    const detail = { ...base, checkout: contentsOf('checkout', checkout, frame), cart };
    return { events: [{ type: 'checkout.started', detail }] };
  }
  const cart = contentsOf('cart', page.cart, frame);
  if (cart.lines.length === 0)
    return { events: [{ type: 'cart.emptied', detail: { ...base, cart: { id: cart.id } } }] };
  return { events: [{ type: 'cart.updated', detail: { ...base, cart } }] };
}

/** Says whose browser it is. Its id is made of all that was signed, so that a change is another event. */
export function namedEvent(visitor: string, customer: SignedCustomer, receivedAt: number): MappedEvent {
  const signed = hmacSha256('aftercart customer', JSON.stringify(customer)).toString('hex').slice(0, 16);
  const id = eventIdOf('browser', 'identify', aliasOf(visitor), signed);
  const occurredAt = new Date(receivedAt).toISOString();
  return { type: 'customer.updated', detail: { id, occurredAt, customer: { ...customer, anonymousId: visitor } } };
}

/** The id of a visitor's only cart or checkout, where the page names none. */
function nameOf(noun: string, visitor: string): string {
  return `${noun}-of-${aliasOf(visitor)}`;
}

function productOf({ id, currency, ...fields }: PageProduct, frame: Frame) {
  return { id: String(id), ...shownOf(fields, currency, frame) };
}

function contentsOf(noun: string, { id, currency, total, url, lines }: PageContents, frame: Frame) {
  const known = lines.map(
    ({ productId, quantity, ...fields }): Line => ({
      productId: String(productId),
      quantity,
      ...shownOf(fields, currency, frame),
    }),
  );
  const link = ownLink(url, frame.config.origins);
  return {
    id: id == null ? nameOf(noun, frame.visitor) : String(id),
    total: moneyOf(total ?? sumOf(known), currency, frame),
    lines: known,
    ...(link !== undefined && { url: link }),
  };
}

/** What a message shows of a product: plain text, and addresses of the shop's own. */
function shownOf(
  { title, variant, url, imageUrl, price }: Omit<PageProduct, 'id' | 'currency'>,
  currency: string | null | undefined,
  frame: Frame,
) {
  const { origins, imageOrigins } = frame.config;
  const link = ownLink(url, origins);
  const image = ownLink(imageUrl, [...origins, ...imageOrigins]);
  return {
    title: plain(title, longest.title),
    ...(variant != null && { variant: plain(variant, longest.variant) }),
    ...(link !== undefined && { url: link }),
    ...(image !== undefined && { imageUrl: image }),
    ...(price != null && { price: moneyOf(price, currency, frame) }),
  };
}

/** The text without markup. */
function plain(text: string, most: number): string {
  return truncate(text.replace(/<[^>]*>?/g, ' ').trim(), most);
}

function moneyOf(money: PageMoney, currency: string | null | undefined, { config }: Frame) {
  const { amount, currency: own } =
    typeof money === 'object' ? money : { amount: money, currency: currency ?? config.currency };
  const digits = isCurrency(own) ? currencyDigits(own) : 2;
  return { amount: Number(Number(amount).toFixed(digits)), currency: own };
}

function sumOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { price, quantity }) => sum + Number(price?.amount ?? 0) * quantity, 0);
}
