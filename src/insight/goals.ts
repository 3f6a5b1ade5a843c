import type { Money } from '../commerce/values/money.ts';
import type { Conversion } from '../model/conversion.ts';
import type { Run } from '../model/run.ts';
import { entriesOf } from '../policy/attribution/goals.ts';
import { journeysOf } from './journeys.ts';
import type { Records } from './records.ts';

/** The goals that a journey reached, and the revenue credited to its messages. */
export interface GoalFigures {
  readonly journey: string;
  readonly entries: number;
  readonly reached: number;
  readonly conversions: number;
  /** The sum of the orders' totals, one for each currency. */
  readonly revenue: readonly Money[];
  /** The cancelled part of it. A cancelled order stays a conversion. */
  readonly cancelled: readonly Money[];
}

/** The figures of every journey whose goal was reached. */
export function goalFigures({
  runs,
  conversions,
  cancelled,
}: Pick<Records, 'runs' | 'conversions' | 'cancelled'>): GoalFigures[] {
  return journeysOf(runs).flatMap((journey) => figuresOf(journey, runs, conversions, cancelled));
}

/** The number of entries that reached their goal, and of those that did before their first message. */
export function unaidedGoals({ runs, messages }: Pick<Records, 'runs' | 'messages'>): {
  readonly reached: number;
  readonly unaided: number;
} {
  const reached = runs.flatMap(entriesOf).flatMap(({ id, goal }) => (goal ? [{ id, at: goal.at }] : []));
  const sent = Map.groupBy(
    messages.filter(({ outcome }) => outcome === 'sent'),
    ({ run }) => run,
  );
  const unaided = reached.filter(({ id, at }) => !sent.get(id)?.some((message) => message.at <= at));
  return { reached: reached.length, unaided: unaided.length };
}

function figuresOf(
  journey: string,
  runs: readonly Run[],
  conversions: readonly Conversion[],
  cancelled: Records['cancelled'],
): GoalFigures[] {
  const entries = runs.filter((run) => run.journey === journey).flatMap(entriesOf);
  const reached = entries.filter(({ goal }) => goal !== undefined).length;
  const mine = conversions.filter((conversion) => conversion.journey === journey);
  if (reached === 0 && mine.length === 0) return [];
  const lost = mine.filter(({ on, id }) => on === 'order.placed' && cancelled.has(id));
  return [
    {
      journey,
      entries: entries.length,
      reached,
      conversions: mine.length,
      revenue: revenueOf(mine),
      cancelled: revenueOf(lost),
    },
  ];
}

function revenueOf(conversions: readonly Conversion[]): Money[] {
  const totals = conversions.flatMap(({ total }) => total ?? []);
  return [...Map.groupBy(totals, ({ currency }) => currency)].map(([currency, list]) => ({
    minor: list.reduce((sum, total) => sum + total.minor, 0),
    currency,
  }));
}
