import { shownName, withoutUndefined } from '../commerce/in-message.ts';
import { factsInMessages, type StoreFact, type SubjectFacts } from '../commerce/nouns.ts';
import { faceNames, faces, scores } from '../commerce/survey/scale.ts';
import type { Money } from '../commerce/values/money.ts';
import { webLink } from '../commerce/values/web-link.ts';
import type { Brand } from '../model/brand.ts';
import type { Coupon } from '../model/coupon.ts';
import type { Profile } from '../model/profile.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import type { Survey } from '../model/survey.ts';
import { localized } from './locale.ts';

/** The signed links of one message. */
export interface MessageLinks {
  /** In marketing messages only. */
  readonly unsubscribe?: string;
  /** In the journey `confirm-consent` only: the page that confirms an agreement. */
  readonly confirm?: string;
  /** To the preference page of the address that the message goes to. */
  readonly preferences: string;
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
  readonly links: Pick<MessageLinks, 'unsubscribe' | 'confirm' | 'preferences' | 'survey'>;
  /** The coupon that goes with the message. */
  readonly coupon?: Coupon;
  /** The survey that the message asks. */
  readonly survey?: Survey;
}

/** A survey's question in a message, with a link for each answer. */
export interface PollContext {
  readonly question: string;
  readonly answers: readonly PollAnswer[];
  /** True if the answers are so short that they stand side by side. */
  readonly row?: true;
}

export interface PollAnswer {
  /** A face, a number, or the words of an option. */
  readonly label: string;
  /** The answer in words. */
  readonly name: string;
  readonly url: string;
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
  /** In messages whose step asks a survey. */
  readonly poll?: PollContext;
}

/** Gathers what a message may say to one customer. */
export function messageContext(input: ContextInput): MessageContext {
  const { profile, subjectFacts, settings, locale, zone, links, coupon, survey } = input;
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
    ...(survey && { poll: pollOf(survey, locale, webLink(links.survey) ?? '') }),
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
    preferences: webLink(links.preferences) ?? '',
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

/** The question with its answers, each with the link that chooses it. */
function pollOf({ kind, question, options }: Survey, locale: string, link: string): PollContext {
  const asked = localized(question, locale);
  if (kind === 'choices') {
    const answers = Object.entries(options).map(([choice, text]) => {
      const label = localized(text, locale);
      return { label, name: label, url: `${link}&choice=${choice}` };
    });
    return { question: asked, answers };
  }
  const labels = kind === 'faces' ? facesIn(locale) : numbers;
  return {
    question: asked,
    answers: labels.map(({ score, ...label }) => ({ ...label, url: `${link}&score=${score}` })),
    row: true,
  };
}

function facesIn(locale: string) {
  const names = faceNames[locale.startsWith('ja') ? 'ja' : 'en'];
  return faces.map((label, at) => ({ score: at + 1, label, name: names[at] ?? label }));
}

const numbers = Array.from({ length: scores.highest + 1 }, (_, score) => ({
  score,
  label: String(score),
  name: `${score} / ${scores.highest}`,
}));
