import type { Conversion } from '../../src/contracts/conversion.ts';
import { formatMoney } from '../../src/contracts/money.ts';
import type { Run } from '../../src/contracts/run.ts';
import { entriesOf } from '../../src/policy/goals.ts';
import { tally } from './counts.ts';
import type { Records } from './records.ts';
import { type Cell, textTable } from './table.ts';

const heads = ['journey', 'entries', 'goals reached', 'conversions', 'revenue of conversions', 'of it cancelled'];

/**
 * A row per journey whose goal was reached: how often, by how many of its entries, and what is credited to its messages.
 * A cancelled order stays a conversion, and is told beside it.
 */
export function goalTable({ runs, conversions, cancelled }: Records): string {
  const journeys = tally(runs.map(({ journey }) => journey)).map(([journey]) => journey);
  const rows = journeys.flatMap((journey) => goalRow(journey, runs, conversions, cancelled));
  return rows.length === 0 ? 'No goal was reached.' : textTable(heads, rows);
}

function goalRow(
  journey: string,
  runs: readonly Run[],
  conversions: readonly Conversion[],
  cancelled: Records['cancelled'],
): Cell[][] {
  const entries = runs.filter((run) => run.journey === journey).flatMap(entriesOf);
  const reached = entries.filter(({ goal }) => goal !== undefined).length;
  const mine = conversions.filter((conversion) => conversion.journey === journey);
  if (reached === 0 && mine.length === 0) return [];
  const lost = mine.filter(({ on, id }) => on === 'order.placed' && cancelled.has(id));
  return [[journey, entries.length, reached, mine.length, revenue(mine), revenue(lost)]];
}

/** The sum of the orders' totals, for each currency. */
function revenue(conversions: readonly Conversion[]): string {
  const totals = conversions.flatMap(({ total }) => total ?? []);
  const sums = [...Map.groupBy(totals, ({ currency }) => currency)].map(([currency, list]) => {
    const minor = list.reduce((sum, total) => sum + total.minor, 0);
    return formatMoney({ minor, currency }, 'en');
  });
  return sums.join(' + ') || '–';
}
