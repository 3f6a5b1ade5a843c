import type { Language } from '../../../src/commerce/words.ts';
import type { Records } from '../../../src/insight/records.ts';
import type { Runtime } from '../../aws/runtime.ts';
import { type Check, checkLines } from './checks.ts';
import { type BillLine, costTable, measuredBill, perThousand } from './cost.ts';
import { feedbackLine, journeyTable, reasonTable } from './counts.ts';
import { detailWords } from './detail-words.ts';
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
export function detailText(
  records: Records,
  runtime: Runtime,
  { head, stories, dead, lines, sums }: Findings,
  language: Language = 'en',
): string {
  const { titles } = detailWords[language];
  const variants = variantTable(records, language);
  const parts = [
    head,
    journeyTable(records, language),
    `${titles.goals}\n${goalTable(records, language)}${goalLine(records, language)}`,
    `${titles.unsent}\n${reasonTable(records, language)}`,
    feedbackLine(records, language),
    ...(variants ? [`${titles.variants}\n${variants}`] : []),
    `${titles.stories}${stories.join('\n')}`,
    `${titles.bill}\n${costTable(lines, language)}`,
    `${titles.standing}\n${standingText(runtime, language)}`,
    dead,
    checkLines(sums, language),
  ];
  return parts.join('\n\n');
}

/** The measurements of this run in full. */
export function measuredText(runtime: Runtime, exact: readonly BillLine[], language: Language = 'en'): string {
  const measured = measuredBill(runtime);
  const sent = runtime.outbox.messages.length;
  return `${costTable(measured, language)}\n${perThousand([...exact, ...measured], sent, language)}`;
}
