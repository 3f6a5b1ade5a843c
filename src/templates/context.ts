import { shownName, withoutUndefined } from '../commerce/in-message.ts';
import { factsInMessages, type StoreFact, type SubjectFacts } from '../commerce/nouns.ts';
import type { Money } from '../commerce/values/money.ts';
import { webLink } from '../commerce/values/web-link.ts';
import type { Brand } from '../model/brand.ts';
import type { Coupon } from '../model/coupon.ts';
import type { Profile } from '../model/profile.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { localized } from './locale.ts';

/** The signed links of one message. */
export interface MessageLinks {
  /** In marketing messages only. */
  readonly unsubscribe?: string;
  /** In the journey `confirm-consent` only: the page that confirms an agreement. */
  readonly confirm?: string;
  /** Where a review is written: the place that store.yaml names, else the page of the order. */
  readonly review?: string;
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
  readonly links: Pick<MessageLinks, 'unsubscribe' | 'confirm' | 'survey'>;
  /** The coupon that goes with the message. */
  readonly coupon?: Coupon;
}

export interface CouponContext {
  readonly code: string;
  readonly percent?: number;
  readonly amount?: Money;
  readonly expiresOn: number;
}

/** The words for the subject of a message's run. */
type NounContexts = {
  readonly [K in keyof typeof factsInMessages]?: ReturnType<(typeof factsInMessages)[K]>;
};

/** Every word that a message may use: `{{ cart.url }}`, `{{ order.total | money }}`. */
export interface MessageContext extends NounContexts {
  readonly locale: string;
  readonly zone: string;
  readonly customer: { readonly name?: string };
  readonly brand: { readonly name: string; readonly url: string; readonly address: string; readonly contact: string };
  /** The shop's own pages, as far as store.yaml names them. */
  readonly pages: NonNullable<Brand['pages']>;
  readonly links: MessageLinks;
  /** In messages whose step offers one. `expiresOn` is its last moment: told with the filter `date`. */
  readonly coupon?: CouponContext;
}

/** Gathers what a message may say to one customer. */
export function messageContext(input: ContextInput): MessageContext {
  const { profile, subjectFacts, settings, locale, zone, links, coupon } = input;
  const { brand } = settings;
  return {
    locale,
    zone,
    customer: withoutUndefined({ name: shownName(profile.name) }),
    brand: {
      name: localized(brand.name, locale),
      url: brand.url,
      address: localized(brand.address, locale),
      contact: brand.contact,
    },
    pages: brand.pages ?? {},
    links: linksOf(links, settings.reviews?.url ?? subjectFacts.order?.url),
    ...(coupon && { coupon: voucher(coupon) }),
    ...nounContexts(subjectFacts),
  };
}

function nounContexts(facts: SubjectFacts): NounContexts {
  const contexts = Object.entries(factsInMessages).flatMap(([kind, inMessage]) => {
    const fact = facts[kind as keyof typeof factsInMessages]; // the keys of a const object
    return fact === undefined ? [] : [[kind, (inMessage as (fact: StoreFact) => object)(fact)]]; // of the fact's kind
  });
  return Object.fromEntries(contexts);
}

/** The links, of which the survey's is only made when a template asks for it: few do. */
function linksOf(links: ContextInput['links'], reviewAt: string | undefined): MessageLinks {
  const [unsubscribe, confirm, review] = [links.unsubscribe, links.confirm, reviewAt].map(webLink);
  return {
    ...(unsubscribe !== undefined && { unsubscribe }),
    ...(confirm !== undefined && { confirm }),
    ...(review !== undefined && { review }),
    get survey() {
      return webLink(links.survey);
    },
  };
}

function voucher({ expiresAt: expiresOn, ...coupon }: Coupon): CouponContext {
  return { ...coupon, expiresOn };
}
