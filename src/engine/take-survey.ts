import { identityKinds } from '../commerce/customer/identity.ts';
import { readSurveyToken, type SurveyClaim } from '../links/survey.ts';
import { isPassing } from '../model/errors.ts';
import type { Profile } from '../model/profile.ts';
import { toIso } from '../policy/time/timing.ts';
import type { History } from '../stores/history.ts';
import { type AnswerFields, readDraft } from '../web/survey/form.ts';
import { badSurveyLinkPage, closedPage, surveyPage, thanksPage } from '../web/survey/page.ts';
import { pageBrand } from './page-brand.ts';
import type { Ports, SurveyAnswered } from './ports.ts';

/** A request on a survey's link: on GET the score that was clicked, on POST what the form says. */
export interface SurveyRequest extends AnswerFields {
  readonly method: string;
  readonly token: string | undefined;
  /** The browser's Accept-Language, for a link that says no language itself. */
  readonly language: string | undefined;
}

type SurveyPorts = Pick<Ports, 'keys' | 'settings' | 'clock' | 'publishAnswer' | 'failed'> & {
  readonly stores: Pick<Ports['stores'], 'customers'>;
};

export interface SurveyPage {
  readonly status: 200 | 400 | 410 | 503;
  readonly html: string;
}

/** A score, and a comment that may be empty. */
interface Answer {
  readonly score: number;
  readonly comment: string;
}

/**
 * Any method but POST shows the question and changes nothing, because programs that scan mails follow their links; POST
 * puts the answer on the bus. A foreign link and an invalid answer are 400, an unknown customer is 410, and trouble
 * that passes is 503: nothing is stored then.
 */
export async function takeSurvey(request: SurveyRequest, ports: SurveyPorts): Promise<SurveyPage> {
  const { token } = request;
  const { keys, settings } = ports;
  const claim = token === undefined ? undefined : readSurveyToken(token, keys);
  if (token === undefined || claim === undefined) {
    return { status: 400, html: badSurveyLinkPage(pageBrand(settings, request.language ?? settings.locales[0])) };
  }
  const look = pageBrand(settings, claim.locale);
  const { flaw, score, comment } = readDraft(request);
  const form = { token, score, comment };
  if (request.method !== 'POST') return { status: 200, html: surveyPage(look, form) };
  if (flaw !== undefined || score === undefined) return { status: 400, html: surveyPage(look, form, flaw) };
  const outcome = await take(claim, { score, comment }, ports);
  if (outcome === 'not-taken') return { status: 503, html: surveyPage(look, form, 'not-taken') };
  return outcome === 'closed'
    ? { status: 410, html: closedPage(look) }
    : { status: 200, html: thanksPage(look, score) };
}

/** Puts the answer on the bus, unless it is already known: a form that is sent twice is one answer. */
async function take(
  claim: SurveyClaim,
  answer: Answer,
  { stores, publishAnswer, failed, ...rest }: SurveyPorts,
): Promise<'taken' | 'closed' | 'not-taken'> {
  try {
    const history = await stores.customers.peek(claim.customer);
    if (history === undefined) return 'closed';
    if (!stands(history, claim, answer)) await publishAnswer(answered(history, claim, answer, rest));
    return 'taken';
  } catch (error) {
    if (!isPassing(error)) throw error;
    failed(error);
    return 'not-taken';
  }
}

function stands(history: History, { survey }: SurveyClaim, { score, comment }: Answer): boolean {
  const known = history.fact('survey', survey);
  return known?.score === score && (known.comment ?? '') === comment;
}

/** The event, as the store would send it. */
function answered(
  { profile }: History,
  { survey, order }: SurveyClaim,
  { score, comment }: Answer,
  { keys, settings, clock }: Pick<SurveyPorts, 'keys' | 'settings' | 'clock'>,
): SurveyAnswered {
  return {
    version: 1,
    id: `answer-${keys.hash('answer', JSON.stringify([survey, score, comment]))}`,
    occurredAt: toIso(clock()),
    shop: settings.shop,
    customer: named(profile),
    survey: { id: survey, score, ...(comment !== '' && { comment }) },
    ...(order !== undefined && { order: { id: order } }),
  };
}

/** The customer by their strongest identity alone: whatever else is said again might undo a change that is on its way. */
function named({ identities }: Profile): SurveyAnswered['customer'] {
  const strongest = identityKinds.find((kind) => identities[kind] !== undefined) ?? 'id';
  return { [strongest]: identities[strongest] };
}
