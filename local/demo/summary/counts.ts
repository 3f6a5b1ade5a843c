import { feedbackFigures } from '../../../src/insight/feedback.ts';
import { journeyFigures } from '../../../src/insight/journeys.ts';
import type { Records } from '../../../src/insight/records.ts';
import { silenceReasons } from '../../../src/insight/silence.ts';
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
  const rows = [
    ...messages.map(([text, count]) => ['message', text, count]),
    ...runs.map(([text, count]) => ['run', text, count]),
  ];
  return textTable(['what', 'reason', 'count'], rows);
}

/** The reports on the messages that were sent. */
export function feedbackLine(records: Records): string {
  const { sent, byLocale, heard } = feedbackFigures(records);
  const list = (entries: readonly (readonly [string, number])[]) =>
    entries.map(([name, count]) => `${count} ${name}`).join(', ');
  return `${sent} sent: ${list(byLocale)}. Heard back: ${list(heard) || 'nothing'}.`;
}
