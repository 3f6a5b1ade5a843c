import type { Records } from '../../../src/insight/records.ts';
import type { Runtime } from '../../aws/runtime.ts';
import { type Check, checkLines } from './checks.ts';
import { type BillLine, costTable, measuredBill, perThousand } from './cost.ts';
import { feedbackLine, journeyTable, reasonTable } from './counts.ts';
import { goalLine, goalTable } from './goals.ts';
import { standingText } from './standing.ts';
import { variantTable } from './variants.ts';

/** The parts that the long and the short text have in common. */
export interface Findings {
  readonly head: string;
  readonly stories: readonly string[];
  /** What is said of dead letters. */
  readonly dead: string;
  /** The bill. */
  readonly lines: readonly BillLine[];
  readonly sums: readonly Check[];
}

/** Every figure: by journey, goals, reasons, reports, variants, the bill, and the checks. */
export function detailText(records: Records, runtime: Runtime, { head, stories, dead, lines, sums }: Findings): string {
  const variants = variantTable(records);
  const parts = [
    head,
    journeyTable(records),
    `Goals and conversions\n${goalTable(records)}${goalLine(records)}`,
    `Messages not sent, and why\n${reasonTable(records)}`,
    feedbackLine(records),
    ...(variants ? [`Messages by variant\n${variants}`] : []),
    `Some customers, on their own clocks${stories.join('\n')}`,
    `Cost on AWS (list prices, no free tier; function time and DynamoDB are below)\n${costTable(lines)}`,
    `Cost of a month without events\n${standingText(runtime)}`,
    dead,
    checkLines(sums),
  ];
  return parts.join('\n\n');
}

/** The measurements of this run in full. */
export function measuredText(runtime: Runtime, exact: readonly BillLine[]): string {
  const measured = measuredBill(runtime);
  return `${costTable(measured)}\n${perThousand([...exact, ...measured], runtime.outbox.messages.length)}`;
}
