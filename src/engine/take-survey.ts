import { identityKinds } from '../commerce/customer/identity.ts';
import { withoutUndefined } from '../commerce/in-message.ts';
import { faces } from '../commerce/survey/scale.ts';
import { hasExpired, readSurveyToken, type SurveyClaim } from '../links/survey.ts';
import { isPassing } from '../model/errors.ts';
import type { Profile } from '../model/profile.ts';
import { toIso } from '../policy/time/timing.ts';
import type { History } from '../stores/history.ts';
import type { PageBrand } from '../web/branded.ts';
import { type AnswerFields, type Draft, readDraft } from '../web/survey/form.ts';
import {
  badSurveyLinkPage,
  closedPage,
  expiredPage,
  type ShownSurvey,
  surveyPage,
  thanksPage,
} from '../web/survey/page.ts';
import { pageBrand } from './page-brand.ts';
import type { Ports, SurveyAnswered } from './ports.ts';
import { shownSurvey } from './shown-survey.ts';

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

/**
 * Any method but POST shows the question and changes nothing, because programs that scan mails follow their links; POST
 * puts the answer on the bus. A foreign link and an invalid answer are 400; an unknown customer, a survey that the shop has no
 * more and a link that is too old are 410; trouble that passes is 503. Nothing is stored then.
 */
export async function takeSurvey(request: SurveyRequest, ports: SurveyPorts): Promise<SurveyPage> {
  const { token } = request;
  const { keys, settings, clock } = ports;
  const claim = token === undefined ? undefined : readSurveyToken(token, keys);
  if (token === undefined || claim === undefined) {
    return { status: 400, html: badSurveyLinkPage(pageBrand(settings, request.language ?? settings.locales[0])) };
  }
  const look = pageBrand(settings, claim.locale);
  if (hasExpired(claim, clock())) return { status: 410, html: expiredPage(look) };
  const asked = claim.name === undefined ? undefined : shownSurvey(settings, claim.name, claim.locale);
  if (claim.name !== undefined && asked === undefined) return { status: 410, html: closedPage(look) };
  return answerTo(request, { claim, token, look, asked }, ports);
}

/** A link of ours that is good, and the page that it leads to. */
interface Question {
  readonly claim: SurveyClaim;
  readonly token: string;
  readonly look: PageBrand;
  readonly asked: ShownSurvey | undefined;
}

async function answerTo(
  request: SurveyRequest,
  { claim, token, look, asked }: Question,
  ports: SurveyPorts,
): Promise<SurveyPage> {
  const { flaw, ...answer } = readDraft(request, asked);
  const form = { token, ...answer };
  if (request.method !== 'POST') return { status: 200, html: surveyPage(look, form, asked) };
  if (flaw !== undefined) return { status: 400, html: surveyPage(look, form, asked, flaw) };
  const outcome = await take(claim, { ...answer, ...(asked?.kind === 'faces' && { outOf: faces.length }) }, ports);
  if (outcome === 'not-taken') return { status: 503, html: surveyPage(look, form, asked, 'not-taken') };
  return outcome === 'closed'
    ? { status: 410, html: closedPage(look) }
    : { status: 200, html: thanksPage(look, answer, asked) };
}

/** A score or a choice, and a comment that may be empty. */
interface Answer extends Draft {
  readonly outOf?: typeof faces.length;
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

function stands(history: History, { survey }: SurveyClaim, { score, choice, comment }: Answer): boolean {
  const known = history.fact('survey', survey);
  return known?.score === score && known?.choice === choice && known !== undefined && (known.comment ?? '') === comment;
}

/** The event, as the store would send it. */
function answered(
  { profile }: History,
  { survey, order, name }: SurveyClaim,
  { score, outOf, choice, comment }: Answer,
  { keys, settings, clock }: Pick<SurveyPorts, 'keys' | 'settings' | 'clock'>,
): SurveyAnswered {
  const said = withoutUndefined({ name, score, outOf, choice, ...(comment !== '' && { comment }) });
  return {
    version: 1,
    id: `answer-${keys.hash('answer', JSON.stringify([survey, choice ?? score, comment]))}`,
    occurredAt: toIso(clock()),
    shop: settings.shop,
    customer: named(profile),
    survey: { id: survey, ...said },
    ...(order !== undefined && { order: { id: order } }),
  };
}

/** The customer by their strongest identity alone: whatever else is said again might undo a change that is on its way. */
function named({ identities }: Profile): SurveyAnswered['customer'] {
  const strongest = identityKinds.find((kind) => identities[kind] !== undefined) ?? 'id';
  return { [strongest]: identities[strongest] };
}
