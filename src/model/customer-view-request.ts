import * as z from 'zod/mini';
import type { Noun } from '../commerce/events.ts';
import type { FactKind, SubjectFacts } from '../commerce/nouns.ts';
import { ContractError } from '../commerce/values/contract-error.ts';
import { subjectKinds } from './subject.ts';

const requestSchema = z.object({
  do: z.literal('preview'),
  /** An address, the store's id of a customer, or the key of one. */
  customer: z.string().check(z.minLength(1), z.maxLength(512)),
  oncePer: z.enum(subjectKinds),
  /** The event that starts the journey, if one does: the last of the facts that it made is shown. */
  on: z.optional(z.string()),
});

/** A request of `npm run journeys -- preview --customer` to the function `sweep-customers`. */
export type CustomerViewRequest = z.output<typeof requestSchema>;

/** What a message of the journey would show of the customer; no address, no consent, and nothing of other subjects. */
export interface CustomerView {
  readonly name?: string;
  readonly locale?: string;
  readonly facts: SubjectFacts;
}

/** Why nothing can be shown: no such customer, or nothing of a kind that the journey is about. */
export interface NothingToShow {
  readonly missing: 'customer' | FactKind | Noun;
}

/** True for a message that asks for one customer, rather than for a count. */
export function isCustomerViewRequest(message: object): message is CustomerViewRequest {
  return 'do' in message && message.do === 'preview';
}

/**
 * Reads a request.
 * @throws ContractError when it is none
 */
export function readCustomerViewRequest(request: unknown): CustomerViewRequest {
  const { data } = requestSchema.safeParse(request);
  if (data) return data;
  throw new ContractError('preview request', [{ path: 'request', problem: 'is missing or wrong' }]);
}
