import type { EventType } from '../../src/commerce/events.ts';
import type { Journey } from '../../src/journey/model/journey.ts';
import type { AwaitStep, Condition, SendStep, SplitStep, Step, WaitStep } from '../../src/journey/model/steps.ts';
import { armsOf } from '../../src/journey/steps/registry.ts';
import type { AwaitedEvent } from '../../src/model/awaited.ts';
import type { Purpose } from '../../src/model/purpose.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { matchesPattern } from '../../src/pattern/match.ts';
import { delayEnd, firstAllowed, quietEnd } from '../../src/policy/time/timing.ts';

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

const day = 86_400_000;

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
    const over = firstOf(journey.ends.when, { history, journey, began: event });
    if (over && over.at <= event.at) continue; // the cart was bought before it was heard of
    if (!before || mayBeginAgain(journey, before, event.at)) runs.push(readRun(journey, history, reader, event));
  }
  return runs;
}

function mayBeginAgain({ starts: { againAfter } }: Journey, before: ReadRun, at: number): boolean {
  if (againAfter === 'never') return false;
  if (againAfter === 'always') return at > before.beganAt;
  if (againAfter !== 'the end') return at - before.beganAt >= againAfter.minutes * 60_000;
  const [why, , end] = before.end;
  return why === 'event' ? end <= at : end < at; // what a run awaited belongs to it
}

/** A message that a run has come to. */
interface Sending {
  readonly step: string;
  /** What came of it; not yet, while it is held until the morning. */
  came: string | undefined;
  at: number;
  readonly due: number;
  /** What comes of it at its time; another time: it is held until then. */
  readonly settle: (at: number) => string | number;
}

/** A run on its way. */
interface Way {
  readonly journey: Journey;
  readonly history: readonly Happened[];
  readonly reader: Reader;
  readonly began: Happened;
  readonly sendings: Sending[];
  readonly deeds: Line[];
  readonly moments: number[];
  now: number;
  /** From when a wait counts that comes next. */
  from: number;
  /** Set on a run that was over before its first step: nothing is done, and its messages are settled at its end. */
  unbegun?: true;
  end?: ReadRun['end'];
}

function readRun(journey: Journey, history: readonly Happened[], reader: Reader, began: Happened): ReadRun {
  const fresh = { sendings: [], deeds: [], moments: [], now: began.at, from: began.at };
  const way: Way = { journey, history, reader, began, ...fresh };
  walk(journey.steps, [], way, false);
  settleUntil(Number.POSITIVE_INFINITY, way);
  const end = way.end ?? (['completed', 'all steps done', way.now] as const);
  const sent = way.sendings.map(({ step, came = 'held', at }): Line => [step, came, at]);
  const subject = began.what[journey.starts.oncePer] ?? '';
  return { beganAt: began.at, subject, lines: [...sent, ...way.deeds], end, moments: way.moments };
}

/** Goes through steps. @param after what the line goes on with @returns whether that is come to */
function walk(steps: readonly Step[], after: readonly Step[], way: Way, holdOut: boolean): boolean {
  return steps.every((step, index) => {
    const rest = [...steps.slice(index + 1), ...after];
    if (step.kind === 'wait') return waitFor(step, rest, way) && (step !== way.journey.steps[0] || begin(way));
    const over = isOver(way);
    way.from = way.now;
    if (step.kind === 'leave') way.end ??= ['left', step.reason.en, way.now];
    else if (step.kind === 'do') !way.unbegun && way.deeds.push([step.id, over ? 'run-ended' : 'done', way.now]);
    else if (step.kind === 'send') send(step, way, holdOut);
    else return walkOn(step, over, rest, way, holdOut);
    return step.kind !== 'leave';
  });
}

/** Goes by the arm that a step leads to; a run that is over goes by the last one. */
function walkOn(
  step: Extract<Step, { kind: 'if' | 'split' | 'await' }>,
  over: boolean,
  rest: readonly Step[],
  way: Way,
  holdOut: boolean,
): boolean {
  if (step.kind === 'await') return walk(awaitOne(step, over, way), rest, way, holdOut);
  if (step.kind === 'if') return walk(!over && holds(step.condition, way) ? step.then : step.else, rest, way, holdOut);
  const arm = step.arms[over ? step.arms.length - 1 : way.reader.draw(way.began.at, step)];
  return arm === undefined || walk(arm.steps, rest, way, holdOut || arm.holdOut);
}

