import { longestComment, scores } from '../../commerce/survey/scale.ts';
import { brandedPage, type PageBrand } from '../branded.ts';
import { type Html, html } from '../html.ts';
import { languageOf } from '../language.ts';
import type { Draft } from './form.ts';
import { type Notice, type SurveyWords, surveyPageWords } from './words.ts';

/** The content of the form: the link's token, and the choices and text so far. */
export interface Form extends Draft {
  readonly token: string;
}

/** The page that asks, and changes nothing. @param notice why it is shown again */
export function surveyPage(look: PageBrand, form: Form, notice?: Notice): string {
  const texts = surveyPageWords[languageOf(look.locale)];
  return brandedPage(look, texts.question, formHtml(texts, form, notice));
}

/** The page after an answer. */
export function thanksPage(look: PageBrand, score: number): string {
  const { thanks, thanksMore } = surveyPageWords[languageOf(look.locale)];
  return brandedPage(look, thanks, notePage(thanks, thanksMore(score)));
}

/** The page for somebody who is no customer any more. */
export function closedPage(look: PageBrand): string {
  const { closed, closedMore } = surveyPageWords[languageOf(look.locale)];
  return brandedPage(look, closed, notePage(closed, closedMore));
}

/** The page for a link that is not ours, not whole, or void. */
export function badSurveyLinkPage(look: PageBrand): string {
  const { bad, badMore } = surveyPageWords[languageOf(look.locale)];
  return brandedPage(look, bad, notePage(bad, badMore));
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
