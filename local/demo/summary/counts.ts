import { feedbackFigures } from '../../../src/insight/feedback.ts';
import { journeyFigures } from '../../../src/insight/journeys.ts';
import type { Records } from '../../../src/insight/records.ts';
import { countWays, type SilentWay, silenceReason, silenceReasons, silentWays } from '../../../src/insight/silence.ts';
import type { Message } from '../../../src/model/message.ts';
import { wayName } from '../words/ways.ts';
import { textTable } from './table.ts';

/** A row per journey: what became of its runs and of its messages. */
export function journeyTable(records: Records): string {
  const rows = journeyFigures(records).map(({ journey, runs, messages, ...ends }) => {
    const { completed, endedEarly, left, refused, underWay } = ends;
    const { sent, held, skipped, unknown } = messages;
    return [journey, runs, completed, endedEarly, left, refused, underWay, sent, held, skipped, unknown];
  });
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

/** Why messages were not sent, and why runs are over before their last step. */
export function reasonTable(records: Records): string {
  const { messages, runs } = silenceReasons(records);
  const unsent = records.messages.filter(({ outcome }) => outcome !== 'sent');
  const byReason = Map.groupBy(unsent, silenceReason);
  const ways = silentWays.filter((way) => countWays(unsent)[way] > 0);
  const rows = [
    ...messages.map(([text, count]) => ['message', text, count, ...waysOf(byReason.get(text) ?? [], ways)]),
    ...runs.map(([text, count]) => ['run', text, count, ...ways.map(() => '')]),
  ];
  return textTable(['what', 'reason', 'count', ...ways.map((way) => wayName(way, 'en'))], rows);
}

function waysOf(messages: readonly Message[], ways: readonly SilentWay[]): number[] {
  const counts = countWays(messages);
  return ways.map((way) => counts[way]);
}

/** The reports on the messages that were sent. */
export function feedbackLine(records: Records): string {
  const { sent, byLocale, heard } = feedbackFigures(records);
  const list = (entries: readonly (readonly [string, number])[]) =>
    entries.map(([name, count]) => `${count} ${name}`).join(', ');
  return `${sent} sent: ${list(byLocale)}. Heard back: ${list(heard) || 'nothing'}.`;
}