/** Time passes, unless the run is known to be over. Marketing does not wake anybody. */
function waitFor({ delay }: WaitStep, rest: readonly Step[], way: Way): true {
  if (way.end) return true;
  const { zone, settings } = way.reader;
  const end = delayEnd(way.from, delay, zone, { 'cart.updatedAt': way.began.at });
  const purposes = messagesNext(rest).map((step) => step.purpose ?? way.journey.purpose);
  const purpose =
    purposes.length === 0 ? way.journey.purpose : purposes.includes('transactional') ? 'transactional' : 'marketing';
  way.now = Math.max(way.now, firstAllowed(end, purpose, settings, zone));
  return true;
}

/** Begins a run after its first wait; one that an event ends before that is settled when the event comes. */
function begin(way: Way): true {
  const end = ending(way);
  way.moments.push(way.now);
  if (end === undefined || end.at >= way.now) return true;
  way.end = ['event', end.type, end.at];
  way.now = end.at;
  way.unbegun = true;
  return true;
}

/** The messages that may come next without another wait. */
function messagesNext([step, ...rest]: readonly Step[]): SendStep[] {
  if (step === undefined || step.kind === 'wait' || step.kind === 'await' || step.kind === 'leave') return [];
  if (step.kind === 'send') return [step];
  return step.kind === 'do' ? messagesNext(rest) : armsOf(step).flatMap((arm) => messagesNext([...arm, ...rest]));
}

/**
 * A message goes, or not. It is held while somebody is at what the run is about, and marketing that falls into the night
 * waits for the morning; it is decided anew then.
 */
function send({ id, condition, ...own }: SendStep, way: Way, holdOut: boolean): void {
  const { journey, reader, now } = way;
  const { purpose = journey.purpose, priority = journey.priority } = own;
  const marketing = purpose === 'marketing';
  const obstacle = (at: number) => {
    if (way.end && at === now) return 'run-ended';
    if ((ending(way)?.at ?? Number.POSITIVE_INFINITY) <= at) return 'run-ended';
    if (condition && !holds(condition, way, at)) return 'condition';
    return marketing && !reader.agreed ? 'no-consent' : undefined;
  };
  const settleAt = (at: number): string | number => {
    const why = obstacle(at);
    if (why) return why;
    const rested = restFrom(way, purpose, now, at);
    if (rested > at) return rested;
    const awake = marketing ? quietEnd(at, reader.settings, reader.zone) : at;
    // The higher the priority, the earlier in the morning.
    return awake > at ? awake + (100 - priority) * 1000 : holdOut ? 'hold-out' : 'sent';
  };
  const came = settleAt(now);
  const at = typeof came === 'number' ? came : now;
  way.from = at;
  way.moments.push(now, at);
  way.sendings.push({ step: id, came: typeof came === 'number' ? undefined : came, at, due: now, settle: settleAt });
}

/** From when on the customer has let it alone for as long as the first wait; a day after the message is due at the latest. */
function restFrom({ journey, history, began, reader }: Way, purpose: Purpose, due: number, at: number): number {
  const [first] = journey.steps;
  if (first?.kind !== 'wait' || !first.restartsOn || at >= due + day) return at;
  const on = first.restartsOn;
  const happened = history.filter(({ type, at: time }) => on.some((one) => one === type) && time <= at);
  const last = happened.findLast((one) => one.at > began.at && concerns(one, journey, began));
  if (last === undefined) return at;
  const end = delayEnd(last.at, first.delay, reader.zone, { 'cart.updatedAt': last.at });
  return firstAllowed(Math.min(end, due + day), purpose, reader.settings, reader.zone);
}

/** Decides about what was held until then. */
function settleUntil(time: number, way: Way): void {
  const held = way.sendings.filter(({ came, at }) => came === undefined && at <= time);
  const [next] = held.sort((one, other) => one.at - other.at);
  if (!next) return;
  const came = next.settle(next.at);
  if (typeof came === 'string') next.came = came;
  else {
    next.at = came;
    way.moments.push(came);
  }
  settleUntil(time, way);
}

