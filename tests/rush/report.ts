import type { RushPlan, RushResult, Told } from './rush.ts';

/** Seconds, or minutes from two of them on, or hours. */
function duration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return '–';
  const seconds = milliseconds / 1000;
  if (seconds < 120) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** How long messages waited: so many of a hundred no longer than this; milliseconds. */
export function waited(told: readonly Told[], percent: number): number | undefined {
  const waits = told.flatMap(({ sentAt, since }) => (sentAt === undefined ? [] : [sentAt - since]));
  return waits.sort((one, other) => one - other)[Math.ceil((waits.length * percent) / 100) - 1];
}

const heads = [
  'messages',
  'a second',
  'at once',
  'marketing, median',
  'p99',
  'important, median',
  'p99',
  'transactional, median',
  'p99',
  'sent',
  'stale',
  'failed',
  'refused',
  'most a second',
  'transitions',
  'requests',
  'US$ per 1,000',
];

/** The head of the table, in Markdown. */
export const head = [row(heads), row(heads.map(() => '---'))].join('\n');

/** A rush as a line of the table. What it took is by message; the dollars are without those of SES. */
export function line({ messages, perSecond, concurrency }: RushPlan, result: RushResult): string {
  const { told, failed, deadLetters, refused, fastest, transitions, requests, dollars } = result;
  const marketing = told.filter(({ purpose }) => purpose === 'marketing');
  const important = marketing.filter(({ priority }) => priority >= 70);
  const transactional = told.filter(({ purpose }) => purpose === 'transactional');
  const waits = [marketing, important, transactional].flatMap((some) => [waited(some, 50), waited(some, 99)]);
  return row([
    messages.toLocaleString('en'),
    String(perSecond),
    concurrency.toLocaleString('en'),
    ...waits.map(duration),
    String(told.filter(({ sentAt }) => sentAt !== undefined).length),
    String(told.filter(({ outcome }) => outcome === 'skipped').length),
    String(failed.length + deadLetters),
    String(refused),
    fastest.toFixed(1),
    (transitions / told.length).toFixed(2),
    (requests / told.length).toFixed(1),
    ((dollars / told.length) * 1000).toFixed(3),
  ]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
