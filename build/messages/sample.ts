import { type SubjectFacts, sampleFacts } from '../../src/commerce/nouns.ts';
import { type SampleShop, sampleShop } from '../../src/commerce/sample-shop.ts';
import type { Language } from '../../src/commerce/words.ts';
import { shopPages } from '../../src/model/brand.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { type MessageContext, messageContext } from '../../src/templates/context.ts';

/** The customer of a message and the facts that it is about. */
export interface SampleSubject {
  readonly customer: Pick<Profile, 'name'>;
  readonly facts: SubjectFacts;
}

/**
 * A context in which every word that a message may use has a value. Messages are checked and measured with it:
 * a variable that is not in here is one that no event gives.
 * @param about the customer and the subject in place of the made-up ones
 * @param survey the one that the message asks, by name
 */
export function sampleContext(
  settings: StoreSettings,
  locale: string,
  about?: SampleSubject,
  survey = 'cart-left',
): MessageContext {
  const shop = sampleShop(locale.startsWith('ja') ? 'ja' : 'en', settings.brand.url);
  const pages = Object.fromEntries(shopPages.map((page) => [page, shop.page(`/${page}`)]));
  const brand = { ...settings.brand, pages: { ...pages, ...settings.brand.pages } };
  const asked = settings.surveys[survey];
  return messageContext({
    profile: { ...nobody, name: sampleNames[shop.language], ...about?.customer, locale },
    subjectFacts: about?.facts ?? factsOf(shop),
    settings: { ...settings, brand },
    locale,
    zone: settings.timeZone,
    coupon: { ...coupon, amount: { minor: 500, currency: shop.currency } },
    ...(asked && { survey: asked }),
    links: {
      unsubscribe: shop.page('/unsubscribe?t=sample'),
      confirm: shop.page('/confirm?t=sample'),
      preferences: shop.page('/p?t=sample'),
      survey: shop.page('/survey?t=sample'),
    },
  });
}

function factsOf(shop: SampleShop) {
  return Object.fromEntries(Object.entries(sampleFacts).map(([kind, sample]) => [kind, sample(shop)]));
}

/** Worth both a share and a sum, as no real one is: a message may speak of either. */
const coupon = { code: '7K2M9QRTBX', percent: 10, expiresAt: Date.UTC(2027, 4, 4, 14, 59, 59) };

/** The name in greetings, by language: nobody's. */
const sampleNames: Readonly<Record<Language, string>> = { en: 'Customer', ja: '見本' };

const nobody: Profile = { customer: 'sample', identities: {}, consent: {}, said: {}, claims: {} };