/** Waits for the first such event, the end of the run, or the time-out. @returns the steps for what came first */
function awaitOne({ on, arms, within, otherwise }: AwaitStep, over: boolean, way: Way): readonly Step[] {
  const deadline = way.now + within.minutes * 60_000;
  const awaited = over ? undefined : firstAwaited(on, deadline, way);
  const first = over
    ? way.now
    : Math.min(awaited?.at ?? Number.POSITIVE_INFINITY, ending(way)?.at ?? Number.POSITIVE_INFINITY);
  way.from = Math.min(first, deadline);
  way.now = Math.max(way.now, way.from);
  if (first > deadline) return otherwise;
  const arm = isOver(way) || !awaited ? on.length - 1 : on.indexOf(awaited.type);
  return arms?.[arm] ?? [];
}

/** The first awaited event: of the store, or what the customer does with the last message that went by then. */
function firstAwaited(
  on: readonly AwaitedEvent[],
  deadline: number,
  way: Way,
): { at: number; type: AwaitedEvent } | undefined {
  const event = firstOf(on, way);
  const opened = on.includes('message.opened') && way.reader.opens ? openedAt(deadline, way) : undefined;
  if (opened === undefined || (event && event.at < opened)) return event;
  return { at: opened, type: 'message.opened' };
}

/** When the last message that went was opened, as soon as it is known. */
function openedAt(deadline: number, way: Way): number | undefined {
  const lastSentBy = (time: number) => {
    settleUntil(time, way);
    return way.sendings
      .filter(({ came, at }) => came === 'sent' && at <= time)
      .toReversed()
      .sort((one, other) => other.due - one.due)[0];
  };
  const times = [way.now, ...way.sendings.map(({ at }) => at + 1000)].filter(
    (time) => time >= way.now && time <= deadline,
  );
  return times
    .sort((one, other) => one - other)
    .flatMap((time) => {
      const last = lastSentBy(time);
      return last && last.at + 1000 <= time ? [last.at + 1000] : [];
    })[0];
}

/** Whether the run is over by now; if so, it is from now on. */
function isOver(way: Way): boolean {
  way.moments.push(way.now);
  settleUntil(way.now, way);
  const end = ending(way);
  if (!way.end && end && end.at <= way.now) way.end = ['event', end.type, end.at];
  return way.end !== undefined;
}

/** The event that ends the run, whenever it comes. */
function ending(way: Way): Happened | undefined {
  return firstOf(way.journey.ends.when, way);
}

/** The first such event after the beginning that is not about another thing of the kind that the run is about. */
function firstOf(
  on: readonly AwaitedEvent[],
  { history, journey, began }: Pick<Way, 'history' | 'journey' | 'began'>,
): Happened | undefined {
  return history.find((happened) => {
    if (!on.includes(happened.type)) return false;
    return happened.at > began.at ? concerns(happened, journey, began) : bought(happened, journey, began);
  });
}

/** An order concerns every cart; anything else is not about another thing of the kind that the run is about. */
function concerns({ type, what }: Happened, { starts: { oncePer: kind } }: Journey, began: Happened): boolean {
  if (type === 'order.placed' && kind === 'cart') return true;
  return (what[kind] ?? began.what[kind]) === began.what[kind];
}

/** Whether an order bought the very cart, by another clock. */
function bought({ at, type, what }: Happened, { starts }: Journey, began: Happened): boolean {
  if (type !== 'order.placed' || starts.oncePer !== 'cart' || at < began.at - 15 * 60_000) return false;
  return what.cart !== undefined && what.cart === began.what.cart;
}

function holds(condition: Condition, way: Way, at = way.now): boolean {
  const { began, history, reader, sendings } = way;
  const past = history.filter((happened) => happened.at <= at);
  const cancelled = past.filter(({ type }) => type === 'order.cancelled').map(({ what }) => what.order);
  const orders = past.filter(({ type, what }) => type === 'order.placed' && !cancelled.includes(what.order));
  const last = sendings
    .filter(({ due }) => due < at || at === way.now)
    .toReversed()
    .sort((one, other) => other.due - one.due)[0];
  const view = {
    customer: { country: reader.country },
    event: { cart: { id: began.what.cart } },
    orders: { count: orders.length, 'since start': orders.filter((order) => order.at > began.at).length },
    messages: last && { last: { opened: reader.opens && last.came === 'sent' && last.at < at } },
  };
  return matchesPattern(condition, view);
}
