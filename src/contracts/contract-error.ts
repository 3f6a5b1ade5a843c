const mostFields = 20;
const longestPath = 120;
const longestProblem = 200;

/** A field that does not fit, and why; never what it held. */
export interface Misfit {
  readonly path: string;
  readonly problem: string;
}

/**
 * An event that does not fit its contract. Says which fields and why, never what they held; of many fields it names the
 * first twenty. Retrying does not help.
 */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly retryable = false;
  readonly fields: readonly Misfit[];

  /** @param type the event, by a name of ours: it is said as it is */
  constructor(type: string, misfits: readonly Misfit[]) {
    const fields = misfits.slice(0, mostFields).map(shortened);
    const named = fields.map(({ path, problem }) => `${path} ${problem}`).join('; ');
    const more = misfits.length - fields.length;
    super(`${type} does not fit its contract: ${named}${more > 0 ? `; and ${more} more` : ''}`);
    this.fields = fields;
  }
}

function shortened({ path, problem }: Misfit): Misfit {
  return { path: cut(path, longestPath), problem: cut(problem, longestProblem) };
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
