import { describeProblem, type Problem } from '../../src/journey/reading/problem.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';

/** Takes note of a problem in the file at hand: where (both from 1), what is wrong, what to write instead. */
export type ReportProblem = (line: number, column: number, message: string, suggestion: string) => void;

/** Messages that cannot be built: every problem of them at once. Only editing the files helps. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describe).join('\n'));
    this.problems = problems;
  }
}

/**
 * A report that notes problems of one file.
 * @param source the file's text; '' for a file that is missing
 */
export function reportInto(problems: Problem[], file: string, source: string): ReportProblem {
  const lines = source.split('\n');
  return (line, column, message, suggestion) => {
    const sourceLine = lines[line - 1]?.trimEnd() ?? '';
    problems.push({ file, line, column, text: sourceLine.slice(column - 1), sourceLine, message, suggestion });
  };
}

/** `did you mean "cart.url"?` when one of the candidates is near, else the advice. */
export function nearestOr(advice: string, word: string, candidates: readonly string[]): string {
  const near = suggest(word, candidates);
  return near.startsWith('did you mean') ? near : advice;
}

/** The problem with its line and a caret; of an empty line only what is wrong. */
function describe(problem: Problem): string {
  const text = describeProblem(problem);
  return problem.sourceLine === '' ? String(text.split('\n')[0]) : text;
}
