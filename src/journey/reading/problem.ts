import type { Position } from '../model/position.ts';
import { type Saying, tell, type Wordings } from './saying.ts';
import { isWide } from './text-width.ts';

/** One thing that is wrong with a file under statemachines/, and what to do about it. */
export interface Problem extends Position {
  readonly file: string;
  /** The offending text as the file has it. */
  readonly text: string;
  /** The whole line that contains it. */
  readonly sourceLine: string;
  readonly message: Saying;
  /** The suggested text instead. */
  readonly suggestion?: Saying;
}

/** A file under statemachines/ that cannot be used: every problem of it at once. Only editing the file helps. */
export class JourneyError extends Error {
  override readonly name = 'JourneyError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort(byPlace);
    super(describeProblems(sorted));
    this.problems = sorted;
  }
}

/** The problems one below the other. @param wordings of the language; without them English */
export function describeProblems(problems: readonly Problem[], wordings?: Wordings): string {
  return problems.map((problem) => describeProblem(problem, wordings)).join('\n');
}

/**
 * The problem as a person reads it: place, what, what to do; then the line and a caret under the place. Of an empty line
 * only what is wrong.
 * @param wordings of the language; without them English
 */
export function describeProblem(problem: Problem, wordings: Wordings = {}): string {
  const { file, line, column, sourceLine } = problem;
  const head = `${file}:${line}:${column} ${sentenceOf(problem, wordings)}`;
  if (sourceLine.trim() === '') return head;
  return `${head}\n${sourceLine}\n${blank(sourceLine.slice(0, column - 1))}^`;
}

/** What is wrong and how to mend it, in one sentence. */
export function sentenceOf(
  { message, suggestion }: Pick<Problem, 'message' | 'suggestion'>,
  wordings: Wordings,
): string {
  const [what, mend] = [tell(message, wordings), suggestion === undefined ? undefined : tell(suggestion, wordings)];
  const [colon, stop] = [wordings[':'] ?? ': ', wordings['.'] ?? '.'];
  const sentence = mend === undefined ? what : `${what}${colon}${mend}`;
  return /[.?!。？！]["」]?$/.test(sentence) ? sentence : `${sentence}${stop}`;
}

/** Spaces as wide as the text: tabs stay, and a full-width character gives a full-width space. */
function blank(text: string): string {
  return [...text].map((character) => (character === '\t' ? '\t' : isWide(character) ? '\u3000' : ' ')).join('');
}

/** By file, line and column. */
export function byPlace(one: Problem, other: Problem): number {
  return one.file.localeCompare(other.file) || one.line - other.line || one.column - other.column;
}
