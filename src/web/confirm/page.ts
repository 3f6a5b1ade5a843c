import { channelKinds } from '../../channels/kinds.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import { brandedPage, type PageBrand } from '../branded.ts';
import { consentPageWords } from '../consent/words.ts';
import { contactHtml } from '../contact.ts';
import { type Html, html } from '../html.ts';
import { languageOf } from '../language.ts';
import { masked } from '../mask.ts';
import { type ConfirmWords, confirmPageWords } from './words.ts';

/** What a page is about: one channel's marketing, and to which address if that is known. */
export interface ConfirmSubject {
  readonly channel: Channel;
  readonly address?: string | undefined;
}

/** Something that was asked for after the mail went: a topic, or marketing as a whole, which has no title. */
export interface LaterWish {
  readonly name: string;
  readonly title?: string;
}

/** The page that asks, and changes nothing. @param later is offered beside what the mail asked about, and is not chosen */
export function askToConfirmPage(brand: PageBrand, subject: ConfirmSubject, later: readonly LaterWish[] = []): string {
  const { ask, askMore, button } = wordsOf(brand);
  return page(brand, ask(brand.shop, forCustomers(brand, subject)), [
    addressLine(brand, subject),
    html`<p>${askMore}</p>`,
    confirmForm(button, choicesOf(brand, later)),
  ]);
}

/**
 * The page after the agreement was confirmed.
 * @param isUsed true if that was before
 * @param later was not chosen yet, and is offered still
 */
export function confirmedPage(
  brand: PageBrand,
  subject: ConfirmSubject,
  isUsed: boolean,
  later: readonly LaterWish[] = [],
): string {
  const { done, used, doneMore, button } = wordsOf(brand);
  return page(brand, done(brand.shop, forCustomers(brand, subject)), [
    addressLine(brand, subject),
    isUsed && html`<p>${used}</p>`,
    html`<p>${doneMore}</p>`,
    later.length > 0 && confirmForm(button, choicesOf(brand, later)),
  ]);
}

/** The page when an opt-out came after the agreement, which the link does not take back. */
export function withdrawnSincePage(brand: PageBrand, subject: ConfirmSubject): string {
  const { withdrawn, withdrawnMore } = wordsOf(brand);
  return page(brand, withdrawn(brand.shop, forCustomers(brand, subject)), [html`<p>${withdrawnMore}</p>`]);
}

/** The page for a link that has ended, with the way to another. @param days for which it worked */
export function expiredConfirmPage(brand: PageBrand, days: number): string {
  const { expired, expiredMore } = wordsOf(brand);
  return page(brand, expired, [html`<p>${expiredMore(days)}</p>`]);
}

/** The page when nothing is left to confirm. */
export function nothingToConfirmPage(brand: PageBrand): string {
  const { void: nothing, voidMore } = wordsOf(brand);
  return page(brand, nothing, [html`<p>${voidMore}</p>`]);
}

/** The page when nothing could be stored, with the button to try again. */
export function notConfirmedPage(brand: PageBrand): string {
  const { failed, failedMore, button } = wordsOf(brand);
  return page(brand, failed, [html`<p>${failedMore}</p>`, confirmForm(button)]);
}

/** The page for a link that is not ours or not whole. @param contact where the customer can ask */
export function badConfirmLinkPage(brand: PageBrand, contact: string): string {
  const { bad, badMore } = wordsOf(brand);
  return page(brand, bad, [html`<p>${badMore}${contactHtml(contact)}</p>`]);
}

function wordsOf({ locale }: PageBrand): ConfirmWords {
  return confirmPageWords[languageOf(locale)];
}

function forCustomers({ locale }: PageBrand, { channel }: ConfirmSubject): string {
  return channelKinds[channel].words[languageOf(locale)].forCustomers;
}

function addressLine({ locale }: PageBrand, { address }: ConfirmSubject): Html | false {
  const { about, aboutMore } = consentPageWords[languageOf(locale)];
  return (
    address !== undefined &&
    html`<p>${about}<span class="address">${masked(address)}</span><br><span class="more">${aboutMore}</span></p>`
  );
}

/** A box for each; none is ticked. */
function choicesOf(brand: PageBrand, later: readonly LaterWish[]): Html | false {
  const { also, everything } = wordsOf(brand);
  const choices = later.map(
    ({ name, title = everything }) =>
      html`<label class="choice"><input type="checkbox" name="also" value="${name}"><span><b>${title}</b></span></label>`,
  );
  return choices.length > 0 && html`<fieldset><legend>${also}</legend>${choices}</fieldset>`;
}

function confirmForm(button: string, choices: Html | false = false): Html {
  return html`<form method="post">${choices}<button>${button}</button></form>`;
}

function page(brand: PageBrand, title: string, content: readonly (Html | false)[]): string {
  return brandedPage(brand, title, html`<h1>${title}</h1>${content}`);
}
