import { type AddressKind, addressKindOf } from '../commerce/customer/channel.ts';
import { readUnsubscribeToken, type UnsubscribeClaim } from '../links/unsubscribe.ts';
import { isPassing } from '../model/errors.ts';
import { marketingWord, withdraw } from '../policy/customer/address.ts';
import { withdrawConsent } from '../policy/customer/profile.ts';
import type { Stores } from '../stores/stores.ts';
import { localized } from '../templates/locale.ts';
import { badConsentLinkPage, consentPage, donePage, failedPage } from '../web/consent/page.ts';
import type { Ports } from './ports.ts';
import { changeHolder } from './record/consents.ts';

/** A request on an unsubscribe link. */
export interface ConsentRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** The browser's Accept-Language, for a link that says no language itself. */
  readonly language: string | undefined;
}

type ConsentPorts = Pick<Ports, 'stores' | 'keys' | 'settings' | 'clock' | 'failed'>;

export interface ConsentPage {
  readonly status: 200 | 400 | 503;
  readonly html: string;
}

/**
 * One-click unsubscribe by RFC 8058. POST closes the address that the message went to for marketing, for every customer
 * who has it; any other method shows a page and changes nothing. A link whose signature is not ours gets a 400. The page
 * says that it is done only when the table holds it; otherwise it is a 503 and asks the customer to try again.
 */
export async function manageConsent(request: ConsentRequest, ports: ConsentPorts): Promise<ConsentPage> {
  const { keys, settings } = ports;
  const { contact } = settings.brand;
  const claim = request.token === undefined ? undefined : readUnsubscribeToken(request.token, keys);
  if (claim === undefined)
    return { status: 400, html: badConsentLinkPage(request.language ?? settings.locales[0], contact) };
  const { channel, locale } = claim;
  const shop = localized(settings.brand.name, locale);
  if (request.method !== 'POST') return { status: 200, html: consentPage(locale, shop, channel) };
  const outcome = await optOut(claim, ports);
  if (outcome === 'unknown') return { status: 400, html: badConsentLinkPage(locale, contact) };
  return outcome === 'done'
    ? { status: 200, html: donePage(locale, shop, channel) }
    : { status: 503, html: failedPage(locale) };
}

/** Closes the address, and notes it on the customer whose message it was. `unknown`: nobody can tell which address is meant. */
async function optOut(
  { customer, channel, address }: UnsubscribeClaim,
  { stores, clock, failed }: ConsentPorts,
): Promise<'done' | 'unknown' | 'not-done'> {
  const source = 'unsubscribe link';
  const kind = addressKindOf[channel];
  try {
    const hash = address ?? (await presentAddress(customer, kind, stores));
    if (hash === undefined) return 'unknown';
    const closed = await stores.addresses.change({ kind, hash }, (known) => withdraw(known, customer, clock(), source));
    await changeHolder(customer, { kind, hash }, stores, (profile) =>
      withdrawConsent(profile, channel, clock(), source),
    );
    return marketingWord(closed) === 'withdrawn' ? 'done' : 'not-done';
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return 'not-done';
  }
}

/** The address that an old link means, which names none: the customer's present one. */
async function presentAddress(customer: string, kind: AddressKind, stores: Stores): Promise<string | undefined> {
  const value = (await stores.customers.load(customer))?.profile.identities[kind];
  return value === undefined ? undefined : stores.addresses.refOf(kind, value).hash;
}
