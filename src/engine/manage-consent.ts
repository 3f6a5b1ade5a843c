import { addressKindOf } from '../commerce/customer/channel.ts';
import { preferencesToken } from '../links/preferences.ts';
import { surveyToken } from '../links/survey.ts';
import {
  type OptOutClick,
  readUndoToken,
  readUnsubscribeToken,
  type UnsubscribeClaim,
  undoToken,
} from '../links/unsubscribe.ts';
import type { Address } from '../model/address.ts';
import type { ConsentSaid } from '../model/consent-entry.ts';
import { isPassing } from '../model/errors.ts';
import type { Profile } from '../model/profile.ts';
import { optOutSurvey } from '../model/survey.ts';
import { marketingWord, withdraw } from '../policy/customer/address.ts';
import { withdrawConsent, withdrawConsentOf } from '../policy/customer/profile.ts';
import { toIso } from '../policy/time/timing.ts';
import type { PageBrand } from '../web/branded.ts';
import {
  badConsentLinkPage,
  type ConsentSubject,
  consentPage,
  donePage,
  failedPage,
  notUndonePage,
  undonePage,
} from '../web/consent/page.ts';
import { whyForm } from '../web/survey/page.ts';
import { pageBrand } from './page-brand.ts';
import type { Ports } from './ports.ts';
import { changeHolders } from './record/holders.ts';
import { shownSurvey } from './shown-survey.ts';
import { type Before, isUndoable, undoClick } from './undo-click.ts';

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
  if (request.method !== 'POST')
    return { status: 200, html: consentPage(brand, subject, preferencesToken(claim, keys)) };
  if (request.undo !== undefined) return undoPage(request.undo, claim, subject, ports);
  const outcome = await optOut(claim, ports);
  return outcome === 'not-done'
    ? { status: 503, html: failedPage(brand) }
    : { status: 200, html: donePage(brand, subject, outcome.undo, whyOf(claim, brand, ports)) };
}

/**
 * The question why. Its answer is one of a survey: it goes on the bus, and changes nothing of the opt-out. All clicks of a month
 * ask the same question, so that what follows an answer follows once.
 */
function whyOf({ customer, channel, locale }: UnsubscribeClaim, brand: PageBrand, ports: ConsentPorts) {
  const { keys, settings, clock } = ports;
  const asked = shownSurvey(settings, optOutSurvey, locale);
  if (asked === undefined) return undefined;
  const issuedAt = clock();
  const survey = `opt-out-${keys.hash('opt-out', [customer, channel, toIso(issuedAt).slice(0, 7)].join('.'))}`;
  return whyForm(brand, surveyToken({ customer, survey, locale, name: optOutSurvey, issuedAt }, keys), asked);
}

/** The address that the link is about, if it is still the customer's and can be read now: the page does without. */
async function shownAddress(
  { customer, channel, address }: UnsubscribeClaim,
  { stores, failed }: ConsentPorts,
): Promise<string | undefined> {
  try {
    const kind = addressKindOf[channel];
    const value = (await stores.customers.peek(customer))?.profile.identities[kind];
    return value !== undefined && stores.addresses.refOf(kind, value).hash === address ? value : undefined;
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return undefined;
  }
}

/**
 * Closes the address, and notes it on the customer whose message it was.
 * `undo`: the proof of this click, if undoing it would only restore what held before.
 */
async function optOut(
  { customer, channel, locale, address: hash }: UnsubscribeClaim,
  { stores, keys, clock, failed }: ConsentPorts,
): Promise<{ readonly undo?: string } | 'not-done'> {
  const source = 'unsubscribe link';
  const kind = addressKindOf[channel];
  try {
    const clickedAt = clock();
    let before: Before = {};
    const said: ConsentSaid = { what: 'opt-out', saidAt: clickedAt, from: 'link', source, customer };
    const close = (known: Address) => {
      before = { known };
      return withdraw(known, customer, clickedAt, source);
    };
    const ref = { kind, hash };
    const closed = await stores.addresses.change(ref, close, said);
    const note = (profile: Profile) => {
      before = { ...before, profile };
      return withdrawConsent(profile, channel, clickedAt, source);
    };
    const noteOnOthers = (profile: Profile) => withdrawConsentOf(profile, channel, clickedAt, source);
    await changeHolders({ ref, address: closed, customer }, stores, note, noteOnOthers);
    if (marketingWord(closed) !== 'withdrawn') return 'not-done';
    const withdrawnAt = closed.words[customer]?.withdrawn;
    if (withdrawnAt === undefined) return {};
    const click = { customer, channel, locale, address: hash, clickedAt, withdrawnAt };
    return isUndoable(click, closed, before) ? { undo: undoToken(click, keys) } : {};
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return 'not-done';
  }
}

/** The page after a click is taken back, or cannot be. */
async function undoPage(
  token: string,
  claim: UnsubscribeClaim,
  subject: ConsentSubject,
  { stores, keys, settings, clock, failed }: ConsentPorts,
): Promise<ConsentPage> {
  const brand = pageBrand(settings, claim.locale);
  const click = readUndoToken(token, keys);
  if (click === undefined || !isClickOn(claim, click))
    return { status: 400, html: badConsentLinkPage(brand, settings.brand.contact) };
  try {
    const isUndone = await undoClick(click, clock(), stores);
    return { status: 200, html: isUndone ? undonePage(brand, subject) : notUndonePage(brand) };
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return { status: 503, html: failedPage(brand, token) };
  }
}

function isClickOn({ customer, channel, address }: UnsubscribeClaim, click: OptOutClick): boolean {
  return click.customer === customer && click.channel === channel && click.address === address;
}
