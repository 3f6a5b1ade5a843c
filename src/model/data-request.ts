import * as z from 'zod/mini';
import { readSpeltAddress } from '../commerce/customer/channel.ts';
import { type IdentityKind, readSpeltChat } from '../commerce/customer/identity.ts';
import { ContractError } from '../commerce/values/contract-error.ts';
import type { WorkQueue } from './dead-letters.ts';

const who = z.string().check(z.minLength(1), z.maxLength(320));
const key = z.string().check(z.regex(/^[0-9a-f]{24}$/));

const requestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('find'), who }),
  z.object({ do: z.literal('erase'), customer: key, at: z.optional(z.number()), again: z.optional(z.number()) }),
  z.object({ do: z.literal('letters'), customer: key, queue: z.string() }),
  z.object({ do: z.literal('export'), customer: key, name: z.optional(key), after: z.optional(z.string()) }),
]);

/**
 * A request to the function `manage-data`, by `npm run customer` or by a schedule that looks after an erasure.
 * `who`: an address, the store's own id, or a customer's key. `at`: what happened by then is erased; now, if left out.
 * `again`: which of the later looks it is. `queue`: the name of the one whose dead letters are looked through. `name` and `after`: where the last page of an export ended.
 */
export type DataRequest = z.output<typeof requestSchema>;

/**
 * Reads a request.
 * @throws ContractError naming the fields that do not fit
 */
export function readDataRequest(request: unknown): DataRequest {
  const { data, error } = requestSchema.safeParse(request);
  if (data) return data;
  const fields = new Set(error?.issues.map(({ path }) => path.join('.') || 'request'));
  throw new ContractError(
    'data request',
    [...fields].map((path) => ({ path, problem: 'is missing or wrong' })),
  );
}

/** True if a message of a queue is a later look at an erasure. */
export function isLaterLook(message: unknown): boolean {
  const { data } = requestSchema.safeParse(message);
  return data?.do === 'erase' && data.again !== undefined;
}

/** What the function knows of a customer before anything is done: numbers, and no address. Times are ISO 8601. */
export interface FoundCustomer {
  readonly found: true;
  readonly customer: string;
  /** Set when the customer was erased; nothing else is known then. */
  readonly erasedAt?: string;
  /** The keys under which they are known. */
  readonly names: number;
  /** Stored items by kind. */
  readonly items: Readonly<Record<string, number>>;
  /** Their addresses, and how many of these others carry as well. */
  readonly addresses: number;
  readonly shared: number;
  /** The e-mail addresses and phone numbers, as they are spelt, where that is known. Functions of before leave it out. */
  readonly spelt?: readonly string[];
}

/** The answer when nobody is known by that address, id or key. */
export interface NothingHeld {
  readonly found: false;
  /** Customers who had the address before, and have another now: they are not found by it. */
  readonly former: number;
}

/** What an erasure did. Times are ISO 8601. */
export interface ErasureReport {
  readonly customer: string;
  /** What happened by then is erased, and is not taken in again. */
  readonly erasedAt: string;
  readonly names: number;
  /** Deleted items by kind. */
  readonly deleted: Readonly<Record<string, number>>;
  /** Addresses at which the customer is not named any more. */
  readonly addresses: number;
  readonly runsEnded: number;
  /** Requests to delete schedules: of first waits, and of messages that were to come back. */
  readonly schedules: number;
  /** When the functions look again for what was under way meanwhile. */
  readonly looksAgain: readonly string[];
  /** To an operator: the queues of dead letters, which are yet to be looked through, and the queues that are not reached. */
  readonly deadLetterQueues?: readonly string[];
  readonly workQueues?: readonly WorkQueue[];
}

/** One stored item of a customer; times are ISO 8601. */
export interface ExportedItem {
  readonly kind: string;
  /** The key of the customer under whom it is kept, and its place there. */
  readonly under: string;
  readonly place: string;
  readonly value: unknown;
}

/** What is kept of one of the customer's addresses. */
export interface ExportedAddress {
  readonly kind: string;
  /** The address, where the customer's own data spell it; else only its keyed hash is known. */
  readonly address?: string;
  readonly hash: string;
  readonly items: readonly { readonly place: string; readonly value: unknown }[];
}

/** A page of an export. */
export interface ExportPage {
  readonly customer: string;
  readonly names: readonly string[];
  readonly items: readonly ExportedItem[];
  /** On the last page. */
  readonly addresses?: readonly ExportedAddress[];
  /** Where the next page begins. */
  readonly next?: { readonly name: string; readonly after?: string };
}

/** True if a text is the key of a customer. */
export function isCustomerKey(text: string): boolean {
  return key.safeParse(text).success;
}

/** The identities that a text may be: an address, a name with its service (`instagram:@tea`), or the store's own id. */
export function identitiesIn(text: string): Readonly<Partial<Record<IdentityKind, string>>> & { readonly id: string } {
  const named = readSpeltAddress(text) ?? readSpeltChat(text);
  return { id: text, ...(named?.value !== undefined && { [named.kind]: named.value }) };
}
