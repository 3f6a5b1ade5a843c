import * as z from 'zod/mini';
import { ContractError } from '../commerce/values/contract-error.ts';
import { languages } from '../commerce/words.ts';

const lang = z.enum(languages);
const from = z.optional(z.object({ pk: z.string(), sk: z.string() }));

const requestSchema = z.discriminatedUnion('do', [
  /** `who`: the shop's id, an e-mail address, a phone number or a key. */
  z.object({ do: z.literal('customer'), who: z.string().check(z.minLength(1), z.maxLength(320)), lang }),
  /** `key`: of the ledger, or the provider's id. */
  z.object({ do: z.literal('message'), key: z.string().check(z.minLength(1), z.maxLength(300)), lang, from }),
  z.object({
    do: z.literal('day'),
    journey: z.string(),
    /** 2026-03-10, on the shop's clock. */
    day: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
    lang,
    limit: z.int().check(z.minimum(0), z.maximum(1000)),
    from,
  }),
]);

/** A request of `npm run why` to the function `explain-delivery`. */
export type ExplainRequest = z.output<typeof requestSchema>;

/**
 * Reads a request.
 * @throws ContractError naming the fields that do not fit, never what they hold
 */
export function readExplainRequest(request: unknown): ExplainRequest {
  const { data, error } = requestSchema.safeParse(request);
  if (data) return data;
  const fields = new Set(error?.issues.map(({ path }) => path.join('.') || 'request'));
  throw new ContractError(
    'explain request',
    [...fields].map((path) => ({ path, problem: 'is missing or wrong' })),
  );
}

/** A customer as a person may recognize them. Addresses are masked, except the one that was asked for. */
export interface ExplainedCustomer {
  readonly key: string;
  readonly id?: string;
  readonly name?: string;
  readonly addresses: readonly string[];
  readonly timeZone: string;
}

/** What happened, in sentences; the first says what, the others why. Times are ISO 8601. */
export interface ExplainedLine {
  readonly at: string;
  readonly kind: string;
  /** The day and the hour as the customer's clock shows them, ready to be read. */
  readonly day: string;
  readonly hour: string;
  readonly sentences: readonly string[];
  readonly messages?: readonly string[];
}

/** What is still to come; without a time whenever an event happens. */
export interface ExplainedPlan {
  readonly at?: string;
  /** Ready to be read. */
  readonly moment?: string;
  readonly sentences: readonly string[];
}

/** The answer about a customer. */
export interface CustomerExplanation {
  readonly customer: ExplainedCustomer;
  readonly asOf: string;
  /** When the customer's data were erased, if they were: nothing else is left of them. */
  readonly erasedAt?: string;
  /** Ready to be read: as of when, and the heading of what is to come. */
  readonly heads: {
    readonly asOf: string;
    readonly next: string;
    readonly nothing: string;
    readonly cut?: string;
    /** Said in place of the story of a customer who was erased. */
    readonly erased?: string;
  };
  readonly lines: readonly ExplainedLine[];
  readonly planned: readonly ExplainedPlan[];
  /** True if there is more than is read at once, or than an answer holds: the oldest is left out. */
  readonly isCut: boolean;
}

/** The answer about a message: the line and its customer's key, or where to look on. */
export interface MessageExplanation {
  readonly found?: { readonly customer: string; readonly line: ExplainedLine };
  /** The pages of the table that were read. */
  readonly pages: number;
  readonly next?: { readonly pk: string; readonly sk: string };
}

/** The answer about a journey's day, for a part of the table. */
export interface DayExplanation {
  /** How many, by outcome and reason, and by what began nothing; the names are ready to be read. */
  readonly counts: Readonly<Record<string, number>>;
  readonly lines: readonly (ExplainedLine & { readonly customer: string })[];
  readonly pages: number;
  readonly next?: { readonly pk: string; readonly sk: string };
}

/** The answer about a journey that the deployment does not have. */
export interface NoSuchJourney {
  /** The journeys that it has. */
  readonly journeys: readonly string[];
}

/** The result of looking for a customer whom nothing leads to. */
export interface NobodyFound {
  readonly nobody: true;
}
