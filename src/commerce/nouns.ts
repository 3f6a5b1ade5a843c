import { accountExamples } from './account/sample.ts';
import { accountWords } from './account/words.ts';
import { cartFacts, cartInMessage } from './cart/fact.ts';
import { cartExamples, sampleCart } from './cart/sample.ts';
import { cartWords } from './cart/words.ts';
import { checkoutFacts, checkoutInMessage } from './checkout/fact.ts';
import { checkoutExamples, sampleCheckout } from './checkout/sample.ts';
import { checkoutWords } from './checkout/words.ts';
import { couponFacts } from './coupon/fact.ts';
import { couponExamples } from './coupon/sample.ts';
import { couponWords } from './coupon/words.ts';
import { customerExamples } from './customer/sample.ts';
import { customerWords } from './customer/words.ts';
import type { EventOf, EventType, Noun, NounExamples, SubjectKind } from './events.ts';
import { inquiryFacts, inquiryInMessage } from './inquiry/fact.ts';
import { inquiryExamples, sampleInquiry } from './inquiry/sample.ts';
import { inquiryWords } from './inquiry/words.ts';
import { journeyRequestExamples } from './journey-request/sample.ts';
import { journeyRequestWords } from './journey-request/words.ts';
import type { Imported } from './noun-facts.ts';
import { orderFacts, orderInMessage } from './order/fact.ts';
import { orderExamples, sampleOrder } from './order/sample.ts';
import { orderWords } from './order/words.ts';
import { browsingFacts, browsingInMessage, productFacts, soldProductInMessage } from './product/fact.ts';
import { productExamples, sampleBrowsing, sampleProduct } from './product/sample.ts';
import { productWords } from './product/words.ts';
import { referralFacts, referralInMessage } from './referral/fact.ts';
import { referralExamples, sampleReferral } from './referral/sample.ts';
import { referralWords } from './referral/words.ts';
import { reviewFacts, reviewInMessage } from './review/fact.ts';
import { reviewExamples, sampleReview } from './review/sample.ts';
import { reviewWords } from './review/words.ts';
import type { SampleShop } from './sample-shop.ts';
import { shipmentFacts, shipmentInMessage } from './shipment/fact.ts';
import { sampleShipment, shipmentExamples } from './shipment/sample.ts';
import { shipmentWords } from './shipment/words.ts';
import { surveyFacts, surveyInMessage } from './survey/fact.ts';
import { sampleSurvey, surveyExamples } from './survey/sample.ts';
import { surveyWords } from './survey/words.ts';
import { tierFacts, tierInMessage } from './tier/fact.ts';
import { sampleTier, tierExamples } from './tier/sample.ts';
import { tierWords } from './tier/words.ts';
import type { NounWords, SubjectWords } from './words.ts';

/*
 * One line for each noun in each table. The tables are plain objects, so that the bundler leaves out of a function those
 * that it does not use: no function carries samples or words for marketers.
 */

/** The rules that fold, join and remember facts, by kind. */
export const nounFacts = {
  cart: cartFacts,
  checkout: checkoutFacts,
  order: orderFacts,
  shipment: shipmentFacts,
  review: reviewFacts,
  coupon: couponFacts,
  browsing: browsingFacts,
  product: productFacts,
  inquiry: inquiryFacts,
  tier: tierFacts,
  survey: surveyFacts,
  referral: referralFacts,
} as const;

export type FactKind = keyof typeof nounFacts;

/** The fact of each kind. */
export type FactsByKind = { readonly [K in FactKind]: Parameters<(typeof nounFacts)[K]['join']>[0] & Imported };

/** Something that happened, kept under its own identity, so that hearing of it again changes nothing. */
export type StoreFact = FactsByKind[FactKind];

/** The facts about a run's subject: at most one of each kind. */
export type SubjectFacts = Partial<FactsByKind>;

type TellingEvent = { [K in FactKind]: keyof (typeof nounFacts)[K]['fromEvents'] }[FactKind];

/** The events that tell of the customer alone. No fact remembers them, so they can start a journey and do nothing else. */
export const unremembered = {
  'customer.updated': true,
  'customer.erased': true,
  'customer.data_requested': true,
  'customer.created': true,
  'journey.requested': true,
} as const satisfies Readonly<Record<Exclude<EventType, TellingEvent>, true>>;

/** The subjects that a run can have, in the order in which the documentation names them. */
export const subjects = {
  customer: true,
  cart: true,
  checkout: true,
  order: true,
  shipment: true,
  review: true,
  inquiry: true,
  product: true,
  tier: true,
  survey: true,
  referral: true,
} as const satisfies Readonly<Record<SubjectKind, true>>;

/** The kinds of fact that messages speak of. To a message, `coupon` is the one that it offers. */
type SpokenOf = Exclude<FactKind, 'coupon'>;

/** The words of each fact that a message may use. */
export const factsInMessages = {
  cart: cartInMessage,
  checkout: checkoutInMessage,
  order: orderInMessage,
  shipment: shipmentInMessage,
  review: reviewInMessage,
  browsing: browsingInMessage,
  product: soldProductInMessage,
  inquiry: inquiryInMessage,
  tier: tierInMessage,
  survey: surveyInMessage,
  referral: referralInMessage,
} as const satisfies { readonly [K in SpokenOf]: (fact: FactsByKind[K]) => object };

/** The facts that messages are checked and measured with. */
export const sampleFacts: { readonly [K in SpokenOf]: (shop: SampleShop) => FactsByKind[K] } = {
  cart: sampleCart,
  checkout: sampleCheckout,
  order: sampleOrder,
  shipment: sampleShipment,
  review: sampleReview,
  browsing: sampleBrowsing,
  product: sampleProduct,
  inquiry: sampleInquiry,
  tier: sampleTier,
  survey: sampleSurvey,
  referral: sampleReferral,
};

/** The marketer's words for each noun. */
export const nounWords: {
  readonly [N in Noun]: N extends SubjectKind ? SubjectWords<EventOf<N>> : NounWords<EventOf<N>>;
} = {
  customer: customerWords,
  cart: cartWords,
  checkout: checkoutWords,
  order: orderWords,
  shipment: shipmentWords,
  review: reviewWords,
  coupon: couponWords,
  account: accountWords,
  tier: tierWords,
  product: productWords,
  inquiry: inquiryWords,
  survey: surveyWords,
  referral: referralWords,
  journey: journeyRequestWords,
};

/** Examples of the events of each noun. */
export const nounExamples: { readonly [N in Noun]: NounExamples<N> } = {
  customer: customerExamples,
  cart: cartExamples,
  checkout: checkoutExamples,
  order: orderExamples,
  shipment: shipmentExamples,
  review: reviewExamples,
  coupon: couponExamples,
  account: accountExamples,
  tier: tierExamples,
  product: productExamples,
  inquiry: inquiryExamples,
  survey: surveyExamples,
  referral: referralExamples,
  journey: journeyRequestExamples,
};
