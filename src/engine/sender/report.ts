import { day as wholeDay } from '../../commerce/values/time-units.ts';
import type { Language } from '../../commerce/words.ts';
import type { WarmUp } from '../../model/warm-up.ts';
import { type WarmDay, warmUpEnds } from '../../policy/delivery/warm-up.ts';
import { type ChangedRecord, isAbout } from '../../policy/sender/judge.ts';
import type { SenderVerdict } from '../../policy/sender/verdict.ts';
import { type ReportWords, reportWords } from './report-words.ts';

/** What a check found, as the staff is told. */
export interface SenderNews {
  readonly domain: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly troubles: readonly SenderVerdict[];
  /** What could not be checked. */
  readonly unknown: readonly SenderVerdict[];
  /** The names of the troubles known before among it: nobody knows that they are over. */
  readonly lasting: readonly string[];
  readonly changed: readonly ChangedRecord[];
  /** What the last check found and this one does not. */
  readonly mended: readonly SenderVerdict['about'][];
  readonly warmUp: WarmUpNews | undefined;
}

/** How far a warm-up has come; without a day it is over. */
export interface WarmUpNews {
  readonly plan: WarmUp;
  readonly day: WarmDay | undefined;
  /** E-mails in the last 24 hours, where SES said so. */
  readonly sentLately?: number;
}

/** A report to the staff. Subjects of SNS are ASCII, so they are the same in every language. */
export interface SenderReport {
  readonly subject: string;
  readonly text: string;
}

/** The report, in the language of the staff. */
export function reportOnSender(news: SenderNews, language: Language): SenderReport {
  const words = reportWords[language];
  const { troubles, unknown, lasting, changed, mended, warmUp } = news;
  const sections = [
    section(
      words.troubles,
      troubles.map((verdict) => verdictLine(verdict, language)),
    ),
    section(
      words.changed,
      changed.map((record) => changeLine(record, words)),
    ),
    section(
      words.mended,
      mended.map((about) => `- ${words.about[about]}`),
    ),
    section(
      words.unknown,
      unknown.map((verdict) => {
        const wasTrouble = lasting.some((name) => isAbout(name, verdict.about));
        return `${verdictLine(verdict, language)}${wasTrouble ? words.lasting : ''}`;
      }),
    ),
    section(words.warmUp, warmUp === undefined ? [] : [`- ${warmUpLine(warmUp, words)}`]),
  ];
  const date = new Date(news.now).toISOString().slice(0, 10);
  const text = [words.head(news.domain, date), ...sections.flat(), '', words.foot].join('\n');
  return { subject: subjectOf(news), text: `${text}\n` };
}

function subjectOf({ domain, troubles, lasting, changed }: SenderNews): string {
  const found = [
    ...(troubles.length > 0 ? [`${troubles.length} to mend`] : []),
    ...(lasting.length > 0 ? [`${lasting.length} not checked`] : []),
    ...(changed.length > 0 ? ['DNS changed'] : []),
  ];
  return `Aftercart: mail of ${domain.slice(0, 50)}: ${found.join(', ') || 'in order'}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function verdictLine({ what, mend }: SenderVerdict, language: Language): string {
  return `- ${what[language]}${mend === undefined ? '' : `\n  → ${mend[language]}`}`;
}

function changeLine({ record, before, after }: ChangedRecord, words: ReportWords): string {
  return `- ${words.change(record, textOf(before, words), textOf(after, words))}`;
}

function textOf(answers: readonly string[], words: ReportWords): string {
  return answers.toSorted().join(' | ') || words.none;
}

function warmUpLine({ plan, day, sentLately }: WarmUpNews, words: ReportWords): string {
  const ends = warmUpEnds(plan);
  return day === undefined
    ? words.over(ends)
    : words.day({ ...day, days: warmUpLength(plan), ...(sentLately !== undefined && { sentLately }), ends });
}

/** How many days a warm-up takes: those on which it limits something. */
export function warmUpLength(plan: WarmUp): number {
  return Math.round((Date.parse(warmUpEnds(plan)) - Date.parse(plan.since)) / wholeDay);
}
