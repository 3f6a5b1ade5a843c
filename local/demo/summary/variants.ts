import type { Records } from '../../../src/insight/records.ts';
import { variantFigures } from '../../../src/insight/variants.ts';
import { textTable } from './table.ts';

/** A row per variant of the steps that chose among several messages; undefined when none did. */
export function variantTable(records: Pick<Records, 'messages'>): string | undefined {
  const rows = variantFigures(records).map(({ step, message, intended, sent, opened = 'not tracked', clicked }) => {
    return [step, message, intended, sent, opened, clicked];
  });
  if (rows.length === 0) return undefined;
  return textTable(['step', 'message', 'intended', 'sent', 'opened', 'clicked'], rows);
}
