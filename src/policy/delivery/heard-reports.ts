import { day, hour, minute } from '../../commerce/values/time-units.ts';
import type { HeardReports } from '../../model/heard-reports.ts';

/** Times of sending are told apart by so much: reports that are lost for twice as long leave a gap in a busy shop. */
const span = 5 * minute;

/** `after` is three days at most, and a day more is left to hear of others. The item so stays below two kilobytes. */
const mostSpans = (4 * day) / span;

/** A report tells soon whether a message arrives, as a rule. One on an opening of days later says nothing of that time. */
const toldWithin = 15 * minute;

/** A report that comes later than this after what it tells of is late. */
const lateAfter = 15 * minute;

/** The queue of reports shows one that failed again after a tenth of its age, but within these: src/aws/come-back.ts. */
const shortestPause = 6 * minute;
const longestPause = hour;

/** Of late reports in a row, one in so much time is noted for each hour. */
const noteLateEvery = 5 * minute;

/** A report as evidence that reports come in. Epoch milliseconds. */
export interface HeardReport {
  /** When the message was sent. */
  readonly sent: number;
  /** When it happened. */
  readonly at: number;
  /** False for a copy, and for one that failed after it was recorded: it comes late, but says nothing of others. */
  readonly isNews: boolean;
}

/** What is known once a message was sent. @returns the same object when it adds nothing */
export function afterSending(known: HeardReports, at: number): HeardReports {
  return withDigit(known, at, (digit) => (digit % 3 === 2 ? digit : digit + 1));
}

/** What is known once a report came in. @returns the same object when it adds nothing */
export function afterReport(known: HeardReports, { sent, at, isNews }: HeardReport, now: number): HeardReports {
  const isSoon = at - sent <= toldWithin;
  const heard = isSoon ? withDigit(known, Math.min(sent, now), (digit) => (digit < 3 ? digit + 3 : digit)) : known;
  return isLateReport({ sent, at, isNews }, now) ? withLate(heard, at, now) : heard;
}

/** True of a report that comes late, as long as it is news. */
export function isLateReport({ at, isNews }: HeardReport, now: number): boolean {
  return isNews && now - at > lateAfter;
}

/** Of so many latest reports at a function those that come late say something only if more than one in fifty does. */
const latestReports = 100;
const fewestToCompare = 50;
const mostByChance = 1 / 50;

/**
 * The latest reports that one function heard. Now and then a report comes late by itself: in a busy shop there is always
 * one, and would keep every second attempt waiting. Where few are heard, each late one counts.
 */
export class LatestReports {
  readonly #late: boolean[] = [];

  /** Adds a report. @returns whether it says that others may come late too */
  add(isLate: boolean): boolean {
    this.#late.push(isLate);
    if (this.#late.length > latestReports) this.#late.shift();
    const share = this.#late.filter(Boolean).length / this.#late.length;
    return isLate && (this.#late.length < fewestToCompare || share > mostByChance);
  }
}

function withDigit(known: HeardReports, at: number, change: (digit: number) => number): HeardReports {
  const { spans = '' } = known;
  const place = numberOf(at);
  const first = known.from === undefined ? place : Math.min(numberOf(known.from), place);
  const before = known.from === undefined ? 0 : numberOf(known.from) - first;
  const length = Math.max(before + spans.length, place - first + 1);
  if (before > 0 && length > mostSpans) return known; // too long ago
  const whole = ('0'.repeat(before) + spans).padEnd(length, '0');
  const digit = Number(whole[place - first]);
  if (change(digit) === digit) return known;
  const changed = `${whole.slice(0, place - first)}${change(digit)}${whole.slice(place - first + 1)}`;
  const dropped = Math.max(0, length - mostSpans);
  return { ...known, from: (first + dropped) * span, spans: changed.slice(dropped) };
}

function withLate(known: HeardReports, at: number, now: number): HeardReports {
  const { late = {} } = known;
  const name = String(Math.floor(at / hour));
  if (now - (late[name] ?? Number.NEGATIVE_INFINITY) < noteLateEvery) return known;
  const recent = Object.entries(late).filter(([, last]) => now - last < quiet);
  return { ...known, late: { ...Object.fromEntries(recent), [name]: now } };
}

/** Once no late report has come for so long, whatever failed with them has come back too. */
const quiet = longestPause + lateAfter;

/**
 * True if a delivery of a message would have been heard of: reports on what was sent together with it, just before and just
 * after came in, as far as anything was, and none of that time are still coming in late.
 * @param at when it was sent; epoch milliseconds
 */
export function wouldBeHeard({ at }: { readonly at: number }, heard: HeardReports, now: number): boolean {
  const spans = [...(heard.spans ?? '')].map(Number);
  const own = numberOf(at) - numberOf(heard.from ?? Number.POSITIVE_INFINITY);
  if (own < 0) return false; // nobody noted what was sent then
  const before = spans.findLast((digit, place) => place < own && digit !== 0);
  const next = spans.findIndex((digit, place) => place > own && digit !== 0);
  if (next < 0 || !isHeard(spans[next]) || (before !== undefined && !isHeard(before))) return false;
  const nextAt = (numberOf(heard.from ?? 0) + next) * span;
  if (now - lastLate(heard, at - hour, nextAt + hour) <= quiet) return false;
  if (isHeard(spans[own])) return true;
  const isAlone = (spans[own] ?? 0) < 2;
  return isAlone && now >= nextAt + span + lateAfter + pauseAfter(nextAt - at);
}

/** The latest sending of which a report came in, to the span; epoch milliseconds. */
export function heardUntil({ from, spans = '' }: HeardReports): number | undefined {
  const last = [...spans].findLastIndex((digit) => isHeard(Number(digit)));
  return from === undefined || last < 0 ? undefined : from + last * span;
}

function isHeard(digit = 0): boolean {
  return digit >= 3;
}

/** When a report on that time last came late; epoch milliseconds. */
function lastLate({ late = {} }: HeardReports, from: number, until: number): number {
  const of = Object.entries(late).filter(
    ([name]) => Number(name) >= Math.floor(from / hour) && Number(name) <= until / hour,
  );
  return Math.max(...of.map(([, last]) => last), Number.NEGATIVE_INFINITY);
}

/** How long a report may yet be hidden that failed for so long. */
function pauseAfter(age: number): number {
  return Math.min(Math.max(age / 10, shortestPause), longestPause);
}

function numberOf(at: number): number {
  return Math.floor(at / span);
}
