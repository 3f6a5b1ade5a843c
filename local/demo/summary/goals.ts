import { formatMoney, type Money } from '../../../src/commerce/values/money.ts';
import { goalFigures, unaidedGoals } from '../../../src/insight/goals.ts';
import type { Records } from '../../../src/insight/records.ts';
import { textTable } from './table.ts';

const heads = ['journey', 'entries', 'goals reached', 'conversions', 'revenue of conversions', 'of it cancelled'];

/**
 * A row per journey whose goal was reached: how often, by how many of its entries, and what is credited to its messages.
 * A cancelled order stays a conversion, and is told beside it.
 */
export function goalTable(records: Records): string {
  const rows = goalFigures(records).map(({ journey, entries, reached, conversions, revenue, cancelled }) => {
    return [journey, entries, reached, conversions, sum(revenue), sum(cancelled)];
  });
  return rows.length === 0 ? 'No goal was reached.' : textTable(heads, rows);
}

/** Why not every goal is a conversion, in a line below the table; nothing when none was reached. */
export function goalLine(records: Pick<Records, 'runs' | 'messages'>): string {
  const { reached, unaided } = unaidedGoals(records);
  if (reached === 0) return '';
  return `\nA conversion is a goal that followed a click (or an open, where opens are tracked) in a message of the same entry.
${unaided} of the ${reached} goals were reached before the entry had sent any; an order that is the goal of several is credited to one.`;
}

function sum(amounts: readonly Money[]): string {
  return amounts.map((amount) => formatMoney(amount, 'en')).join(' + ') || '–';
}
