import type { Language } from '../../../src/commerce/words.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { PageSource } from '../../aws/runtime.ts';
import { languageOfMessage } from '../outbox/sent-message.ts';
import { type ShopRecords, shopRecords } from '../timeline/shop-records.ts';
import type { Currency } from './products.ts';
import { currencies } from './products.ts';

/** Somebody who looks at a page of the demo shop. */
export interface Visit {
  readonly language: Language;
  readonly currency: Currency;
  readonly shop: ShopRecords;
  /** The message that they came from, and its customer. */
  readonly from: { readonly message: string; readonly customer: Profile } | undefined;
}

/** Finds out who visits: the customer of the message that the address names. */
export async function readVisit(url: URL, acceptLanguage: string, source: PageSource): Promise<Visit> {
  const shop = shopRecords(await source.items());
  const message = source.outbox.find(url.searchParams.get('message') ?? '');
  const customer = message && shop.records.profiles.get(shop.resolve(message.tags.customer ?? ''));
  const asked = url.searchParams.get('lang') === 'ja' || /^ja\b/i.test(acceptLanguage) ? 'ja' : 'en';
  const language = message === undefined ? asked : languageOfMessage(message);
  const from = message && customer && { message: message.id, customer };
  return { language, currency: currencyOf(customer, shop) ?? (language === 'ja' ? 'JPY' : 'USD'), shop, from };
}

/** The currency in which a customer has ordered or filled a cart. */
function currencyOf(customer: Profile | undefined, { factsOf }: ShopRecords): Currency | undefined {
  if (customer === undefined) return undefined;
  const totals = factsOf(customer.customer).flatMap((fact) => ('total' in fact && fact.total ? fact.total : []));
  return currencies.find((currency) => currency === totals.at(-1)?.currency);
}
