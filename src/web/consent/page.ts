import { channelKinds } from '../../channels/kinds.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import { brandedPage, type PageBrand } from '../branded.ts';
import { contactHtml } from '../contact.ts';
import { type Html, html } from '../html.ts';
import { languageOf } from '../language.ts';
import { masked } from '../mask.ts';
import { type ConsentWords, consentPageWords } from './words.ts';

/** The subject of a page: one channel's marketing, and to which address if that is known. */
export interface ConsentSubject {
  readonly channel: Channel;
  readonly address?: string | undefined;
}

/**
 * The page that asks, and changes nothing. Its button posts what mail clients post for one click.
 * @param instead the token of the preference page of the address, which the reader may want rather
 */
export function consentPage(brand: PageBrand, { channel, address }: ConsentSubject, instead: string): string {
  const words = wordsOf(brand);
  const { ask, askMore, button } = words;
  return page(brand, ask(brand.shop, forCustomers(brand, channel)), [
    addressLine(words, address),
    html`<p>${askMore}</p>`,
    optOutForm(button),
    insteadForm(words, `p?t=${instead}`),
  ]);
}

/**
 * The page when nothing could be stored, with the button to try again.
 * @param undo the proof of the click that could not be undone, if it was that
 */
export function failedPage(brand: PageBrand, undo?: string): string {
  const { failed, failedMore, failedUndoMore, button, undoButton } = wordsOf(brand);
  if (undo !== undefined) return page(brand, failed, [html`<p>${failedUndoMore}</p>`, undoForm(undo, undoButton)]);
  return page(brand, failed, [html`<p>${failedMore}</p>`, optOutForm(button)]);
}

/**
 * The page after the withdrawal.
 * @param undo the proof of this click, with which it can be undone for a while
 * @param why the question why, which nobody has to answer
 */
export function donePage(brand: PageBrand, { channel, address }: ConsentSubject, undo?: string, why?: Html): string {
  const words = wordsOf(brand);
  const { done, doneMore, undoMore, undoButton } = words;
  return page(brand, done(brand.shop, forCustomers(brand, channel)), [
    addressLine(words, address),
    html`<p>${doneMore}</p>`,
    undo !== undefined && html`<p class="more">${undoMore}</p>`,
    undo !== undefined && undoForm(undo, undoButton),
    why ?? false,
  ]);
}

/** The page after the withdrawal was undone. */
export function undonePage(brand: PageBrand, { channel, address }: ConsentSubject): string {
  const words = wordsOf(brand);
  const { undone, undoneMore } = words;
  return page(brand, undone(brand.shop, forCustomers(brand, channel)), [
    addressLine(words, address),
    html`<p>${undoneMore}</p>`,
  ]);
}

/** The page when a withdrawal cannot be undone: too long ago, closed by something else since, or given up. */
export function notUndonePage(brand: PageBrand): string {
  const { notUndone, notUndoneMore } = wordsOf(brand);
  return page(brand, notUndone, [html`<p>${notUndoneMore}</p>`]);
}

/** The page for a link that is not ours, not whole, or void. @param contact where the customer can opt out without it */
export function badConsentLinkPage(brand: PageBrand, contact: string): string {
  const { bad, badMore } = wordsOf(brand);
  return page(brand, bad, [html`<p>${badMore}${contactHtml(contact)}</p>`]);
}

function wordsOf({ locale }: PageBrand): ConsentWords {
  return consentPageWords[languageOf(locale)];
}

function forCustomers({ locale }: PageBrand, channel: Channel): string {
  return channelKinds[channel].words[languageOf(locale)].forCustomers;
}

function addressLine({ about, aboutMore }: ConsentWords, address: string | undefined): Html | false {
  return (
    address !== undefined &&
    html`<p>${about}<span class="address">${masked(address)}</span><br><span class="more">${aboutMore}</span></p>`
  );
}

function optOutForm(button: string): Html {
  return html`<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${button}</button></form>`;
}

/** A way to hear less, or to choose, for a reader who does not want to leave altogether. */
function insteadForm({ less, lessMore, choose }: ConsentWords, place: string): Html {
  return html`<form class="apart" method="post" action="${place}"><input type="hidden" name="do" value="less"><p>${lessMore}</p><button class="quiet">${less}</button></form><p class="more"><a href="${place}">${choose}</a></p>`;
}

function undoForm(undo: string, button: string): Html {
  return html`<form method="post"><input type="hidden" name="undo" value="${undo}"><button class="quiet">${button}</button></form>`;
}

function page(brand: PageBrand, title: string, content: readonly (Html | false)[]): string {
  return brandedPage(brand, title, html`<h1>${title}</h1>${content}`);
}
