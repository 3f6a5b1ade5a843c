import type { Position } from '../model/position.ts';
import { isWide } from './text-width.ts';

/** One thing that is wrong with a file under statemachines/, and what to do about it. */
export interface Problem extends Position {
  readonly file: string;
  /** The offending text as the file has it. */
  readonly text: string;
  /** The whole line that contains it. */
  readonly sourceLine: string;
  readonly message: string;
  /** The suggested text instead. */
  readonly suggestion?: string;
}

/** A file under statemachines/ that cannot be used: every problem of it at once. Only editing the file helps. */
export class JourneyError extends Error {
  override readonly name = 'JourneyError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort(byPlace);
    super(sorted.map(describeProblem).join('\n'));
    this.problems = sorted;
  }
}

/** The problem as a person reads it: place, what, what to do; then the line and a caret under the place. */
export function describeProblem(problem: Problem): string {
  const { file, line, column, message, suggestion, sourceLine } = problem;
  const what = suggestion === undefined ? message : `${message}: ${suggestion}`;
  return `${file}:${line}:${column} ${what}\n${sourceLine}\n${blank(sourceLine.slice(0, column - 1))}^`;
}

/** Spaces as wide as the text: tabs stay, and a full-width character gives a full-width space. */
function blank(text: string): string {
  return [...text].map((character) => (character === '\t' ? '\t' : isWide(character) ? '\u3000' : ' ')).join('');
}

function byPlace(one: Problem, other: Problem): number {
  return one.file.localeCompare(other.file) || one.line - other.line || one.column - other.column;
}
