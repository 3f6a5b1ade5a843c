import type { EventType } from '../../src/contracts/event.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import type { Journey } from '../../src/journey/journey.ts';
import type { AwaitStep } from '../../src/journey/steps/await.ts';
import type { IfStep } from '../../src/journey/steps/if.ts';
import type { Step } from '../../src/journey/steps/registry.ts';
import type { SplitStep } from '../../src/journey/steps/split.ts';
import type { WaitStep } from '../../src/journey/steps/wait.ts';
import { matchesPattern } from '../../src/pattern/match.ts';
import { delayEnd, quietEnd, settle } from '../../src/policy/timing.ts';

/*
 * What a journey says, read off its parsed file and nothing else: the model that the compiled machine and the
 * functions are held to. It knows the whole history from the start, has no states, no stores, no tokens and no retries.
 */

/** Something that happened to the customer: when (epoch milliseconds), and to which things. */
export interface Happened {
  readonly at: number;
  readonly type: EventType;
  readonly what: Readonly<Record<string, string>>;
}

/** Whom a journey is read for. */
export interface Reader {
  readonly settings: StoreSettings;
  readonly zone: string;
  readonly country: string;
  /** Whether they agreed to marketing, by e-mail and by SMS. */
  readonly agreed: boolean;
  /** Whether they open every message, a second after it came. */
  readonly opens: boolean;
  /** Which arm chance gives to the run that began at that time. */
  readonly draw: (beganAt: number, split: SplitStep) => number;
}

/** What came of one step: `sent`, `done`, or why not; and when. */
export type Line = readonly [step: string, came: string, at: number];

/** One run, as the journey reads. */
export interface ReadRun {
  readonly beganAt: number;
  readonly subject: string;
  readonly lines: readonly Line[];
  readonly end: readonly [why: string, reason: string, at: number];
  /** When anything depended on what had happened by then. */
  readonly moments: readonly number[];
}

/** What the customer gets of the journey, and how each run ends. @param history in the order in which it happened */
export function readJourney(journey: Journey, history: readonly Happened[], reader: Reader): ReadRun[] {
  const runs: ReadRun[] = [];
  for (const event of history.filter(({ type }) => type === journey.starts.on)) {
    const subject = event.what[journey.starts.oncePer] ?? '';
    const before = runs.findLast((run) => run.subject === subject);
    if (!before || mayBeginAgain(journey, before, event.at)) runs.push(readRun(journey, history, reader, event));
  }
  return runs;
}

function mayBeginAgain({ starts: { againAfter } }: Journey, before: ReadRun, at: number): boolean {
  if (againAfter === 'never') return false;
  return againAfter === 'the end' ? before.end[2] <= at : at - before.beganAt >= againAfter.minutes * 60_000;
}

/** A run on its way. */
interface Way {
  readonly journey: Journey;
  readonly history: readonly Happened[];
  readonly reader: Reader;
  readonly began: Happened;
  readonly lines: (readonly [...line: Line, due: number])[];
  readonly moments: number[];
  now: number;
  /** From when a wait counts that comes next. */
  from: number;
  end?: ReadRun['end'];
}

function readRun(journey: Journey, history: readonly Happened[], reader: Reader, began: Happened): ReadRun {
  const way: Way = { journey, history, reader, began, lines: [], moments: [], now: began.at, from: began.at };
  walk(journey.steps, way, false);
  const end = way.end ?? (['completed', 'all steps done', way.now] as const);
  const lines = way.lines.map(([step, came, at]): Line => [step, came, at]);
  return { beganAt: began.at, subject: began.what[journey.starts.oncePer] ?? '', lines, end, moments: way.moments };
}

/** Goes through steps. @returns whether what comes after them is come to */
function walk(steps: readonly Step[], way: Way, holdOut: boolean): boolean {
  return steps.every((step) => {
    if (step.kind === 'wait') return waitFor(step, way);
    const over = isOver(way);
    way.from = way.now;
    if (step.kind === 'leave') way.end ??= ['left', step.reason, way.now];
    else if (step.kind === 'do') way.lines.push([step.id, over ? 'run-ended' : 'done', way.now, way.now]);
    else if (step.kind === 'send') send(step.id, way, holdOut);
    else if (step.kind === 'if') return walk(over || !holds(step, way) ? step.else : step.then, way, holdOut);
    else if (step.kind === 'split') return walkArm(step, over, way, holdOut);
    else return awaitOne(step, way, holdOut);
    return step.kind !== 'leave';
  });
}

