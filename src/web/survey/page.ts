import { longestComment, scores } from '../../commerce/survey/scale.ts';
import { inkOn } from '../colours.ts';
import { type Html, html } from '../html.ts';
import { languageOf } from '../language.ts';
import { shell } from '../shell.ts';
import type { Draft } from './form.ts';
import { type Notice, type SurveyWords, surveyPageWords } from './words.ts';

/** The shop of a page, and its language. */
export interface PageBrand {
  readonly locale: string;
  readonly shop: string;
  /** The brand's CSS colour, of #rgb or #rrggbb. */
  readonly color: string;
}

/** The content of the form: the link's token, and the choices and text so far. */
export interface Form extends Draft {
  readonly token: string;
}

/** The page that asks, and changes nothing. @param notice why it is shown again */
export function surveyPage(look: PageBrand, form: Form, notice?: Notice): string {
  const texts = surveyPageWords[languageOf(look.locale)];
  return page(look, texts.question, formHtml(texts, form, notice));
}

/** The page after an answer. */
export function thanksPage(look: PageBrand, score: number): string {
  const { thanks, thanksMore } = surveyPageWords[languageOf(look.locale)];
  return page(look, thanks, notePage(thanks, thanksMore(score)));
}

/** The page for somebody who is no customer any more. */
export function closedPage(look: PageBrand): string {
  const { closed, closedMore } = surveyPageWords[languageOf(look.locale)];
  return page(look, closed, notePage(closed, closedMore));
}

/** The page for a link that is not ours, not whole, or void. */
export function badSurveyLinkPage(look: PageBrand): string {
  const { bad, badMore } = surveyPageWords[languageOf(look.locale)];
  return page(look, bad, notePage(bad, badMore));
}

function notePage(title: string, more: string): Html {
  return html`<h1>${title}</h1><p>${more}</p>`;
}

function formHtml(texts: SurveyWords, { token, score, comment }: Form, notice: Notice | undefined): Html {
  return html`<form method="post" action="?t=${encodeURIComponent(token)}">
${notice && html`<p class="notice" role="alert">${texts.flaws[notice]}</p>`}
<fieldset><legend><h1>${texts.question}</h1></legend>
<p class="ends"><span>${texts.lowest}</span><span>${texts.highest}</span></p>
<div class="scores">${choices(score)}</div></fieldset>
<label for="comment">${texts.why}</label>
<p class="more" id="more">${texts.whyMore}</p>
<textarea id="comment" name="comment" rows="5" maxlength="${longestComment}" aria-describedby="more">
${comment}</textarea>
<button>${texts.send}</button>
</form>`;
}

function choices(chosen: number | undefined): Html[] {
  const all = Array.from({ length: scores.highest - scores.lowest + 1 }, (_, index) => scores.lowest + index);
  return all.map((score) => {
    const checked = score === chosen && html` checked`;
    return html`<label><input type="radio" name="score" value="${score}" required${checked}><span>${score}</span></label>`;
  });
}

function page({ locale, shop, color }: PageBrand, title: string, content: Html): string {
  return shell({
    lang: languageOf(locale),
    title: `${title} – ${shop}`,
    head: html`<meta name="color-scheme" content="light dark">\n`,
    style: style(color),
    main: html`<p class="brand">${shop}</p>
${content}
`,
  });
}

/** Light and dark; eleven scores in a row, or in two on a phone. */
function style(color: string): string {
  return `:root{--brand:${html`${color}`.text};--on-brand:${inkOn(color)};--ink:#1f2933;--soft:#52606d;--page:#f3f1ec;--card:#fff;--line:#8a94a0}
@media(prefers-color-scheme:dark){:root{--ink:#efece4;--soft:#b4afa3;--page:#161614;--card:#21201d;--line:#8b867b}}
*{box-sizing:border-box}
body{font:16px/1.65 system-ui,"Hiragino Sans","Yu Gothic","Noto Sans JP",sans-serif;color:var(--ink);background:var(--page);margin:0;padding:16px;display:grid;min-height:100vh;place-items:center}
main{background:var(--card);width:100%;max-width:39rem;padding:28px;border-radius:12px;border-top:4px solid var(--brand)}
.brand{font-weight:700;margin:0 0 20px}
h1{font-size:1.375rem;line-height:1.4;margin:0 0 12px;text-wrap:balance;word-break:auto-phrase}
p{margin:0 0 4px}.more,.ends{color:var(--soft);font-size:.875rem}
.ends{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px;margin-bottom:8px}
.notice{border:2px solid currentColor;border-radius:8px;padding:10px 14px;margin-bottom:20px;font-weight:600}
form,fieldset{margin:0;padding:0;border:0;min-width:0}legend{padding:0}fieldset{margin-bottom:24px}
.scores{display:grid;grid-template-columns:repeat(11,1fr);gap:5px}
.scores label{position:relative}
.scores input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.scores span{display:block;min-height:48px;line-height:46px;text-align:center;border:1px solid var(--line);border-radius:8px;font-weight:600}
.scores input:checked+span{background:var(--brand);color:var(--on-brand);border-color:var(--ink)}
:focus-visible,.scores input:focus-visible+span{outline:3px solid var(--ink);outline-offset:2px}
label[for]{font-weight:700}
textarea{display:block;width:100%;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:8px;padding:10px 12px;margin:6px 0 20px;resize:vertical}
button{font:inherit;font-weight:600;color:var(--on-brand);background:var(--brand);border:1px solid var(--line);border-radius:8px;min-height:48px;padding:8px 32px;cursor:pointer}
@media(max-width:620px){.scores{grid-template-columns:repeat(6,1fr)}main{padding:24px 20px}button{width:100%}}`;
}
