import * as z from 'zod/mini';
import { ContractError } from '../commerce/values/contract-error.ts';

const keySchema = z.object({ pk: z.string(), sk: z.string() });

const requestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('audience'), journey: z.string(), from: z.optional(keySchema) }),
  z.object({ do: z.literal('segments'), from: z.optional(keySchema) }),
]);

/** A request of `npm run journeys -- audience` or `-- segments` to the function `sweep-customers`: one part of the customers. */
export type AudienceRequest = z.output<typeof requestSchema>;

/** True for a message that is a request of a person, and no page of a sweep. */
export function isAudienceRequest(message: object): message is AudienceRequest {
  return 'do' in message;
}

/**
 * Reads a request.
 * @throws ContractError when it is none
 */
export function readAudienceRequest(request: unknown): AudienceRequest {
  const { data } = requestSchema.safeParse(request);
  if (data) return data;
  throw new ContractError('audience request', [{ path: 'request', problem: 'is missing or wrong' }]);
}

/** A customer's place in the count: may enter, or the first reason why not. */
export type Standing =
  | 'may-enter'
  | 'not-in-segment'
  | 'not-in-audience'
  | 'no-address'
  | 'suppressed'
  | 'no-consent'
  | 'already-in'
  | 'undecided';

/** A customer as a person may recognize them: the store's own id, and an address with most of it masked. */
export interface SampleCustomer {
  readonly id?: string;
  readonly address?: string;
}

/** The count of one part of the customers. */
export interface AudiencePage {
  /** The number of customers that were looked at. */
  readonly customers: number;
  /** By {@link Standing}, or for segments by the segment's name. */
  readonly counts: Readonly<Record<string, number>>;
  /** A few of those who may enter; for segments nobody. */
  readonly sample: readonly SampleCustomer[];
  /** Behind which item the next part begins; nothing at the end. */
  readonly next?: { readonly pk: string; readonly sk: string };
}
