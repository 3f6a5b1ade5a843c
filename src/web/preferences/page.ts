import { channelKinds } from '../../channels/kinds.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import { brandedPage, type PageBrand } from '../branded.ts';
import { contactHtml } from '../contact.ts';
import { type Html, html } from '../html.ts';
import { languageOf } from '../language.ts';
import { masked } from '../mask.ts';
import { type PreferencesNotice, type PreferencesWords, preferencesWords } from './words.ts';

/** The content of the page: what applies to one address, and what may be chosen. */
export interface ShownPreferences {
  /** In clear: the page shows a part of it. */
  readonly address: string;
  readonly topics: readonly ShownTopic[];
  readonly less: boolean;
  /** The last day of the pause, in words. */
  readonly paused?: string | undefined;
  readonly locale: string;
  readonly locales: readonly string[];
  /** The channels by which the customer can be reached, and the preferred one. */
  readonly channels: readonly Channel[];
  readonly channel?: Channel | undefined;
  /** True if nothing at all can be sent to the address. */
  readonly closed: boolean;
  /** Where the form to unsubscribe is posted to. */
  readonly unsubscribe: string;
  readonly notice?: PreferencesNotice | undefined;
  /** The proof of the last change, with which it can be undone for a while. */
  readonly undo?: string | undefined;
}

export interface ShownTopic {
  readonly name: string;
  readonly title: string;
  readonly about?: string | undefined;
  readonly on: boolean;
}

/** The page that shows what applies, and changes nothing by itself. */
export function preferencesPage(brand: PageBrand, shown: ShownPreferences): string {
  const words = wordsOf(brand);
  return brandedPage(brand, words.title, [
    noticeHtml(words, shown),
    html`<h1>${words.title}</h1>
<p>${words.about}<span class="address">${masked(shown.address)}</span><br><span class="more">${words.aboutMore}</span></p>
`,
    shown.closed && html`<p class="notice">${words.closed}</p>`,
    formHtml(words, brand.locale, shown),
    stopHtml(words, shown.unsubscribe),
  ]);
}

/** The page for a link to an address that its customer has no more. @param unsubscribe where that address can be opted out */
export function movedPage(brand: PageBrand, unsubscribe: string): string {
  const words = wordsOf(brand);
  return notePage(brand, words.moved, [html`<p>${words.movedMore}</p>`, stopHtml(words, unsubscribe)]);
}

/** The page for a link that is not ours, not whole, or void. @param contact where the customer can write instead */
export function badPreferencesLinkPage(brand: PageBrand, contact: string): string {
  const { bad, badMore } = wordsOf(brand);
  return notePage(brand, bad, [html`<p>${badMore}${contactHtml(contact)}</p>`]);
}

/** The page when the table could not be asked. */
export function preferencesFailedPage(brand: PageBrand): string {
  const { failed, failedMore } = wordsOf(brand);
  return notePage(brand, failed, [html`<p>${failedMore}</p>`]);
}

function wordsOf({ locale }: PageBrand): PreferencesWords {
  return preferencesWords[languageOf(locale)];
}

function notePage(brand: PageBrand, title: string, content: readonly Html[]): string {
  return brandedPage(brand, title, html`<h1>${title}</h1>${content}`);
}

function noticeHtml(words: PreferencesWords, { notice, undo }: ShownPreferences): Html | false {
  if (notice === undefined) return false;
  return html`<div class="notice" role="status"><p>${words.notices[notice]}</p>${
    undo !== undefined &&
    html`<form method="post"><input type="hidden" name="do" value="undo"><input type="hidden" name="undo" value="${undo}"><p class="more">${words.undoMore}</p><button class="quiet">${words.undo}</button></form>`
  }</div>
`;
}

function formHtml(words: PreferencesWords, locale: string, shown: ShownPreferences): Html {
  const { topics, less, paused } = shown;
  return html`<form method="post"><input type="hidden" name="do" value="save">
<fieldset><legend>${words.topics}</legend>
${topics.map((topic) => box({ name: 'topic', value: topic.name, on: topic.on }, topic.title, topic.about))}</fieldset>
<fieldset><legend>${words.often}</legend>
${box({ name: 'less', value: 'on', on: less }, words.less, words.lessMore)}${
  paused === undefined
    ? box({ name: 'paused', value: 'on', on: false }, words.pause, words.pauseMore)
    : box({ name: 'paused', value: 'on', on: true }, words.paused(paused), words.pausedMore)
}</fieldset>
${languageHtml(words, shown)}${channelHtml(words, locale, shown)}<button>${words.save}</button>
</form>
`;
}

function languageHtml(words: PreferencesWords, { locale, locales }: ShownPreferences): Html | false {
  if (locales.length < 2) return false;
  const choices = locales.map((one) => radio({ name: 'locale', value: one, on: one === locale }, nameOf(one), one));
  return radios('locale', locale, html`<legend>${words.language}</legend>`, choices);
}

function channelHtml(words: PreferencesWords, locale: string, { channels, channel }: ShownPreferences): Html | false {
  if (channels.length < 2) return false;
  const language = languageOf(locale);
  const none = radio({ name: 'channel', value: '', on: channel === undefined }, words.anyChannel);
  const each = channels.map((one) =>
    radio({ name: 'channel', value: one, on: one === channel }, channelKinds[one].words[language].title),
  );
  const legend = html`<legend>${words.channel}</legend><p class="more">${words.channelMore}</p>`;
  return radios('channel', channel ?? '', legend, [none, ...each]);
}

/** The name of a language in itself. */
function nameOf(locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
}

interface Choice {
  readonly name: string;
  readonly value: string;
  readonly on: boolean;
}

/** A box to tick; the hidden field says what the reader saw. */
function box({ name, value, on }: Choice, title: string, about?: string): Html {
  const checked = on && html` checked`;
  const was = on && html`<input type="hidden" name="was-${name}" value="${value}">`;
  const more = about !== undefined && html`<span class="more">${about}</span>`;
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${value}"${checked}><span><b>${title}</b>${more}</span></label>${was}
`;
}

function radio({ name, value, on }: Choice, title: string, lang?: string): Html {
  const checked = on && html` checked`;
  const spoken = lang !== undefined && html` lang="${lang}"`;
  return html`<label class="choice"><input type="radio" name="${name}" value="${value}"${checked}><span${spoken}>${title}</span></label>
`;
}

function radios(name: string, was: string, legend: Html, choices: readonly Html[]): Html {
  return html`<fieldset>${legend}
<div class="row">${choices}</div><input type="hidden" name="was-${name}" value="${was}"></fieldset>
`;
}

/** The button posts what mail clients post for one click, to the page that takes that. */
function stopHtml({ stop, stopMore }: PreferencesWords, action: string): Html {
  return html`<form class="apart" method="post" action="${action}"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button class="quiet">${stop}</button><p class="more">${stopMore}</p></form>`;
}
