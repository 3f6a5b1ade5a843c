import * as z from 'zod/mini';
import { type AddressKind, readSpeltAddress as readSpelt, type SpeltAddress } from '../commerce/customer/channel.ts';
import { normalise } from '../commerce/customer/identity.ts';
import { ContractError } from '../commerce/values/contract-error.ts';
import type { Suppression } from './profile.ts';

/** An e-mail address or a phone number, in the one spelling that it is found by. */
export type NamedAddress = SpeltAddress;

/** Reads an e-mail address, or a phone number in E.164. Undefined when the text is neither. */
export function readAddress(text: string): NamedAddress | undefined {
  const spelt = readSpelt(text);
  return spelt && { kind: spelt.kind, value: normalise(spelt.kind, spelt.value) };
}

/** An operator's name: one line of at most 100 visible characters. */
const nameSchema = z.string().check(z.trim(), z.regex(/^[^\p{C}\p{Zl}\p{Zp}]{1,100}$/u));

/** True if the text can be stored as the name of the operator who reopened an address. */
export function isOperatorName(text: string): boolean {
  return nameSchema.safeParse(text).success;
}

const address = z.string().check(z.refine((text) => readAddress(text) !== undefined));

const requestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('show'), address }),
  z.object({ do: z.literal('consent'), address }),
  z.object({
    do: z.literal('reopen'),
    address,
    /** The operator's name. */
    by: z.optional(nameSchema),
    /** The revision that was looked at: an address that has changed since is left alone. */
    seen: z.optional(z.int()),
  }),
]);

/** A request of `npm run customer` to the function `manage-customer`. */
export type CustomerRequest = z.output<typeof requestSchema>;

/**
 * Reads a request.
 * @throws ContractError naming the fields that do not fit, never what they hold
 */
export function readCustomerRequest(request: unknown): CustomerRequest {
  const { data, error } = requestSchema.safeParse(request);
  if (data) return data;
  const fields = new Set(error?.issues.map(({ path }) => path.join('.') || 'request'));
  throw new ContractError(
    'customer request',
    [...fields].map((path) => ({ path, problem: 'is missing or wrong' })),
  );
}

/** The state of an address. Times are ISO 8601. */
export interface AddressReport {
  readonly kind: AddressKind;
  /** 0 when nothing is known of it. */
  readonly revision: number;
  /** Why nothing at all is sent to it. */
  readonly suppressed?: { readonly reason: Suppression['reason']; readonly at: string };
  /** The opt-outs that stand, the last one first, each with the key of the customer in whose name it was said. */
  readonly optOuts: readonly (DatedSource & { readonly customer: string })[];
  /** The last agreement to marketing that named the address. */
  readonly granted?: DatedSource;
  readonly reopened?: { readonly at: string; readonly by?: string };
  /** When the owner of a number told it to stop: no text of any purpose goes there until they text START. */
  readonly stopped?: DatedSource;
  /** When somebody agreed to marketing who has not confirmed it yet, where the shop asks for that (double opt-in). */
  readonly pendingSince?: string;
  /** Until when the owner has paused marketing. */
  readonly pausedUntil?: string;
  /** Since when the owner wants at most one marketing message a week. */
  readonly lessOftenSince?: string;
  /** The topics of which something was said here that counts. */
  readonly topics?: readonly { readonly name: string; readonly state: 'on' | 'off' | 'pending' }[];
  /** Set while the service keeps it on its opt-out list: when it last refused to take it off, and when it does so at the latest. */
  readonly kept?: { readonly at: string; readonly until: string };
  readonly maySend: {
    readonly transactional: boolean;
    /**
     * `account`: nobody agreed for the address itself, so that only the consent of a customer's account lets it through.
     * `pending`: the same, and somebody agreed who has yet to confirm it.
     */
    readonly marketing: boolean | 'account' | 'pending';
  };
}

/** A word about consent: when it was said, and where. */
export interface DatedSource {
  readonly at: string;
  readonly source: string;
}

/** The result of reopening: done, not needed, or left alone because somebody else changed the address meanwhile. */
export interface Reopening {
  readonly outcome: 'reopened' | 'open' | 'changed';
  readonly address: AddressReport;
  /** What became of it on the service's own list of addresses that bounced, complained or opted out, if that was asked. `kept`: the service refused. */
  readonly ownList?: 'removed' | 'absent' | 'kept' | 'unknown';
}
