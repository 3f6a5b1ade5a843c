import * as z from 'zod/mini';
import { ContractError } from '../commerce/values/contract-error.ts';

/** How long the secret before stays valid; hours. Long enough to change it at the platform. */
export const usualKeepHours = 48;

const name = z.string().check(z.minLength(1), z.maxLength(64));
const value = z.string().check(z.minLength(8), z.maxLength(4096));

const requestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('status') }),
  z.object({
    do: z.literal('secret'),
    connector: name,
    value,
    /** 0 when the secret before has leaked. */
    keepHours: z.number().check(z.minimum(0), z.maximum(24 * 30)),
  }),
  z.object({
    do: z.literal('credential'),
    connector: name,
    name,
    value: z.string().check(z.minLength(1), z.maxLength(4096)),
  }),
]);

/** A request of `npm run connectors` to the function `manage-connectors`. */
export type ConnectorRequest = z.output<typeof requestSchema>;

/** Reads a request. @throws ContractError when it is none */
export function readConnectorRequest(request: unknown): ConnectorRequest {
  const { data } = requestSchema.safeParse(request);
  if (data) return data;
  throw new ContractError('connector request', [{ path: 'request', problem: 'is missing or wrong' }]);
}

/** A connector as it stands on a stage. Times are ISO 8601. The secrets themselves never leave the function. */
export interface ConnectorStanding {
  readonly name: string;
  readonly secrets: readonly { readonly since: string; readonly until?: string }[];
  /** The names of the credentials that are set. */
  readonly credentials: readonly string[];
  /** The names of the settings that the stage gives it. Undefined: of a version that did not say. */
  readonly settings?: readonly string[];
  readonly lastDeliveryAt?: string;
  /** The longest pause between two deliveries, in hours. */
  readonly longestGapHours?: number;
  readonly reconciledTo?: string;
}

export interface ConnectorReport {
  readonly connectors: readonly ConnectorStanding[];
}
