import type { Runtime } from '../aws/runtime.ts';
import type { MailFeedbackOf } from '../aws/services/ses.ts';
import { day, hour } from '../demo/diary.ts';
import { feedEvents, type TimedEvent } from '../demo/feed.ts';
import { eventsOfExport } from '../demo/orders/events.ts';
import { type BadRow, readOrders } from '../demo/orders/read-orders.ts';
import { readersOf, usualReaders } from '../demo/readers.ts';
import { brokenOnPurpose, demoStory } from '../demo/story.ts';
import type { StartOptions } from './options.ts';

/** Something to play: events of a shop, each at its time. */
export interface Play {
  readonly title: string;
  readonly start: number;
  readonly events: readonly TimedEvent[];
  /** Of an export: how many different orders it holds. */
  readonly orders?: number;
  /** The remarks for the reader before it begins. */
  readonly remarks: readonly string[];
  /** The feedback on a mail. */
  readonly feedback: MailFeedbackOf;
  /** Events that are refused on purpose, by id, each with its reason. */
  readonly refusedOnPurpose?: Readonly<Record<string, string>>;
}

/** The demo month begins here: 1 March 2026 in Tokyo, so that clocks in America and Europe change in it. */
const demoStart = Date.UTC(2026, 1, 28, 15, 0, 0);

/** Longer than any message waits for after the last day of the demo shop. */
const longestWait = 100;

/** The midnight in Tokyo at which the shop opens so that its last message is due before the present. */
function startBefore(now: number, days: number): number {
  const opens = now - (days + longestWait) * day;
  return opens - (opens % day) - 9 * hour;
}

const shownBadRows = 10;

/**
 * The play that the options ask for: the demo shop, or an order export.
 * @param now the present, epoch milliseconds
 * @throws RangeError when the export cannot be read
 */
export async function choosePlay(options: StartOptions, now = Date.now()): Promise<Play> {
  if (options.orders !== undefined) return exportPlay(options.orders, options);
  const { customers, days, today } = options;
  const start = today ? startBefore(now, days) : demoStart;
  const events = demoStory({ customers, days, start });
  return {
    title: 'The demo shop',
    start,
    events,
    remarks: [],
    feedback: readersOf(events),
    refusedOnPurpose: brokenOnPurpose,
  };
}

async function exportPlay(file: string, { columns, currency, limit }: StartOptions): Promise<Play> {
  const { orders, bad } = await readOrders(file, { columns, currency, ...(limit !== undefined && { limit }) });
  const [first] = orders;
  if (first === undefined)
    throw new RangeError(`--orders: none of the rows of ${file} could be read.\n${badRowLines(bad).join('\n')}`);
  const placed = orders.filter(({ cancellation }) => !cancellation);
  const cancellations = orders.length - placed.length;
  const remarks = [
    ...badRowLines(bad),
    `${orders.length} rows: ${placed.length} orders and ${cancellations} cancellations. An export has no parcels, and a cancellation ends a run only if it has the order's id.`,
    'Clicks are made up, about one in twenty mails, and so are the conversions that follow.',
  ];
  return {
    title: `The export ${file}`,
    start: first.at,
    events: eventsOfExport(orders),
    orders: new Set(placed.map(({ id }) => id)).size,
    remarks,
    feedback: usualReaders,
  };
}

function badRowLines(bad: readonly BadRow[]): string[] {
  const lines = bad
    .slice(0, shownBadRows)
    .map(({ row, column, problem }) => `row ${row}, column ${column}: ${problem}`);
  const more = bad.length - lines.length;
  return [
    ...lines,
    ...(more > 0 ? [`… and ${more} more rows`] : []),
    ...(bad.length > 0 ? [`${bad.length} rows were skipped.`] : []),
  ];
}

/** Plays to the end: posts every event when its time comes, and lets time jump until nothing is left to wait for. */
export async function perform(runtime: Runtime, play: Play, onProgress: Parameters<Runtime['play']>[0]): Promise<void> {
  const bus = runtime.stack.ofType('AWS::Events::EventBus')[0]?.name ?? 'default';
  const shop = runtime.stack.outputs.StoreSource?.replace(/^store\./, '') ?? 'demo';
  const { refused } = feedEvents(runtime, bus, shop, play.events);
  await runtime.play(onProgress);
  if (refused > 0) throw new Error(`The bus refused ${refused} events.`);
}
