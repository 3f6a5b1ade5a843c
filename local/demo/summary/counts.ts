import type { Message } from '../../../src/model/message.ts';
import type { Run } from '../../../src/model/run.ts';
import type { Records } from './records.ts';
import { type Cell, textTable } from './table.ts';

/** How often each text occurs, the most frequent first. */
export function tally(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** A row per journey: what became of its runs and of its messages. */
export function journeyTable({ runs, messages }: Records): string {
  const journeys = tally(runs.map(({ journey }) => journey)).map(([journey]) => journey);
  const rows = journeys.map((journey) => journeyRow(journey, runs, messages));
  const heads = [
    'journey',
    'runs',
    'completed',
    'ended early',
    'left',
    'refused',
    'under way',
    'sent',
    'held',
    'skipped',
    'unknown',
  ];
  return textTable(heads, rows);
}

function journeyRow(journey: string, allRuns: readonly Run[], allMessages: readonly Message[]): Cell[] {
  const runs = allRuns.filter((run) => run.journey === journey);
  const messages = allMessages.filter((message) => message.journey === journey);
  const ended = (why: string) => runs.filter((run) => run.ended?.why === why).length;
  const outcome = (name: string) => messages.filter((message) => message.outcome === name).length;
  const open = runs.filter((run) => run.ended === undefined).length;
  const ends = [ended('completed'), ended('event'), ended('left'), ended('refused'), open];
  return [journey, runs.length, ...ends, outcome('sent'), outcome('held'), outcome('skipped'), outcome('unknown')];
}

/** Why messages were not sent, and why runs are over before their last step. */
export function reasonTable({ runs, messages }: Records): string {
  const unsent = messages.filter(({ outcome }) => outcome !== 'sent');
  const why = ({ outcome, reason, detail }: Message) =>
    `${outcome}: ${reason ?? 'no reason'}${detail ? ` (${detail})` : ''}`;
  const early = runs.flatMap(({ ended }) =>
    ended && ended.why !== 'completed' ? [`${ended.why}: ${ended.reason}`] : [],
  );
  const rows = [
    ...tally(unsent.map(why)).map(([text, count]) => ['message', text, count]),
    ...tally(early).map(([text, count]) => ['run', text, count]),
  ];
  return textTable(['what', 'why', 'how many'], rows);
}

/** What came back about the messages that were sent. */
export function feedbackLine({ messages }: Records): string {
  const sent = messages.filter(({ outcome }) => outcome === 'sent');
  const heard = tally(sent.flatMap(({ feedback }) => Object.keys(feedback ?? {})));
  const byLocale = tally(sent.map(({ channel = 'unknown', locale = '' }) => `${channel} in ${locale}`));
  const list = (entries: readonly [string, number][]) => entries.map(([name, count]) => `${count} ${name}`).join(', ');
  return `${sent.length} sent: ${list(byLocale)}. Heard back: ${list(heard) || 'nothing'}.`;
}
