import type { Words } from '../../src/commerce/words.ts';
import type { Runtime } from '../aws/runtime.ts';
import type { MailFeedbackOf } from '../aws/services/ses.ts';
import { StartError } from '../command-line.ts';
import { connectShop } from '../demo/connection.ts';
import { day, hour } from '../demo/diary.ts';
import { feedEvents, type TimedEvent } from '../demo/feed.ts';
import { readPastOrders } from '../demo/past-orders.ts';
import { readersOf, usualReaders } from '../demo/readers.ts';
import { brokenOnPurpose, demoStory } from '../demo/story.ts';
import type { StartOptions } from './options.ts';
import { startWords } from './words.ts';

/** Something to play: events of a shop, each at its time. */
export interface Play {
  readonly title: string;
  readonly start: number;
  /** Where it stops, whatever is still waited for; at the end of all waits without it. */
  readonly until?: number;
  readonly events: readonly TimedEvent[];
  /** Of an export: how many different orders it holds. */
  readonly orders?: number;
  /** The remarks for the reader before it begins. */
  readonly remarks: readonly string[];
  /** The feedback on a mail. */
  readonly feedback: MailFeedbackOf;
  /** Events that are refused on purpose, by id, each with its reason. */
  readonly refusedOnPurpose?: Readonly<Record<string, Words>>;
}

/** The demo month begins here: 1 March 2026 in Tokyo, so that clocks in America and Europe change in it. */
const demoStart = Date.UTC(2026, 1, 28, 15, 0, 0);

/** Longer than almost any message waits for after the last day of the demo shop. */
const longestWait = 100;

/** The midnight in Tokyo at which the shop opens so that its last message is due before the present. */
function startBefore(now: number, days: number): number {
  const opens = now - (days + longestWait) * day;
  return opens - (opens % day) - 9 * hour;
}

/**
 * The play that the options ask for: the demo shop, or an order export.
 * @param now the present, epoch milliseconds
 * @throws FileError or RangeError when the export cannot be read
 */
export async function choosePlay(options: StartOptions, now = Date.now()): Promise<Play> {
  if (options.orders !== undefined) return exportPlay(options.orders, options, now);
  const { customers, days, today } = options;
  const start = today ? startBefore(now, days) : demoStart;
  const events = demoStory({ customers, days, start });
  return {
    title: startWords[options.language].demoShop,
    start,
    ...(today && { until: now }),
    events,
    remarks: [],
    feedback: readersOf(events),
    refusedOnPurpose: brokenOnPurpose,
  };
}

async function exportPlay(file: string, options: StartOptions, now: number): Promise<Play> {
  const { columns, currency, 'time-zone': zone, limit, language } = options;
  const words = startWords[language];
  const defaults = { ...(currency && { currency }), ...(zone && { zone }) };
  const { events, placed, remarks } = await readPastOrders(
    file,
    { columns, defaults, ...(limit && { limit }), language },
    now,
  );
  const [first] = events;
  if (first === undefined) throw unreadable(file, remarks);
  return {
    title: words.export(file),
    start: first.postAt,
    events,
    orders: placed,
    remarks: [...remarks, words.madeUp],
    feedback: usualReaders,
  };
}

function unreadable(file: string, remarks: readonly string[]): StartError {
  const why = remarks.join('\n');
  const said = {
    en: `--orders: none of the rows of ${file} could be read.\n${why}`,
    ja: `--orders：${file} から読み取れる行がありませんでした。\n${why}`,
  };
  return new StartError(said, 1);
}

/**
 * Plays to the end: posts every event when its time comes, and lets time jump until nothing is left to wait for, or until
 * the play stops.
 */
export async function perform(runtime: Runtime, play: Play, onProgress: Parameters<Runtime['play']>[0]): Promise<void> {
  const bus = runtime.stack.ofType('AWS::Events::EventBus')[0]?.name ?? 'default';
  const shop = runtime.stack.outputs.StoreSource?.replace(/^store\./, '') ?? 'demo';
  const fed = feedEvents(runtime, { bus, shop, connector: await connectShop(runtime) }, play.events);
  await runtime.play({ ...onProgress, ...(play.until !== undefined && { until: play.until }) });
  if (fed.failure !== undefined) throw fed.failure;
  if (fed.refused > 0) throw new Error(`${fed.refused} events were refused.`);
}
