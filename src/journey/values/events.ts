import type { Node } from 'yaml';
import type { SubjectKind } from '../../commerce/events.ts';
import { type EventType, eventSchemas, eventTypes, isEventType } from '../../commerce/events.ts';
import { unremembered } from '../../commerce/nouns.ts';
import { type AwaitedEvent, isMessageEvent, messageEvents } from '../../model/awaited.ts';
import { subjectKinds } from '../../model/subject.ts';
import type { Duration } from '../model/values.ts';
import { readList, readWord } from '../reading/fields.ts';
import { halfWidth } from '../reading/full-width.ts';
import { type Said, type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { anyOf, suggest } from '../reading/suggest.ts';
import { durationIn } from './duration.ts';
import { meantDuration } from './meant-time.ts';

/** The events that facts remember: a run can end with them and await them, and a goal can be one. */
export const rememberedTypes: readonly EventType[] = eventTypes.filter((type) => !Object.hasOwn(unremembered, type));

/** All that an `await` may name. */
export const awaitedEvents: readonly AwaitedEvent[] = [...rememberedTypes, ...messageEvents];

/** Reads the name of one event. */
export function readEvent(source: Source, node: Node, what: Said): EventType | undefined {
  const text = readWord(source, node, what, say`name an event, such as "order.placed"`);
  return text === undefined ? undefined : eventIn(source, node, text);
}

/** Reads the name of one event that a run can end with. */
export function readEnding(source: Source, node: Node, what: Said): EventType | undefined {
  const text = readWord(source, node, what, say`name an event, such as "order.placed"`);
  return text === undefined ? undefined : rememberedIn(source, node, text);
}

/** Reads the name of one event that can be awaited. */
export function readAwaited(source: Source, node: Node, what: Said): AwaitedEvent | undefined {
  const text = readWord(source, node, what, say`name an event, such as "order.placed"`);
  return text === undefined ? undefined : awaitedIn(source, node, text);
}

/**
 * Reads an event or a list of events; reports one that is named twice.
 * @param readOne reads one of them
 */
export function readEvents<E extends AwaitedEvent>(
  source: Source,
  node: Node,
  what: Said,
  readOne: (source: Source, node: Node, what: Said) => E | undefined,
): readonly E[] | undefined {
  const nodes = readList(source, node);
  if (nodes.length === 0) source.report(node, say`${what} names no event`, say`name at least one`);
  const events: E[] = [];
  for (const item of nodes) {
    const event = readOne(source, item, what);
    if (event && events.includes(event)) source.report(item, say`"${event}" is named twice`, say`keep one`);
    if (event) events.push(event);
  }
  return events.length > 0 && events.length === nodes.length ? events : undefined;
}

/** Reads a goal: `order.placed within 5 days`. */
export function readGoal(source: Source, node: Node): { on: EventType; within: Duration } | undefined {
  const text = readWord(source, node, 'goal', say`write "order.placed within 5 days"`, meantGoal);
  if (text === undefined) return undefined;
  const [, name, separator, length] = /^(\S+)( within )(.+)$/.exec(text) ?? [];
  if (name === undefined || separator === undefined || length === undefined) {
    source.report(
      node,
      say`"${text}" is no goal`,
      say`write an event and a time, such as "order.placed within 5 days"`,
    );
    return undefined;
  }
  const on = rememberedIn(source, node, name);
  const within = durationIn(source, node, length, name.length + separator.length);
  return on && within && { on, within };
}

/** The goal with half-width characters and the duration that is meant: `within ５日` is `within 5 days`. */
function meantGoal(text: string): string {
  const [whole, lead = '', length = ''] = /^(\S+ within )(.+)$/.exec(halfWidth(text)) ?? [];
  return whole === undefined ? halfWidth(text) : lead + (meantDuration(length) ?? length);
}

/** The subjects that a run may be about when the event starts it: nouns that the event always carries. */
export function subjectsOf(event: EventType): readonly SubjectKind[] {
  const shape: Record<string, { safeParse(value: unknown): { success: boolean } } | undefined> =
    eventSchemas[event].shape;
  return subjectKinds.filter((kind) => shape[kind]?.safeParse(undefined).success === false);
}

/** The nearest event, or else those of the same noun. */
function suggestEvent(text: string, known: readonly AwaitedEvent[]): Saying {
  const [noun] = text.split('.');
  const alike = known.filter((event) => event.startsWith(`${noun}.`));
  const list = say`docs/events.md lists the events`;
  return suggest(text, known, alike.length > 0 ? say`write ${anyOf(alike)}; ${list}` : list);
}

function eventIn(source: Source, node: Node, text: string): EventType | undefined {
  if (isEventType(text)) return text;
  if (isMessageEvent(text))
    source.report(node, say`"${text}" is no event of the store`, say`only an await can name it`);
  else source.report(node, say`unknown event "${text}"`, suggestEvent(text, eventTypes));
  return undefined;
}

/** The event that a text names, if a fact remembers it; reports one that none does. */
export function rememberedIn(source: Source, node: Node, text: string): EventType | undefined {
  const event = eventIn(source, node, text);
  return event && isRemembered(source, node, event) ? event : undefined;
}

/** Checks that a fact remembers the event; reports one that passes without a trace. */
function isRemembered(source: Source, node: Node, event: EventType): boolean {
  if (rememberedTypes.includes(event)) return true;
  source.report(
    node,
    say`nothing remembers "${event}"`,
    say`it can start a journey, but nobody can wait for it or end with it`,
  );
  return false;
}

/** The event that a text names, if it can be awaited; reports a text that names none. */
export function awaitedIn(source: Source, node: Node, text: string): AwaitedEvent | undefined {
  if (isMessageEvent(text)) return text;
  if (isEventType(text)) return isRemembered(source, node, text) ? text : undefined;
  source.report(node, say`unknown event "${text}"`, suggestEvent(text, awaitedEvents));
  return undefined;
}
