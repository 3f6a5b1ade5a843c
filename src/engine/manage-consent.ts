import { type AddressKind, addressKindOf } from '../commerce/customer/channel.ts';
import { readUndoToken, readUnsubscribeToken, type UnsubscribeClaim, undoToken } from '../links/unsubscribe.ts';
import type { Address } from '../model/address.ts';
import type { ConsentSaid } from '../model/consent-entry.ts';
import { isPassing } from '../model/errors.ts';
import { marketingWord, undoOptOut, withdraw } from '../policy/customer/address.ts';
import { reportConsent, withdrawConsent } from '../policy/customer/profile.ts';
import type { Stores } from '../stores/stores.ts';
import {
  badConsentLinkPage,
  type ConsentSubject,
  consentPage,
  donePage,
  failedPage,
  notUndonePage,
  undonePage,
} from '../web/consent/page.ts';
import { pageBrand } from './page-brand.ts';
import type { Ports } from './ports.ts';
import { changeHolder } from './record/consents.ts';

/** A request on an unsubscribe link. */
export interface ConsentRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** The proof of a click that is to be undone, from the form of the page after it. */
  readonly undo?: string | undefined;
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
 * who has it; any other method shows a page and changes nothing. The page after it can undo that one click. A link whose
 * signature is not ours gets a 400. The page says that it is done only when the table holds it; otherwise it is a 503 and
 * asks the customer to try again.
 */
export async function manageConsent(request: ConsentRequest, ports: ConsentPorts): Promise<ConsentPage> {
  const { keys, settings } = ports;
  const { contact } = settings.brand;
  const claim = request.token === undefined ? undefined : readUnsubscribeToken(request.token, keys);
  const brand = pageBrand(settings, claim?.locale ?? request.language ?? settings.locales[0]);
  if (claim === undefined) return { status: 400, html: badConsentLinkPage(brand, contact) };
  const subject = { channel: claim.channel, address: await shownAddress(claim, ports) };
  if (request.method !== 'POST') return { status: 200, html: consentPage(brand, subject) };
  if (request.undo !== undefined) return undo(request.undo, claim, subject, ports);
  const outcome = await optOut(claim, ports);
  if (outcome === 'unknown') return { status: 400, html: badConsentLinkPage(brand, contact) };
  return outcome === 'not-done'
    ? { status: 503, html: failedPage(brand) }
    : { status: 200, html: donePage(brand, subject, outcome.undo) };
}

/** The address that the link is about, if it is still the customer's and can be read now: the page does without. */
async function shownAddress(
  { customer, channel, address }: UnsubscribeClaim,
  { stores, failed }: ConsentPorts,
): Promise<string | undefined> {
  try {
    const kind = addressKindOf[channel];
    const value = (await stores.customers.peek(customer))?.profile.identities[kind];
    if (value === undefined || address === undefined) return value;
    return stores.addresses.refOf(kind, value).hash === address ? value : undefined;
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return undefined;
  }
}

/**
 * Closes the address, and notes it on the customer whose message it was. `unknown`: nobody can tell which address is meant.
 * `undo`: the proof of this click, if it was this one that closed the address.
 */
async function optOut(
  { customer, channel, locale, address }: UnsubscribeClaim,
  { stores, keys, clock, failed }: ConsentPorts,
): Promise<{ readonly undo?: string } | 'unknown' | 'not-done'> {
  const source = 'unsubscribe link';
  const kind = addressKindOf[channel];
  try {
    const hash = address ?? (await presentAddress(customer, kind, stores));
    if (hash === undefined) return 'unknown';
    const clickedAt = clock();
    let before: ReturnType<typeof marketingWord>;
    const said: ConsentSaid = { what: 'opt-out', saidAt: clickedAt, from: 'link', source, customer };
    const close = (known: Address) => {
      before = marketingWord(known);
      return withdraw(known, customer, clickedAt, source);
    };
    const closed = await stores.addresses.change({ kind, hash }, close, said);
    await changeHolder(customer, { kind, hash }, stores, (profile) =>
      withdrawConsent(profile, channel, clickedAt, source),
    );
    if (marketingWord(closed) !== 'withdrawn') return 'not-done';
    const withdrawnAt = closed.words[customer]?.withdrawn;
    if (before === 'withdrawn' || withdrawnAt === undefined) return {};
    return { undo: undoToken({ customer, channel, locale, address: hash, clickedAt, withdrawnAt }, keys) };
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return 'not-done';
  }
}

/** Undoes one click on this link, which its page proves. */
async function undo(
  token: string,
  { customer, channel, locale }: UnsubscribeClaim,
  subject: ConsentSubject,
  { stores, keys, settings, clock, failed }: ConsentPorts,
): Promise<ConsentPage> {
  const brand = pageBrand(settings, locale);
  const click = readUndoToken(token, keys);
  if (click?.customer !== customer || click.channel !== channel)
    return { status: 400, html: badConsentLinkPage(brand, settings.brand.contact) };
  const source = 'undo of unsubscribe link';
  const ref = { kind: addressKindOf[channel], hash: click.address };
  try {
    const at = clock();
    const said: ConsentSaid = { what: 'undo', saidAt: at, from: 'link', source, customer };
    const opened = await stores.addresses.change(ref, (known) => undoOptOut(known, click, at, source), said);
    if (marketingWord(opened) !== 'granted') return { status: 200, html: notUndonePage(brand) };
    const agreed = { granted: true, at: Math.max(at, click.withdrawnAt + 1), source };
    await changeHolder(customer, ref, stores, (profile) => reportConsent(profile, channel, agreed));
    return { status: 200, html: undonePage(brand, subject) };
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return { status: 503, html: failedPage(brand, token) };
  }
}

/** The address that an old link means, which names none: the customer's present one. */
async function presentAddress(customer: string, kind: AddressKind, stores: Stores): Promise<string | undefined> {
  const value = (await stores.customers.load(customer))?.profile.identities[kind];
  return value === undefined ? undefined : stores.addresses.refOf(kind, value).hash;
}
