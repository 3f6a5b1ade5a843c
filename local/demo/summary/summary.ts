import { problemInWords } from '../../../src/commerce/reading/problem-words.ts';
import type { Language, Words } from '../../../src/commerce/words.ts';
import type { Runtime } from '../../aws/runtime.ts';
import { arrivalLines } from '../arrivals/arrival-lines.ts';
import type { Arrival } from '../arrivals/arrivals.ts';
import { refusalsIn, shopOf } from '../refused/refusals.ts';
import { storeZoneOf } from '../store-zone.ts';
import { shopRecords } from '../timeline/shop-records.ts';
import { stepsIn } from '../timeline/step-order.ts';
import { briefLines } from './brief.ts';
import { type Check, checkLines, checks, orderChecks } from './checks.ts';
import { bill, measuredBill, perThousand } from './cost.ts';
import { deadLetterText } from './dead-letters.ts';
import { detailText, measuredText } from './details.ts';
import { readItems } from './read-records.ts';
import { storyLines } from './stories.ts';
import { summaryWords } from './words.ts';

/** A play: its name, its number of events, and its start. */
export interface Played {
  readonly title: string;
  readonly events: number;
  readonly from: number;
  /** Of an order export: how many different orders must turn up as runs of post-purchase. */
  readonly orders?: number;
  /** Events that are refused on purpose, by id, each with its reason. */
  readonly refusedOnPurpose?: Readonly<Record<string, Words>>;
  /** What arrived through connectors. */
  readonly arrived?: readonly Arrival[];
  /** True for every figure, rather than what fits on a screen. */
  readonly details?: boolean;
  readonly language?: Language;
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
  const { language = 'en' } = played;
  const shop = shopRecords(await readItems(runtime));
  const { records } = shop;
  const sums = [...checks(records, runtime), ...orderChecks(records, played)];
  const lines = bill(runtime, records.messages);
  const { arrived = [] } = played;
  const head = [
    headLine(played, records.profiles, runtime),
    ...arrivalLines(arrived, played.events, language).map((line) => `  ${line}`),
  ].join('\n');
  const stories = storyLines({
    shop,
    steps: stepsIn(runtime.stack).steps,
    sent: runtime.outbox.messages,
    storeZone: storeZoneOf(runtime.stack),
    language,
  });
  const dead = deadLetterText(runtime.deadLetters(), played.refusedOnPurpose, language);
  const text = played.details
    ? detailText(records, runtime, { head, stories, dead, lines, sums }, language)
    : [head, '', ...briefLines(records, language), ...stories, '', ...briefEnd(sums, runtime, played)].join('\n');
  const cost = perThousand([...lines, ...measuredBill(runtime)], runtime.outbox.messages.length, language);
  return {
    text,
    measured: played.details ? measuredText(runtime, lines, language) : cost,
    sound: sums.every(({ left, right }) => left === right),
  };
}

function headLine(
  { title, events, from, language = 'en' }: Played,
  profiles: ReadonlyMap<string, { readonly mergedInto?: string }>,
  { clock }: Runtime,
): string {
  const known = [...profiles.values()].filter(({ mergedInto }) => mergedInto === undefined).length;
  const [begun, ended] = [from, clock.now()].map((time) => day(time, language));
  return summaryWords[language].head(title, begun ?? '', ended ?? '', known, events);
}

/** The checks on one line while they agree, and what was refused. */
function briefEnd(
  sums: readonly Check[],
  runtime: Runtime,
  { refusedOnPurpose = {}, language = 'en' }: Played,
): string[] {
  const words = summaryWords[language];
  const agree = sums.every(({ left, right }) => left === right);
  const checked = agree ? words.sums(sums.length) : checkLines(sums, language);
  return [checked, ...refusedLines(runtime, refusedOnPurpose, language), words.everyFigure];
}

const shownRefusals = 3;

/** Columns that a line may take. */
const widest = 100;

function refusedLines(runtime: Runtime, onPurpose: Readonly<Record<string, Words>>, language: Language): string[] {
  const words = summaryWords[language];
  const letters = runtime.deadLetters();
  const refused = refusalsIn(letters, shopOf(runtime.stack), runtime.clock.now());
  if (letters.length === 0) return [];
  const lines = refused.slice(0, shownRefusals).map(({ id, type, problems }) => {
    const fields = problems.map(({ path, problem }) => `${path} ${problemInWords(problem, language)}`).join('; ');
    const line = `  ${type}${onPurpose[id] === undefined ? '' : words.onPurpose}: ${fields}`;
    return line.length > widest ? `${line.slice(0, widest - 1)}…` : line;
  });
  return [words.refused(refused.length), ...lines];
}

function day(time: number, language: Language): string {
  const format = { timeZone: 'Asia/Tokyo', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(language === 'ja' ? 'ja-JP' : 'en-GB', format).format(time);
}
