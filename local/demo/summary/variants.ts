import type { Language } from '../../../src/commerce/words.ts';
import type { Records } from '../../../src/insight/records.ts';
import { variantFigures } from '../../../src/insight/variants.ts';
import { detailWords } from './detail-words.ts';
import { textTable } from './table.ts';

/** A row per variant of the steps that chose among several messages; undefined when none did. */
export function variantTable(records: Pick<Records, 'messages'>, language: Language = 'en'): string | undefined {
  const words = detailWords[language];
  const rows = variantFigures(records).map(({ step, message, intended, sent, opened = words.notTracked, clicked }) => {
    return [step, message, intended, sent, opened, clicked];
  });
  if (rows.length === 0) return undefined;
  return textTable(words.variants, rows);
}
