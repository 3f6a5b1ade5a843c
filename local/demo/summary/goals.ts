import { formatMoney, type Money } from '../../../src/commerce/values/money.ts';
import type { Language } from '../../../src/commerce/words.ts';
import { goalFigures, unaidedGoals } from '../../../src/insight/goals.ts';
import type { Records } from '../../../src/insight/records.ts';
import { detailWords } from './detail-words.ts';
import { textTable } from './table.ts';

/**
 * A row per journey whose goal was reached: how often, by how many of its entries, and what is credited to its messages.
 * A cancelled order stays a conversion, and is told beside it.
 */
export function goalTable(records: Records, language: Language = 'en'): string {
  const words = detailWords[language];
  const rows = goalFigures(records).map(({ journey, entries, reached, conversions, revenue, cancelled }) => {
    return [journey, entries, reached, conversions, sum(revenue, language), sum(cancelled, language)];
  });
  return rows.length === 0 ? words.noGoal : textTable(words.goals, rows);
}

/** Why not every goal is a conversion, in a line below the table; nothing when none was reached. */
export function goalLine(records: Pick<Records, 'runs' | 'messages'>, language: Language = 'en'): string {
  const { reached, unaided } = unaidedGoals(records);
  if (reached === 0) return '';
  return `\n${detailWords[language].unaided(unaided, reached)}`;
}

function sum(amounts: readonly Money[], language: Language): string {
  return amounts.map((amount) => formatMoney(amount, language)).join(' + ') || '–';
}
