import { type SubjectFacts, sampleFacts } from '../../src/commerce/nouns.ts';
import { type SampleShop, sampleShop } from '../../src/commerce/sample-shop.ts';
import type { Language } from '../../src/commerce/words.ts';
import { shopPages } from '../../src/model/brand.ts';
import type { Coupon, CouponOffer } from '../../src/model/coupon.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Purpose } from '../../src/model/purpose.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { endOfDay } from '../../src/policy/time/timing.ts';
import { type MessageContext, messageContext } from '../../src/templates/context.ts';

/** The customer of a message and the facts that it is about. */
export interface SampleSubject {
  readonly customer: Pick<Profile, 'name'>;
  readonly facts: SubjectFacts;
}

/** What a message has from the step that sends it. */
export interface Occasion {
  readonly purpose: Purpose;
  /** True if it asks to confirm an agreement. */
  readonly confirms: boolean;
  readonly coupon?: CouponOffer | undefined;
  /** The survey that it asks, by name. */
  readonly survey?: string | undefined;
}

/**
 * A context in which every word that a message may use has a value. Messages are checked and measured with it:
 * a variable that is not in here is one that no event gives.
 * @param about the customer and the subject in place of the made-up ones
 * @param occasion leaves out what a message that is sent so has not: a coupon, a survey, links, pages that the shop has not
 */
export function sampleContext(
  settings: StoreSettings,
  locale: string,
  about: SampleSubject = sampleSubject(settings, locale),
  occasion?: Occasion,
): MessageContext {
  const shop = shopIn(settings, locale);
  const every = Object.fromEntries(shopPages.map((page) => [page, shop.page(`/${page}`)]));
  const pages = { ...(occasion ? {} : every), ...settings.brand.pages };
  const survey = occasion ? occasion.survey : 'cart-left';
  const asked = survey === undefined ? undefined : settings.surveys[survey];
  const offered = occasion ? couponOf(occasion.coupon, shop.at, settings.timeZone) : everyWorth(shop.currency);
  return messageContext({
    profile: { ...nobody, ...about.customer, locale },
    subjectFacts: about.facts,
    settings: { ...settings, brand: { ...settings.brand, pages } },
    locale,
    zone: settings.timeZone,
    ...(offered && { coupon: offered }),
    ...(asked && { survey: asked }),
    links: {
      ...(occasion?.purpose !== 'transactional' && { unsubscribe: shop.page('/unsubscribe?t=sample') }),
      ...(occasion?.confirms !== false && { confirm: shop.page('/confirm?t=sample') }),
      preferences: shop.page('/p?t=sample'),
      survey: shop.page('/survey?t=sample'),
    },
  });
}

/** Nobody, with a fact of each kind. */
export function sampleSubject(settings: StoreSettings, locale: string): SampleSubject {
  const shop = shopIn(settings, locale);
  const facts = Object.entries(sampleFacts).map(([kind, sample]) => [kind, sample(shop)]);
  return { customer: { name: sampleNames[shop.language] }, facts: Object.fromEntries(facts) };
}

function shopIn({ brand }: StoreSettings, locale: string): SampleShop {
  return sampleShop(locale.startsWith('ja') ? 'ja' : 'en', brand.url);
}

const code = '7K2M9QRTBX';

/** Worth both a share and a sum, as no real one is: a message may speak of either. */
function everyWorth(currency: string): Coupon {
  return { code, percent: 10, amount: { minor: 500, currency }, expiresAt: Date.UTC(2027, 4, 4, 14, 59, 59) };
}

/** The coupon of an offer that is sent when everything in the sample happens. */
function couponOf(offer: CouponOffer | undefined, at: number, zone: string): Coupon | undefined {
  if (offer === undefined) return undefined;
  const { days, ...worth } = offer;
  return { ...worth, code, expiresAt: endOfDay(at, days, zone) };
}

/** The name in greetings, by language: nobody's. */
const sampleNames: Readonly<Record<Language, string>> = { en: 'Customer', ja: '見本' };

const nobody: Profile = { customer: 'sample', identities: {}, consent: {}, said: {}, claims: {} };
