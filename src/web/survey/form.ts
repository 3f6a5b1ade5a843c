import { longestComment } from '../../commerce/survey/scale.ts';
import { multiLine, truncate } from '../../commerce/values/text.ts';
import type { SurveyKind } from '../../model/survey.ts';

/** The form's body as the HTTP API hands it over: in base64, because it is no text by its content type. */
export interface FormBody {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** The fields of a request: as written, or left out. */
export interface AnswerFields {
  readonly score?: string | undefined;
  readonly choice?: string | undefined;
  readonly comment?: string | undefined;
}

/** The fields of the form that a browser has posted. */
export function readAnswerForm({ body = '', isBase64Encoded }: FormBody): AnswerFields {
  const fields = new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
  const [score, choice, comment] = ['score', 'choice', 'comment'].map((name) => fields.get(name) ?? undefined);
  return { score, choice, comment };
}

/** An answer in the making: a score, or the name of an option. */
export interface Draft {
  readonly score?: number | undefined;
  readonly choice?: string | undefined;
  readonly comment: string;
}

/** Why a draft is no answer yet. */
export type Flaw = 'no-score' | 'no-answer' | 'too-long';

/** The answers that a survey takes: scores within a range, or one of its options. */
export interface AnswerRange {
  readonly kind: SurveyKind;
  /** By their names; empty unless it has choices. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** "How was it", from 0 to 10: the survey of links that name none. */
export const howWasIt: AnswerRange = { kind: 'nps', options: {} };

/** A draft, and what is wrong with it if anything is. A comment that is too long is truncated, so that it fits next time. */
export function readDraft(
  { score, choice, comment = '' }: AnswerFields,
  { kind, options }: AnswerRange = howWasIt,
): Draft & { readonly flaw?: Flaw } {
  const tidied = multiLine(comment); // as the contract will have it
  const kept = { comment: truncate(tidied, longestComment) };
  const chosen = choice !== undefined && Object.hasOwn(options, choice) ? choice : undefined;
  const draft: Draft = kind === 'choices' ? { ...kept, choice: chosen } : { ...kept, score: readScore(score, kind) };
  if (tidied.length > longestComment) return { ...draft, flaw: 'too-long' };
  if (draft.score !== undefined || chosen !== undefined) return draft;
  return { ...draft, flaw: kind === 'nps' ? 'no-score' : 'no-answer' };
}

function readScore(text: string | undefined, kind: AnswerRange['kind']): number | undefined {
  const allowed = kind === 'faces' ? /^[1-5]$/ : /^(\d|10)$/;
  return text !== undefined && allowed.test(text) ? Number(text) : undefined;
}
