import type { Keys } from '../secrets/keys.ts';

/** The claim in a survey's link: one question to one customer. */
export interface SurveyClaim {
  readonly customer: string;
  /** The run that asks, which is the survey's id too: each run has one answer, the last one given. */
  readonly survey: string;
  /** The language that the mail was in, and the page will be. */
  readonly locale: string;
  /** The order that the question is about, if it is about one. */
  readonly order?: string;
}

/** Sets the tokens apart from those of other links, which the same key signs. */
const use = 'survey';

/**
 * The signed link to a survey's page; a mail adds `&score=` with the customer's choice. Its token holds the keys of
 * customer and run, the locale and the store's id of the order, and no personal data. It does not expire: it is good
 * for this one answer only.
 */
export function surveyLink({ customer, survey, locale, order }: SurveyClaim, keys: Keys, baseUrl: string): string {
  const about = order === undefined ? [] : [Buffer.from(order).toString('base64url')];
  return `${baseUrl}/survey?t=${keys.sign([use, customer, survey, locale, ...about].join('.'))}`;
}

/** The claim in a link's token; undefined when we did not sign it for a survey, or it has been changed. */
export function readSurveyToken(token: string, keys: Keys): SurveyClaim | undefined {
  const [found, customer, survey, locale, about] = keys.verify(token)?.split('.') ?? [];
  if (found !== use || !customer || !survey || !locale) return undefined;
  return { customer, survey, locale, ...(about && { order: Buffer.from(about, 'base64url').toString() }) };
}
