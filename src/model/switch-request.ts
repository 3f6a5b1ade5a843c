import * as z from 'zod/mini';
import { ContractError } from '../commerce/values/contract-error.ts';
import { isOperatorName } from './customer-request.ts';
import { pausable, type SwitchScope } from './switches.ts';

const scopePattern = new RegExp(`^(all|(${pausable.join('|')})#[a-z0-9-]{1,80})$`);

const scope = z.string().check(z.regex(scopePattern));
const by = z.string().check(z.refine(isOperatorName));

const requestSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('show') }),
  z.object({ do: z.enum(['pause', 'resume']), scope, by }),
]);

/** A request of `npm run sending` to the function `manage-switches`. */
export type SwitchRequest =
  | { readonly do: 'show' }
  | { readonly do: 'pause' | 'resume'; readonly scope: SwitchScope; readonly by: string };

/**
 * Reads a request.
 * @throws ContractError naming the fields that do not fit
 */
export function readSwitchRequest(request: unknown): SwitchRequest {
  const { data, error } = requestSchema.safeParse(request);
  if (data) return data as SwitchRequest; // the pattern is that of a scope
  const fields = new Set(error?.issues.map(({ path }) => path.join('.') || 'request'));
  throw new ContractError(
    'switch request',
    [...fields].map((path) => ({ path, problem: 'is missing or wrong' })),
  );
}

/** A pause or a change for people. Times are ISO 8601. */
export interface SwitchReport {
  readonly paused: readonly { readonly scope: SwitchScope; readonly at: string; readonly by: string }[];
  readonly changes: readonly {
    readonly scope: SwitchScope;
    readonly to: 'paused' | 'resumed';
    readonly at: string;
    readonly by: string;
  }[];
  /** False if everything was in that state already. */
  readonly changed?: boolean;
}
