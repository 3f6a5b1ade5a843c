import { faceNames, faces, longestComment, scores } from '../../commerce/survey/scale.ts';
import type { SurveyKind } from '../../model/survey.ts';
import { brandedPage, type PageBrand } from '../branded.ts';
import { type Html, html } from '../html.ts';
import { languageOf } from '../language.ts';
import type { Draft } from './form.ts';
import { type Notice, type SurveyWords, surveyPageWords } from './words.ts';

/** The content of the form: the link's token, and the choices and text so far. */
export interface Form extends Draft {
  readonly token: string;
}

/** A survey in the language of its page. */
export interface ShownSurvey {
  readonly kind: SurveyKind;
  readonly question: string;
  /** The options by their names, in words; empty unless it has choices. */
  readonly options: Readonly<Record<string, string>>;
}

/**
 * The page that asks, and changes nothing.
 * @param asked undefined for "how was it"
 * @param notice why it is shown again
 */
export function surveyPage(look: PageBrand, form: Form, asked: ShownSurvey | undefined, notice?: Notice): string {
  const texts = surveyPageWords[languageOf(look.locale)];
  const question = asked?.question ?? texts.question;
  return brandedPage(look, question, formHtml(texts, form, asked, notice, look));
}

/** The page after an answer. */
export function thanksPage(look: PageBrand, { score }: Draft, asked: ShownSurvey | undefined): string {
  const { thanks, thanksMore, thanksAgain } = surveyPageWords[languageOf(look.locale)];
  const isNumber = score !== undefined && asked?.kind !== 'faces';
  return brandedPage(look, thanks, notePage(thanks, isNumber ? thanksMore(score) : thanksAgain));
}

/** The page for an answer that comes too late. */
export function expiredPage(look: PageBrand): string {
  const { expired, expiredMore } = surveyPageWords[languageOf(look.locale)];
  return brandedPage(look, expired, notePage(expired, expiredMore));
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

function formHtml(
  texts: SurveyWords,
  form: Form,
  asked: ShownSurvey | undefined,
  notice: Notice | undefined,
  { locale }: PageBrand,
): Html {
  return html`<form method="post" action="?t=${encodeURIComponent(form.token)}">
${notice && html`<p class="notice" role="alert">${texts.flaws[notice]}</p>`}
<fieldset><legend><h1>${asked?.question ?? texts.question}</h1></legend>
${answersHtml(texts, form, asked, locale)}</fieldset>
<label for="comment">${asked?.kind === 'choices' ? texts.more : texts.why}</label>
<p class="more" id="more">${texts.whyMore}</p>
<textarea id="comment" name="comment" rows="5" maxlength="${longestComment}" aria-describedby="more">
${form.comment}</textarea>
<button>${texts.send}</button>
</form>`;
}

function answersHtml(texts: SurveyWords, { score, choice }: Form, asked: ShownSurvey | undefined, locale: string) {
  if (asked?.kind === 'choices') return optionsHtml(asked.options, choice);
  if (asked?.kind === 'faces') return facesHtml(score, locale);
  const [lowest, highest] = asked === undefined ? [texts.lowest, texts.highest] : [texts.unlikely, texts.likely];
  return html`<p class="ends"><span>${lowest}</span><span>${highest}</span></p>
<div class="scores">${choices(score)}</div>`;
}

function facesHtml(chosen: number | undefined, locale: string): Html {
  const names = faceNames[languageOf(locale)];
  const each = faces.map((_, at) => {
    const checked = at + 1 === chosen && html` checked`;
    return html`<label><input type="radio" name="score" value="${at + 1}" required${checked}><span>${faceHtml(at)}${names[at]}</span></label>`;
  });
  return html`<div class="scores faces">${each}</div>`;
}

/** A drawn face: the device may have no picture of an emoji. The mouth goes from a frown to a smile. */
function faceHtml(at: number): Html {
  const bend = 21 + (at - 2) * 2.5;
  return html`<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="14"/><path d="M11 12v1M21 12v1M10 ${21 - (at - 2)}q6 ${(bend - 21) * 1.6} 12 0"/></svg>`;
}

function optionsHtml(options: ShownSurvey['options'], chosen: string | undefined): Html {
  const each = Object.entries(options).map(([name, text]) => {
    const checked = name === chosen && html` checked`;
    return html`<label class="choice"><input type="radio" name="choice" value="${name}" required${checked}><span>${text}</span></label>
`;
  });
  return html`${each}`;
}

/** The question after an opt-out: never required, so it stands below the answer that the page is about. */
export function whyForm(look: PageBrand, token: string, asked: ShownSurvey): Html {
  const texts = surveyPageWords[languageOf(look.locale)];
  return html`<form class="apart" method="post" action="survey?t=${encodeURIComponent(token)}">
<fieldset><legend>${asked.question}</legend>
<p class="more">${texts.optional}</p>
${optionsHtml(asked.options, undefined)}</fieldset>
<label for="comment">${texts.more}</label>
<textarea id="comment" name="comment" rows="2" maxlength="${longestComment}"></textarea>
<button class="quiet">${texts.send}</button>
</form>`;
}

function choices(chosen: number | undefined): Html[] {
  const all = Array.from({ length: scores.highest - scores.lowest + 1 }, (_, index) => scores.lowest + index);
  return all.map((score) => {
    const checked = score === chosen && html` checked`;
    return html`<label><input type="radio" name="score" value="${score}" required${checked}><span>${score}</span></label>`;
  });
}
