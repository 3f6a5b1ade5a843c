import * as z from 'zod/mini';
import { ContractError } from '../commerce/values/contract-error.ts';

/**
 * The default validity of links signed with the previous key: longer than a year, so that a yearly mail has its link.
 */
export const usualKeepDays = 400;

const requestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('webhook-key') }),
  z.object({ do: z.literal('link-keys') }),
  z.object({
    do: z.literal('rotate-link-key'),
    /** The validity of links signed with the previous key; 0 when it has leaked. */
    keepDays: z.int().check(z.minimum(0), z.maximum(3650)),
  }),
]);

/** A request of `npm run secret` to the function `manage-secret`. */
export type SecretRequest = z.output<typeof requestSchema>;

/**
 * Reads a request.
 * @throws ContractError when it is none
 */
export function readSecretRequest(request: unknown): SecretRequest {
  const { data } = requestSchema.safeParse(request);
  if (data) return data;
  throw new ContractError('secret request', [{ path: 'request', problem: 'is missing or wrong' }]);
}

/** The keys of links, the one that signs first. The keys themselves never leave the function. */
export interface LinkKeyReport {
  readonly linkKeys: readonly {
    readonly id: string;
    /** Until when links that it signed are good, ISO 8601. The one that signs has no end. */
    readonly until?: string;
  }[];
}

/** The key that webhooks are checked with, in hexadecimal digits. */
export interface WebhookKey {
  readonly webhookKey: string;
}
