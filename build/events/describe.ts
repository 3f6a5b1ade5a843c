import { visibleLine } from '../../src/commerce/values/visible.ts';
import type { Verdict } from './verdict.ts';

/** A verdict as lines for the terminal. */
export function describeVerdict({ entry, id, problems, dropped, starts, ends, history }: Verdict): readonly string[] {
  const problemLines = problems.map(({ path, problem }) => `    ${visibleLine(`${path} ${problem}`.trim())}`);
  const name = [entry.place, typeof entry.type === 'string' ? entry.type : '', id ?? ''].filter((part) => part !== '');
  const title = `${problems.length === 0 ? '✓' : '✗'} ${name.map(visibleLine).join('  ')}`;
  if (problems.length > 0) return [title, ...problemLines];
  return [
    title,
    ...(starts.length > 0 ? [`    may start ${starts.join(', ')}`] : []),
    ...(ends.length > 0 ? [`    ends ${ends.join(', ')}`] : []),
    ...(history ? ['    history: fills profile and facts, and starts, ends and sends nothing'] : []),
    ...dropped.map((field) => `    ${visibleLine(field)} cannot be used, and is dropped`),
  ];
}

/** So many events are shown one by one even if all of them fit. */
export const fewEvents = 3;

/**
 * Verdicts as lines for the terminal: of many events those alone that are refused or lose a field, and then what the
 * others set in motion, with numbers.
 */
export function describeVerdicts(verdicts: readonly Verdict[], details = false): readonly string[] {
  if (details || verdicts.length <= fewEvents) return verdicts.flatMap(describeVerdict);
  const told = verdicts.filter(({ problems, dropped }) => problems.length + dropped.length > 0);
  const lines = [...told.flatMap(describeVerdict), ...describeEffects(verdicts)];
  return [...lines, '    --details shows every event'];
}

/** The journeys that the events concern, each with the number of events. */
function describeEffects(verdicts: readonly Verdict[]): readonly string[] {
  const counted = (names: readonly string[]) =>
    [...Map.groupBy(names, (name) => name)].map(([name, all]) => `${name} (${all.length})`).join(', ');
  const starts = counted(verdicts.flatMap((verdict) => verdict.starts));
  const ends = counted(verdicts.flatMap((verdict) => verdict.ends));
  const history = verdicts.filter((verdict) => verdict.history).length;
  return [
    ...(starts === '' ? [] : [`    may start ${starts}`]),
    ...(ends === '' ? [] : [`    ends ${ends}`]),
    ...(history === 0 ? [] : [`    history (${history}): fills profile and facts, and starts, ends and sends nothing`]),
  ];
}

/** The number of events that fit, and of those that do not. */
export function countVerdicts(verdicts: readonly Verdict[]): string {
  const refused = verdicts.filter(({ problems }) => problems.length > 0).length;
  const all = `${verdicts.length} ${verdicts.length === 1 ? 'event' : 'events'}`;
  if (refused === 0) return `${all}: ${verdicts.length === 1 ? 'it fits its contract' : 'all fit their contracts'}.`;
  return `${all}: ${refused} would be refused. docs/events.md describes every field.`;
}
