import type { Message } from '../../../src/model/message.ts';
import type { Records } from './records.ts';
import { type Cell, textTable } from './table.ts';

/** A row per variant of the steps that chose among several messages; undefined when none did. */
export function variantTable({ messages }: Pick<Records, 'messages'>): string | undefined {
  const bySteps = Map.groupBy(messages, ({ journey, step }) => `${journey} · ${step}`);
  const rows = [...bySteps].sort().flatMap(([step, lines]) => variantRows(step, lines));
  if (rows.length === 0) return undefined;
  return textTable(['step', 'message', 'intended', 'sent', 'opened', 'clicked'], rows);
}

function variantRows(step: string, lines: readonly Message[]): Cell[][] {
  const names = [...new Set(lines.flatMap(({ message }) => message ?? []))].sort();
  if (names.length < 2) return [];
  return names.map((name) => {
    const mine = lines.filter(({ message }) => message === name);
    const heard = (kind: 'opened' | 'clicked') => mine.filter(({ feedback }) => feedback?.[kind] !== undefined).length;
    const sent = mine.filter(({ outcome }) => outcome === 'sent');
    const opened = sent.some(({ tracksOpens }) => tracksOpens) ? heard('opened') : 'not tracked';
    return [step, name, mine.length, sent.length, opened, heard('clicked')];
  });
}
