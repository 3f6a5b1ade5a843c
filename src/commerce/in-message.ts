import type { Contents } from './contents.ts';
import type { Product } from './product/event.ts';
import type { LineItem } from './values/line-item.ts';
import type { Money } from './values/money.ts';
import { displayName, displayText, maxLength } from './values/text.ts';
import { webLink } from './values/web-link.ts';

/*
 * What messages may say of the nouns. Links that are not http or https are left out, and every text from outside is one
 * line without links. The contract ensures that, too; data that was stored earlier may lack it.
 */

/** A line of a cart or an order: `price` is for one, `amount` for all of the quantity. */
export interface LineContext {
  readonly title: string;
  /** Size, colour or taste. */
  readonly variant?: string;
  readonly quantity: number;
  readonly price?: Money;
  readonly amount?: Money;
  readonly url?: string;
  readonly imageUrl?: string;
}

/** A cart, a checkout or an order. */
export interface ContentsContext {
  readonly id: string;
  readonly url?: string;
  readonly total?: Money;
  readonly lines: readonly LineContext[];
  /** The number of lines that are not listed. */
  readonly moreLines?: number;
}

export function contentsInMessage(contents: Partial<Contents> & { readonly id: string }): ContentsContext {
  const { id, total, moreLines } = contents;
  return {
    id: shortId(id),
    lines: (contents.lines ?? []).map(lineInMessage),
    ...withoutUndefined({ url: webLink(contents.url), total, moreLines }),
  };
}

export function productInMessage({ id, ...product }: Product): LineContext {
  return lineInMessage({ ...product, productId: id, quantity: 1 });
}

function lineInMessage({ title, variant, quantity, price, url, imageUrl }: LineItem): LineContext {
  const amount = price && { ...price, minor: Math.round(price.minor * quantity) };
  const shownTitle = shownText(title, maxLength.title) ?? '';
  return {
    title: shownTitle,
    quantity,
    ...withoutUndefined({
      variant: shownText(variant, maxLength.name),
      price,
      amount,
      url: webLink(url),
      imageUrl: webLink(imageUrl),
    }),
  };
}

/** The text on one line without links, at most so long. */
export function shownText(text: string | undefined, most: number): string | undefined {
  return text === undefined ? undefined : displayText(text, most);
}

/** A person's name; undefined when it contains a link. */
export function shownName(name: string | undefined): string | undefined {
  return name === undefined ? undefined : displayName(name);
}

/** The readable part of an id: 450789469 of gid://shopify/Order/450789469. */
export function shortId(id: string): string {
  return shownText(id.split('/').at(-1), maxLength.id) ?? '';
}

/** The object without its undefined fields, so that a template sees them as absent. */
export function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T; // optional fields only
}