/** Time passes, unless the run is known to be over. Marketing does not wake anybody. */
function waitFor({ delay }: WaitStep, way: Way): true {
  if (way.end) return true;
  const { zone, settings } = way.reader;
  const end = delayEnd(way.from, delay, zone, { 'cart.updatedAt': way.began.at });
  way.now = Math.max(way.now, settle(end, way.journey.purpose, settings, zone));
  return true;
}

function send(step: string, way: Way, holdOut: boolean): void {
  const { now, journey, reader } = way;
  const marketing = journey.purpose === 'marketing';
  const awake = marketing ? quietEnd(now, reader.settings, reader.zone) : now;
  const reachable = !marketing || reader.agreed;
  // Held until the morning; the higher the priority, the earlier.
  const at = !way.end && reachable && awake > now ? awake + (100 - journey.priority) * 1000 : now;
  way.from = at;
  const meanwhile = isOverAt(at, way);
  const came = meanwhile ? 'run-ended' : reachable ? (holdOut ? 'hold-out' : 'sent') : 'no-consent';
  way.lines.push([step, came, at, now]);
}

function walkArm(split: SplitStep, over: boolean, way: Way, holdOut: boolean): boolean {
  const arm = split.arms[over ? split.arms.length - 1 : way.reader.draw(way.began.at, split)];
  return arm === undefined || walk(arm.steps, way, holdOut || arm.holdOut);
}

/** Until the first such event, the end of the run, or the time-out, whichever comes first. */
function awaitOne({ on, within, otherwise }: AwaitStep, way: Way, holdOut: boolean): boolean {
  if (way.end) return true;
  const deadline = way.now + within.minutes * 60_000;
  const awaited = firstOf(on, way);
  const first = Math.min(awaited?.at ?? Infinity, ending(way)?.at ?? Infinity);
  if (first > deadline) {
    way.now = deadline;
    walk(otherwise, way, holdOut);
    return false;
  }
  way.from = first;
  way.now = Math.max(way.now, first);
  isOver(way);
  return true;
}

/** Whether the run is over by now; if so, it is from now on. */
function isOver(way: Way): boolean {
  way.moments.push(way.now);
  const end = ending(way);
  if (!way.end && end && end.at <= way.now) way.end = ['event', end.type, end.at];
  return way.end !== undefined;
}

function isOverAt(at: number, way: Way): boolean {
  way.moments.push(at);
  return way.end !== undefined || (ending(way)?.at ?? Infinity) <= at;
}

/** The event that ends the run, whenever it comes. */
function ending(way: Way): Happened | undefined {
  return firstOf(way.journey.ends.when, way);
}

/** The first such event after the beginning that is not about another thing of the kind that the run is about. */
function firstOf(on: readonly EventType[], { history, journey, began }: Way): Happened | undefined {
  const kind = journey.starts.oncePer;
  return history.find(({ at, type, what }) => {
    return on.includes(type) && at > began.at && (what[kind] ?? began.what[kind]) === began.what[kind];
  });
}

function holds({ condition }: IfStep, way: Way): boolean {
  const { now, began, history, reader, lines } = way;
  const past = history.filter(({ at }) => at <= now);
  const cancelled = past.filter(({ type }) => type === 'order.cancelled').map(({ what }) => what.order);
  const orders = past.filter(({ type, what }) => type === 'order.placed' && !cancelled.includes(what.order));
  const last = lines
    .filter(([, came]) => came !== 'done')
    .toReversed()
    .toSorted(([, , , a], [, , , b]) => b - a)[0];
  const view = {
    customer: { country: reader.country },
    event: { cart: { id: began.what.cart } },
    orders: { count: orders.length, 'since start': orders.filter(({ at }) => at > began.at).length },
    messages: last && { last: { opened: reader.opens && last[1] === 'sent' && last[2] < now } },
  };
  return matchesPattern(condition, view);
}
