import { describeProblems, type Problem } from '../../src/journey/reading/problem.ts';
import type { Saying } from '../../src/journey/reading/saying.ts';

/** Takes note of a problem in the file at hand: where (both from 1), what is wrong, what to write instead. */
export type ReportProblem = (line: number, column: number, message: Saying, suggestion: Saying) => void;

/** Messages that cannot be built: every problem of them at once. Only editing the files helps. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems));
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
