import { day } from '../commerce/values/time-units.ts';
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
  /** The survey's name in store.yaml; undefined for "how was it". */
  readonly name?: string;
  /** When the link was made, in epoch milliseconds. Links of old messages do not say. */
  readonly issuedAt?: number;
}

/** A survey's link is good for so long: later the customer hardly remembers, and the answer would mislead. */
const lifetime = 90 * day;

/** True if an answer comes too late to count. @param now epoch milliseconds */
export function hasExpired({ issuedAt }: SurveyClaim, now: number): boolean {
  return issuedAt !== undefined && now > issuedAt + lifetime;
}

/** Sets the tokens apart from those of other links, which the same key signs. */
const use = 'survey';

/**
 * The signed link to a survey's page; a mail adds `&score=` or `&choice=` with the customer's answer. Its token holds the
 * keys of customer and run, the locale, the store's id of the order and the survey's name, and no personal data.
 */
export function surveyLink(claim: SurveyClaim, keys: Keys, baseUrl: string): string {
  return `${baseUrl}/survey?t=${surveyToken(claim, keys)}`;
}

/** The token of such a link, for another page that leads there. */
export function surveyToken({ customer, survey, locale, order, name, issuedAt }: SurveyClaim, keys: Keys): string {
  const parts = [Buffer.from(order ?? '').toString('base64url'), name ?? '', issuedAt?.toString(36) ?? ''];
  while (parts.at(-1) === '') parts.pop();
  return keys.sign([use, customer, survey, locale, ...parts].join('.'));
}

/** The claim in a link's token; undefined when we did not sign it for a survey, or it has been changed. */
export function readSurveyToken(token: string, keys: Keys): SurveyClaim | undefined {
  const [found, customer, survey, locale, about, name, issuedAt] = keys.verify(token)?.split('.') ?? [];
  if (found !== use || !customer || !survey || !locale) return undefined;
  return {
    customer,
    survey,
    locale,
    ...(about && { order: Buffer.from(about, 'base64url').toString() }),
    ...(name && { name }),
    ...(issuedAt && { issuedAt: Number.parseInt(issuedAt, 36) }),
  };
}
