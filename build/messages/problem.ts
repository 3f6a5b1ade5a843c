/** Something in a message file that its author has to put right. Lines and columns count from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly problem: string;
}

/** Takes note of a problem in the file at hand. */
export type Report = (line: number, column: number, problem: string) => void;

/** Messages that cannot be built: every problem, one a line, as `file:line:column what is wrong`. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ file, line, column, problem }) => `${file}:${line}:${column} ${problem}`).join('\n'));
    this.problems = problems;
  }
}

/** `; did you mean "subject"?` when one of the candidates is close to the word, else the fallback. */
export function suggestion(word: string, candidates: Iterable<string>, fallback = ''): string {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best === undefined ? fallback : `; did you mean "${best}"?`;
}

/** Levenshtein's distance: how many letters to add, drop or change. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= to.length; column++) {
      const change = (row[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
