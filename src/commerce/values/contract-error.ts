const mostFields = 20;
const longestPath = 120;
const longestProblem = 200;

/** A field that does not fit, and why. Never its value. */
export interface FieldProblem {
  readonly path: string;
  readonly problem: string;
}

/**
 * An event that does not fit its contract. Names the first twenty fields that do not fit, and why; never their values.
 * Retrying does not help.
 */
export class ContractError extends Error {
  override readonly name = 'ContractError';
  readonly fields: readonly FieldProblem[];

  /** @param type the event's name; never text from outside */
  constructor(type: string, problems: readonly FieldProblem[]) {
    const fields = problems.slice(0, mostFields).map(shortened);
    const named = fields.map(({ path, problem }) => `${path} ${problem}`).join('; ');
    const more = problems.length - fields.length;
    super(`${type} does not fit its contract: ${named}${more > 0 ? `; and ${more} more` : ''}`);
    this.fields = fields;
  }
}

function shortened({ path, problem }: FieldProblem): FieldProblem {
  return { path: truncate(path, longestPath), problem: truncate(problem, longestProblem) };
}

function truncate(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
