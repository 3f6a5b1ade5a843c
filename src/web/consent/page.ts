import { channelKinds } from '../../channels/kinds.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import { type Html, html } from '../html.ts';
import { languageOf, type PageLanguage } from '../language.ts';
import { shell } from '../shell.ts';
import { consentPageWords } from './words.ts';

/** The page that asks, and changes nothing. Its button posts what mail clients post for one click. */
export function consentPage(locale: string, shop: string, channel: Channel): string {
  const lang = languageOf(locale);
  const { ask, askMore } = consentPageWords[lang];
  return page(lang, ask(shop, channelKinds[channel].words[lang].forCustomers), askMore, form(lang));
}

/** The page when the withdrawal could not be stored, with the button to try again. */
export function failedPage(locale: string): string {
  const lang = languageOf(locale);
  const { failed, failedMore } = consentPageWords[lang];
  return page(lang, failed, failedMore, form(lang));
}

/** The page after the withdrawal. */
export function donePage(locale: string, shop: string, channel: Channel): string {
  const lang = languageOf(locale);
  const { done, doneMore } = consentPageWords[lang];
  return page(lang, done(shop, channelKinds[channel].words[lang].forCustomers), doneMore);
}

/** The page for a link that is not ours, not whole, or void. @param contact where the customer can opt out without it */
export function badConsentLinkPage(locale: string, contact: string): string {
  const lang = languageOf(locale);
  const { bad, badMore } = consentPageWords[lang];
  return page(lang, bad, badMore(contact));
}

function form(lang: PageLanguage): Html {
  return html`<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${consentPageWords[lang].button}</button></form>`;
}

function page(lang: PageLanguage, title: string, more: string, below?: Html): string {
  return shell({ lang, title, style, main: html`<h1>${title}</h1><p>${more}</p>${below}` });
}

const style = `:root{color-scheme:light dark}
body{font:16px/1.7 system-ui,"Hiragino Sans","Noto Sans JP",sans-serif;color:#1f2933;background:#f5f5f4;margin:0;display:grid;min-height:100vh;place-items:center}
main{background:#fff;max-width:26rem;margin:1rem;padding:2rem;border-radius:12px;box-shadow:0 1px 4px #0002}
h1{font-size:1.25rem;line-height:1.5;margin:0 0 .75rem;text-wrap:balance;word-break:auto-phrase}p{margin:0;color:#52606d}form{margin-top:1.25rem}
button{font:inherit;color:#fff;background:#1f2933;border:0;border-radius:8px;padding:.7rem 1.4rem;cursor:pointer}
@media (prefers-color-scheme:dark){body{color:#f2f0ea;background:#161613}main{background:#21201c}p{color:#b5b1a6}button{color:#161613;background:#f2f0ea}}`;
