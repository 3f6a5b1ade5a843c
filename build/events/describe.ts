import { problemInWords } from '../../src/commerce/reading/problem-words.ts';
import { visibleLine } from '../../src/commerce/values/visible.ts';
import type { Language } from '../../src/commerce/words.ts';
import { tell } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import type { EntryProblem, Verdict } from './verdict.ts';
import { verdictWords } from './words.ts';

/** A verdict as lines for the terminal. */
export function describeVerdict(verdict: Verdict, language: Language): readonly string[] {
  const { entry, id, problems, dropped, doubts, starts, ends, history } = verdict;
  const words = verdictWords[language];
  const type = typeof entry.type === 'string' ? entry.type : '';
  const name = [tell(entry.place, wordingsIn[language]), type, id ?? ''].filter((part) => part !== '');
  const mark = problems.length > 0 ? '✗' : doubts.length > 0 ? '!' : '✓';
  const title = `${mark} ${name.map(visibleLine).join('  ')}`;
  if (problems.length > 0) return [title, ...problems.map((problem) => `    ${problemLine(problem, language)}`)];
  return [
    title,
    ...(starts.length > 0 ? [`    ${words.starts(starts)}`] : []),
    ...(ends.length > 0 ? [`    ${words.ends(ends)}`] : []),
    ...(history ? [`    ${words.history}`] : []),
    ...dropped.map((field) => `    ${words.dropped(visibleLine(field))}`),
    ...doubts.map((doubt) => `    ${problemLine(doubt, language)}`),
  ];
}

function problemLine({ path, problem }: EntryProblem, language: Language): string {
  const why = typeof problem === 'string' ? problemInWords(problem, language) : tell(problem, wordingsIn[language]);
  return visibleLine(`${path} ${why}`.trim());
}

/** So many events are shown one by one even if all of them fit. */
export const fewEvents = 3;

/**
 * Verdicts as lines for the terminal: of many events those alone that are refused, lose a field, or slip in a consent, and then what the
 * others set in motion, with numbers.
 */
export function describeVerdicts(verdicts: readonly Verdict[], language: Language, details = false): readonly string[] {
  const linesOf = (verdict: Verdict) => describeVerdict(verdict, language);
  if (details || verdicts.length <= fewEvents) return verdicts.flatMap(linesOf);
  const told = verdicts.filter(({ problems, dropped, doubts }) => problems.length + dropped.length + doubts.length > 0);
  const lines = [...told.flatMap(linesOf), ...describeEffects(verdicts, language)];
  return [...lines, `    ${verdictWords[language].details}`];
}

/** The journeys that the events concern, each with the number of events. */
function describeEffects(verdicts: readonly Verdict[], language: Language): readonly string[] {
  const words = verdictWords[language];
  const counted = (names: readonly string[]) =>
    [...Map.groupBy(names, (name) => name)].map(([name, all]) => words.counted(name, all.length));
  const starts = counted(verdicts.flatMap((verdict) => verdict.starts));
  const ends = counted(verdicts.flatMap((verdict) => verdict.ends));
  const history = verdicts.filter((verdict) => verdict.history).length;
  return [
    ...(starts.length === 0 ? [] : [`    ${words.starts(starts)}`]),
    ...(ends.length === 0 ? [] : [`    ${words.ends(ends)}`]),
    ...(history === 0 ? [] : [`    ${words.histories(history)}`]),
  ];
}

/** The number of events that fit, of those that do not, and of those with a slip in a consent. */
export function countVerdicts(verdicts: readonly Verdict[], language: Language): string {
  const refused = verdicts.filter(({ problems }) => problems.length > 0).length;
  const doubtful = verdicts.filter(({ doubts }) => doubts.length > 0).length;
  return verdictWords[language].sum(verdicts.length, { refused, doubtful });
}
