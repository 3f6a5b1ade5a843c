import type {
  BrowsingFact,
  CartFact,
  CheckoutFact,
  InquiryFact,
  OrderFact,
  ProductFact,
  ReferralFact,
  ReviewFact,
  ShipmentFact,
  SurveyFact,
  TierFact,
} from '../commerce/fact.ts';
import type { Line, Product } from '../commerce/goods.ts';
import type { Money } from '../commerce/values/money.ts';
import { displayName, displayText, maxLength } from '../commerce/values/text.ts';
import type { Coupon } from '../model/coupon.ts';
import type { Profile } from '../model/profile.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { localized } from './locale.ts';
import { webLink } from './web-link.ts';

/** What is known of the thing that a run is about. */
export interface SubjectFacts {
  readonly cart?: CartFact;
  readonly checkout?: CheckoutFact;
  readonly order?: OrderFact;
  readonly shipment?: ShipmentFact;
  readonly review?: ReviewFact;
  readonly browsing?: BrowsingFact;
  readonly product?: ProductFact;
  readonly inquiry?: InquiryFact;
  readonly tier?: TierFact;
  readonly survey?: SurveyFact;
  readonly referral?: ReferralFact;
}

/** The signed links of one message. */
export interface MessageLinks {
  /** In marketing messages only. */
  readonly unsubscribe?: string;
  /** To the page that asks how it was; `&score=7` behind it chooses a score. */
  readonly survey?: string;
}

export interface ContextInput {
  readonly profile: Profile;
  readonly subjectFacts: SubjectFacts;
  readonly settings: StoreSettings;
  /** One of the shop's locales. */
  readonly locale: string;
  /** The customer's IANA zone: dates are told in it. */
  readonly zone: string;
  readonly links: MessageLinks;
  /** The coupon that goes with the message. */
  readonly coupon?: Coupon;
}

/** A line of goods: `price` is for one, `amount` for all of the quantity. */
export interface LineContext {
  readonly title: string;
  readonly quantity: number;
  readonly price?: Money;
  readonly amount?: Money;
  readonly url?: string;
  readonly imageUrl?: string;
}

export interface GoodsContext {
  readonly id: string;
  readonly url?: string;
  readonly total?: Money;
  readonly lines: readonly LineContext[];
  /** How many lines are not listed. */
  readonly moreLines?: number;
}

export interface CouponContext {
  readonly code: string;
  readonly percent?: number;
  readonly amount?: Money;
  readonly expiresOn: number;
}

/** Every word that a message may use: `{{ cart.url }}`, `{{ order.total | money }}`. */
export interface MessageContext {
  readonly locale: string;
  readonly zone: string;
  readonly customer: { readonly name?: string };
  readonly brand: { readonly name: string; readonly url: string; readonly address: string; readonly contact: string };
  readonly links: MessageLinks;
  /** In messages whose step offers one. `expiresOn` is its last moment: told with the filter `date`. */
  readonly coupon?: CouponContext;
  readonly cart?: GoodsContext;
  readonly checkout?: GoodsContext;
  readonly order?: GoodsContext & { readonly number: string; readonly dispatchBy?: string };
  readonly shipment?: Omit<ShipmentFact, 'kind' | 'order' | 'said'>;
  readonly review?: { readonly rating: number };
  /** What the customer last looked at, the last first. */
  readonly browsing?: { readonly lines: readonly LineContext[] };
  /** `lines` holds the product alone, for partials. */
  readonly product?: LineContext & { readonly lines: readonly LineContext[] };
  readonly inquiry?: Pick<InquiryFact, 'id' | 'subject' | 'answerBy'>;
  readonly tier?: { readonly name: string };
  readonly survey?: { readonly score: number };
  readonly referral?: { readonly role: string; readonly friend?: string };
}

/**
 * Gathers what a message may say to one customer. Links that are not http or https are left out, and every text from
 * outside is one line without links. The contract ensures that, too; data that was stored earlier may lack it.
 */
export function messageContext(input: ContextInput): MessageContext {
  const { profile, settings, locale, zone, links, coupon } = input;
  const { brand } = settings;
  const { cart, checkout, order, shipment, review, browsing, product, inquiry, tier, survey, referral } =
    input.subjectFacts;
  return {
    locale,
    zone,
    customer: given({ name: named(profile.name) }),
    brand: {
      name: localized(brand.name, locale),
      url: brand.url,
      address: localized(brand.address, locale),
      contact: brand.contact,
    },
    links: linksOf(links),
    ...given({
      coupon: coupon && voucher(coupon),
      cart: cart && goods(cart),
      checkout: checkout && goods(checkout),
      order: order && {
        ...goods(order),
        number: shown(order.number, maxLength.number) ?? shortId(order.id),
        ...given({ dispatchBy: order.dispatchBy }),
      },
      shipment: shipment && parcel(shipment),
      review: review && { rating: review.rating },
      browsing: browsing && { lines: browsing.products.map(single) },
      product: product && { ...single(product), lines: [single(product)] },
      inquiry: inquiry && question(inquiry),
      tier: tier && { name: shown(tier.name, maxLength.name) ?? '' },
      survey: survey && { score: survey.score },
      referral: referral && { role: referral.role, ...given({ friend: named(referral.friend) }) },
    }),
  };
}

/** The links, of which the survey's is only made when a template asks for it: few do. */
function linksOf(links: MessageLinks): MessageLinks {
  const unsubscribe = webLink(links.unsubscribe);
  return {
    ...(unsubscribe !== undefined && { unsubscribe }),
    get survey() {
      return webLink(links.survey);
    },
  };
}

function voucher({ expiresAt: expiresOn, ...coupon }: Coupon): CouponContext {
  return { ...coupon, expiresOn };
}

function goods(fact: CartFact | CheckoutFact | OrderFact): GoodsContext {
  const { id, total, moreLines } = fact;
  return {
    id: shortId(id),
    lines: (fact.lines ?? []).map(line),
    ...given({ url: webLink(fact.url), total, moreLines }),
  };
}

function line({ title, quantity, price, url, imageUrl }: Line): LineContext {
  const amount = price && { ...price, minor: Math.round(price.minor * quantity) };
  const said = shown(title, maxLength.title) ?? '';
  return { title: said, quantity, ...given({ price, amount, url: webLink(url), imageUrl: webLink(imageUrl) }) };
}

function single({ id, ...product }: Product): LineContext {
  return line({ ...product, productId: id, quantity: 1 });
}

function question({ id, subject, answerBy }: InquiryFact): MessageContext['inquiry'] {
  return { id: shortId(id), ...given({ subject: shown(subject, maxLength.title), answerBy }) };
}

function parcel({
  kind: _kind,
  order: _order,
  said: _said,
  id,
  carrier,
  trackingNumber,
  trackingUrl,
  ...rest
}: ShipmentFact): MessageContext['shipment'] {
  const by = { carrier: shown(carrier, maxLength.name), trackingNumber: shown(trackingNumber, maxLength.number) };
  return { id: shortId(id), ...rest, ...given({ ...by, trackingUrl: webLink(trackingUrl) }) };
}

function shown(text: string | undefined, most: number): string | undefined {
  return text === undefined ? undefined : displayText(text, most);
}

function named(name: string | undefined): string | undefined {
  return name === undefined ? undefined : displayName(name);
}

/** The readable part of an id: 450789469 of gid://shopify/Order/450789469. */
function shortId(id: string): string {
  return shown(id.split('/').at(-1), maxLength.id) ?? '';
}

/** The object without its undefined fields, so that a template sees them as absent. */
function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T; // optional fields only
}
