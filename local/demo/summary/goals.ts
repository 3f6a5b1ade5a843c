import { formatMoney } from '../../../src/commerce/values/money.ts';
import type { Conversion } from '../../../src/model/conversion.ts';
import type { Run } from '../../../src/model/run.ts';
import { entriesOf } from '../../../src/policy/attribution/goals.ts';
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

/** Why not every goal is a conversion, in a line below the table; nothing when none was reached. */
export function goalLine({ runs, messages }: Pick<Records, 'runs' | 'messages'>): string {
  const reached = runs.flatMap(entriesOf).flatMap(({ id, goal }) => (goal ? [{ id, at: goal.at }] : []));
  if (reached.length === 0) return '';
  const sent = Map.groupBy(
    messages.filter(({ outcome }) => outcome === 'sent'),
    ({ run }) => run,
  );
  const unaided = reached.filter(({ id, at }) => !sent.get(id)?.some((message) => message.at <= at));
  return `\nA conversion is a goal that followed a click (or an opening, where these are tracked) in a message of the same entry.
${unaided.length} of the ${reached.length} goals were reached before the entry had sent any; an order that is the goal of several is credited to one.`;
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
