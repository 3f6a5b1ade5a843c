import { eventTypes, isEventType } from '../../src/commerce/events.ts';
import { type IntakeContext, type ReadEvent, readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { ContractError } from '../../src/commerce/values/contract-error.ts';
import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { matchesPattern } from '../../src/pattern/match.ts';
import type { LoadedJourney, LoadedJourneys } from '../journeys.ts';
import { type ConsentDoubt, consentDoubts } from './consent-doubts.ts';
import type { Entry } from './entry.ts';

/** PutEvents takes an entry of at most so many bytes. */
export const mostBytes = 1_048_576;

/** A field that does not fit, and why: as the contract words it, or as this command does. */
export interface EntryProblem {
  readonly path: string;
  readonly problem: Said;
}

/** What would become of an event: refused with its problems, or accepted with its effects. */
export interface Verdict {
  readonly entry: Entry;
  /** The event's own id, if it has one. */
  readonly id: string | undefined;
  /** Why it would be refused. Fields, never what they hold. */
  readonly problems: readonly EntryProblem[];
  /** Optional fields of the customer that would be dropped. */
  readonly dropped: readonly string[];
  /** Slips in what it says of consent: it is taken, and they count otherwise than they are meant. */
  readonly doubts: readonly ConsentDoubt[];
  /** The journeys that it may start, by name. */
  readonly starts: readonly string[];
  /** The journeys whose runs it ends. */
  readonly ends: readonly string[];
  /** True if an import tells it: then it starts and ends nothing. */
  readonly history: boolean;
}

/**
 * Checks an event by the same code that would ingest it.
 * @param now epoch milliseconds
 */
export function verdictOn(entry: Entry, loaded: LoadedJourneys, now: number): Verdict {
  const id = idOf(entry.detail);
  const refused = { entry, id, dropped: [], doubts: [], starts: [], ends: [], history: false };
  if (entry.unreadable !== undefined) return { ...refused, problems: [{ path: '', problem: entry.unreadable }] };
  const { shop, topics } = loaded.settings;
  const envelope = envelopeProblems(entry, shop);
  const read = readDetail(entry, { now, shop });
  const problems = [...envelope, ...('fields' in read ? read.fields : [])];
  if ('fields' in read || problems.length > 0) return { ...refused, problems };
  const doubts = consentDoubts(entry.detail, read.event, topics);
  return { entry, id, problems, dropped: read.dropped, doubts, ...effectsOf(entry, loaded.journeys) };
}

/** What the contract says of the detail. The source is left out: it is the envelope's. */
function readDetail({ type, detail }: Entry, intake: IntakeContext): ReadEvent | Pick<ContractError, 'fields'> {
  if (typeof type !== 'string' || !isEventType(type)) return { fields: [] };
  try {
    return readStoreEvent({ 'detail-type': type, detail }, intake);
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { fields: error.fields };
  }
}

/** The problems of what is around the detail. */
function envelopeProblems({ source, type, detail }: Entry, shop: string): EntryProblem[] {
  const bytes = Buffer.byteLength(JSON.stringify(detail) ?? '');
  return [
    ...(source === `store.${shop}` ? [] : [{ path: 'Source', problem: wrongSource(source, shop) }]),
    ...(typeof type === 'string' && isEventType(type) ? [] : [{ path: 'DetailType', problem: unknownType(type) }]),
    ...(bytes > mostBytes ? [{ path: 'Detail', problem: say`has ${bytes} bytes: PutEvents takes ${mostBytes}` }] : []),
  ];
}

function wrongSource(source: unknown, shop: string): Saying {
  if (typeof source === 'string' && source.startsWith('store.'))
    return say`must be store.${shop}: the shop of store.yaml`;
  return say`must be store.${shop}: no rule matches another source, and the bus drops the event silently`;
}

function unknownType(type: unknown): Saying {
  return typeof type === 'string'
    ? say`is no event: ${suggest(type, eventTypes)}`
    : say`is missing: the name of the event`;
}

function effectsOf(
  { source, type, detail }: Entry,
  journeys: readonly LoadedJourney[],
): Pick<Verdict, 'starts' | 'ends' | 'history'> {
  const event = { source, 'detail-type': type, detail };
  const history = isMarked(detail, 'history');
  if (history || isMarked(detail, 'test')) return { starts: [], ends: [], history };
  const starting = journeys.filter(({ pattern }) => pattern !== undefined && matchesPattern(pattern, event));
  const ending = journeys.filter(({ rules }) => rules.ends.some((one) => one === type));
  return { starts: starting.map(nameOf), ends: ending.map(nameOf), history };
}

function isMarked(detail: unknown, mark: 'test' | 'history'): boolean {
  return typeof detail === 'object' && detail !== null && Reflect.get(detail, mark) === true;
}

function nameOf({ journey }: LoadedJourney): string {
  return journey.name;
}

function idOf(detail: unknown): string | undefined {
  const id = typeof detail === 'object' && detail !== null && 'id' in detail ? detail.id : undefined;
  return typeof id === 'string' ? id : undefined;
}
