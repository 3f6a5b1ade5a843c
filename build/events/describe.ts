import { visibleLine } from '../../src/commerce/values/visible.ts';
import type { Verdict } from './verdict.ts';

/** A verdict as lines for the terminal. */
export function describeVerdict({ entry, id, problems, dropped, starts, ends }: Verdict): readonly string[] {
  const problemLines = problems.map(({ path, problem }) => `    ${visibleLine(`${path} ${problem}`.trim())}`);
  const name = [entry.place, typeof entry.type === 'string' ? entry.type : '', id ?? ''].filter((part) => part !== '');
  const title = `${problems.length === 0 ? '✓' : '✗'} ${name.map(visibleLine).join('  ')}`;
  if (problems.length > 0) return [title, ...problemLines];
  return [
    title,
    ...(starts.length > 0 ? [`    may start ${starts.join(', ')}`] : []),
    ...(ends.length > 0 ? [`    ends ${ends.join(', ')}`] : []),
    ...dropped.map((field) => `    ${visibleLine(field)} cannot be used, and is dropped`),
  ];
}

/** The number of events that fit, and of those that do not. */
export function countVerdicts(verdicts: readonly Verdict[]): string {
  const refused = verdicts.filter(({ problems }) => problems.length > 0).length;
  const all = `${verdicts.length} ${verdicts.length === 1 ? 'event' : 'events'}`;
  if (refused === 0) return `${all}: ${verdicts.length === 1 ? 'it fits its contract' : 'all fit their contracts'}.`;
  return `${all}: ${refused} would be refused. docs/events.md describes every field.`;
}
