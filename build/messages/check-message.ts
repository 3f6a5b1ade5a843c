import path from 'node:path';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { say } from '../../src/journey/reading/saying.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { checkLiquid, type JourneyNouns, type LiquidNames, wordsOf } from './check.ts';
import type { MessageFile } from './files.ts';
import type { MessageLayout } from './layout.ts';
import type { LiquidField } from './liquid-field.ts';
import { liquidLookAlikes, type Suspect } from './look-alikes.ts';
import { markdownSuspects } from './markdown-suspects.ts';
import { masked } from './masked.ts';
import { type ReportProblem, reportInto } from './problem.ts';
import { ownTextsOf } from './source.ts';

const noPartials: NonNullable<LiquidNames['partials']> = {};

/** A context for each locale in which every word has a value. */
export type Samples = ReadonlyMap<string, MessageContext>;

/** Checks the texts of a message: what customers would read as it is, and its Liquid. */
export function checkMessage(
  { file, locale, source, text }: MessageFile,
  partials: LiquidNames['partials'],
  samples: Samples,
  journey: JourneyNouns | undefined,
  problems: Problem[],
): void {
  const sample = samples.get(locale);
  if (!sample) return;
  const report = reportInto(problems, file, text);
  const names = { sample, partials: noPartials, ...(journey && { journey }) };
  const own = ownTextsOf(source).map(([, field]) => field);
  for (const field of [source.subject, source.preheader, ...own]) checkPlain(field, names, report);
  checkMarkdown(source.body, { ...names, partials }, report);
  if (source.body.text.trim() !== '') return;
  const { line } = source.body;
  report(
    Math.min(line, text.split('\n').length),
    1,
    say`the message is empty`,
    say`write its text below the second "---"`,
  );
}

/** Checks the end of every e-mail. @param folder as problems name statemachines/ */
export function checkFooters(layout: MessageLayout, samples: Samples, folder: string, problems: Problem[]): void {
  for (const [locale, sample] of samples) {
    const text = layout.footers[locale] ?? '';
    const report = reportInto(problems, path.posix.join(folder, 'layout', `footer.${locale}.md`), text);
    checkMarkdown({ text, line: 1, column: 1 }, { sample, partials: layout.partials }, report);
    for (const { pattern, message, suggestion } of duties) {
      if (!pattern.test(text)) report(1, 1, message, suggestion);
    }
  }
}

/** What the end of marketing must have, by law and by the rules of Gmail, Yahoo Mail and Outlook. */
const duties = [
  {
    pattern: /\(\{\{-?\s*links\.unsubscribe\b/,
    message: say`the footer has no link to unsubscribe`,
    suggestion: say`write "{% if links.unsubscribe %}[Unsubscribe]({{ links.unsubscribe }}){% endif %}"`,
  },
  {
    pattern: /\{\{-?\s*brand\.address\b/,
    message: say`the footer does not say where the shop is`,
    suggestion: say`write "{{ brand.address }}"`,
  },
] as const;

/** A subject, or a text for one channel: Markdown is not read there. */
function checkPlain(field: LiquidField, names: LiquidNames, report: ReportProblem): void {
  const suspects = [...liquidLookAlikes(field.text, wordsOf(names.sample)), ...markdownIn(field.text)];
  if (reportSuspects(field, suspects, report) === 0) checkLiquid(field, names, report);
}

function checkMarkdown(field: LiquidField, names: LiquidNames, report: ReportProblem): void {
  const look = liquidLookAlikes(field.text, wordsOf(names.sample));
  const suspects = [...look, ...markdownSuspects(field.text, names.sample.brand.url)];
  reportSuspects(field, suspects, report);
  if (look.length === 0) checkLiquid(field, names, report);
}

function markdownIn(text: string): Suspect[] {
  const match = /\*\*|\]\(|<\/?[a-z][^<>]*>/i.exec(masked(text));
  const message = say`"${match?.[0] ?? ''}" is read as it is here`;
  return match ? [{ offset: match.index, message, suggestion: say`write plain text, and an address as it is` }] : [];
}

/** Reports each at its place, once. Returns their number. */
function reportSuspects(
  { text, line, column }: LiquidField,
  suspects: readonly Suspect[],
  report: ReportProblem,
): number {
  const sorted = suspects.toSorted((one, other) => one.offset - other.offset);
  for (const { offset, message, suggestion } of sorted) {
    const before = text.slice(0, offset).split('\n');
    const at = (before.at(-1) ?? '').length + 1;
    report(line + before.length - 1, before.length === 1 ? column + at - 1 : at, message, suggestion);
  }
  return sorted.length;
}
