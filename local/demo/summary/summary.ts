import type { Runtime } from '../../aws/runtime.ts';
import { storeZoneOf } from '../store-zone.ts';
import { checkLines, checks, orderChecks } from './checks.ts';
import { type BillLine, bill, costTable, measuredBill, perThousand } from './cost.ts';
import { feedbackLine, journeyTable, reasonTable } from './counts.ts';
import { deadLetterText } from './dead-letters.ts';
import { goalLine, goalTable } from './goals.ts';
import { readRecords } from './read-records.ts';
import { standingText } from './standing.ts';
import { storyLines } from './stories.ts';
import { variantTable } from './variants.ts';

/** A play: its name, its number of events, and its start. */
export interface Played {
  readonly title: string;
  readonly events: number;
  readonly from: number;
  /** Of an order export: how many different orders must turn up as runs of post-purchase. */
  readonly orders?: number;
  /** Events that are refused on purpose, by id, each with its reason. */
  readonly refusedOnPurpose?: Readonly<Record<string, string>>;
}

/** The results as text, and whether all sums agree. */
export interface Summary {
  /** The same whenever the same is played. */
  readonly text: string;
  /** The measurements of this run, which differ a little in the next. */
  readonly measured: string;
  readonly sound: boolean;
}

/** Tells what happened: who got what and when, who did not and why, and what it would have cost on AWS. */
export async function summarize(runtime: Runtime, played: Played): Promise<Summary> {
  const records = await readRecords(runtime);
  const known = [...records.profiles.values()].filter(({ mergedInto }) => mergedInto === undefined).length;
  const sums = [...checks(records, runtime), ...orderChecks(records, played)];
  const lines = bill(runtime, records.messages);
  const variants = variantTable(records);
  const parts = [
    `${played.title}: ${played.events} events of ${known} customers, ${day(played.from)} to ${day(runtime.clock.now())}`,
    journeyTable(records),
    `Goals and conversions\n${goalTable(records)}${goalLine(records)}`,
    `Messages not sent, and why\n${reasonTable(records)}`,
    feedbackLine(records),
    ...(variants ? [`Messages by variant\n${variants}`] : []),
    `Some customers, in their own time zones\n${storyLines(records, storeZoneOf(runtime.stack))}`,
    `Cost on AWS (list prices, no free tier; function time and DynamoDB are below)\n${costTable(lines)}`,
    `Cost of a month without events\n${standingText(runtime)}`,
    deadLetterText(runtime.deadLetters(), played.refusedOnPurpose),
    checkLines(sums),
  ];
  return {
    text: parts.join('\n\n'),
    measured: measuredText(runtime, lines),
    sound: sums.every(({ left, right }) => left === right),
  };
}

function measuredText(runtime: Runtime, exact: readonly BillLine[]): string {
  const measured = measuredBill(runtime);
  return `${costTable(measured)}\n${perThousand([...exact, ...measured], runtime.outbox.messages.length)}`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
