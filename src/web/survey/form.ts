import { longestComment } from '../../commerce/survey/scale.ts';
import { multiLine, truncate } from '../../commerce/values/text.ts';

/** The form's body as the HTTP API hands it over: in base64, because it is no text by its content type. */
export interface FormBody {
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** The fields of a request: as written, or left out. */
export interface AnswerFields {
  readonly score?: string | undefined;
  readonly comment?: string | undefined;
}

/** The fields of the form that a browser has posted. */
export function readAnswerForm({ body = '', isBase64Encoded }: FormBody): AnswerFields {
  const fields = new URLSearchParams(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
  return { score: fields.get('score') ?? undefined, comment: fields.get('comment') ?? undefined };
}

/** An answer in the making. */
export interface Draft {
  readonly score: number | undefined;
  readonly comment: string;
}

/** Why a draft is no answer yet. */
export type Flaw = 'no-score' | 'too-long';

/** A draft, and what is wrong with it if anything is. A comment that is too long is truncated, so that it fits next time. */
export function readDraft({ score, comment = '' }: AnswerFields): Draft & { readonly flaw?: Flaw } {
  const tidied = multiLine(comment); // as the contract will have it
  const draft = { score: readScore(score), comment: truncate(tidied, longestComment) };
  if (tidied.length > longestComment) return { ...draft, flaw: 'too-long' };
  return draft.score === undefined ? { ...draft, flaw: 'no-score' } : draft;
}

function readScore(text: string | undefined): number | undefined {
  return text !== undefined && /^(\d|10)$/.test(text) ? Number(text) : undefined;
}
