import { day } from '../../commerce/values/time-units.ts';
import { secondKeyOf } from '../../model/message.ts';
import type { Claim, PastClaims } from '../../model/profile.ts';
import { defaultTopics } from '../../model/topic.ts';

type Claims = Readonly<Record<string, Claim>>;

/** The longest cap is one of thirty days, and a day of UTC may lie a day before. */
const keptDays = 31;

/** Claims, and the counts of those that were dropped before them. */
export interface ClaimHistory {
  readonly claims: Claims;
  readonly past?: PastClaims | undefined;
}

/**
 * The recent claims, with those that are no longer kept counted into days: thirty days take a few hundred bytes however
 * much was sent. A claim is counted by the very write that drops it, so never twice. One that was given back is dropped
 * uncounted.
 * @param kept milliseconds for which a claim is kept whole
 */
export function foldClaims({ claims, past }: ClaimHistory, now: number, kept: number): ClaimHistory {
  const entries = Object.entries(claims);
  const old = entries.filter(([, { at }]) => at <= now - kept);
  const marketing = old.filter(([, claim]) => isMarketing(claim));
  const recent = old.length === 0 ? claims : Object.fromEntries(entries.filter(([, { at }]) => at > now - kept));
  if (marketing.length === 0 && past === undefined) return { claims: recent };
  const days = new Map(Object.entries(past?.days ?? {}).map(([date, counts]) => [date, { ...counts }]));
  for (const [key, claim] of marketing) {
    const cell = cellOf(claim, isReplaced(key, claims));
    const date = String(Math.floor(claim.at / day));
    const counts = days.get(date) ?? {};
    days.set(date, { ...counts, [cell]: (counts[cell] ?? 0) + 1 });
  }
  const first = Math.floor(now / day) - keptDays;
  const live = [...days].filter(([date]) => Number(date) >= first);
  if (live.length === 0) return { claims: recent };
  return {
    claims: recent,
    past: { until: Math.max(past?.until ?? 0, ...marketing.map(([, { at }]) => at)), days: Object.fromEntries(live) },
  };
}

/** True if a claim counts against caps. */
export function isMarketing({ purpose, returned }: Claim): boolean {
  return purpose === 'marketing' && !returned;
}

/**
 * True if the message of a claim is sent again under a second one, which counts instead. Against the caps and the gap of its
 * own channel the first counts all the same: it went there, and may have arrived.
 */
export function isReplaced(key: string, claims: Claims): boolean {
  const second = claims[secondKeyOf(key)];
  return second !== undefined && !second.returned;
}

const replaced = 'replaced';

function cellOf({ channel, topic }: Claim, isReplaced: boolean): string {
  if (isReplaced) return `${channel} ${topic ?? defaultTopics.marketing} ${replaced}`;
  return topic === undefined ? channel : `${channel} ${topic}`;
}

/** Of two copies of one count, each of which may have missed something: the greater one. Doing it again changes nothing. */
export function joinPast(one: PastClaims | undefined, other: PastClaims | undefined): PastClaims | undefined {
  return merge(one, other, Math.max);
}

/** The counts of two customers who turned out to be one. */
export function addPast(one: PastClaims | undefined, other: PastClaims | undefined): PastClaims | undefined {
  return merge(one, other, (mine, theirs) => mine + theirs);
}

/** The claims that the counts do not hold yet. Those for transactional messages are never counted. */
export function notCounted(claims: Claims, { until }: PastClaims): Record<string, Claim> {
  return Object.fromEntries(
    Object.entries(claims).filter(([, { at, purpose }]) => purpose === 'transactional' || at > until),
  );
}

function merge(
  one: PastClaims | undefined,
  other: PastClaims | undefined,
  both: (mine: number, theirs: number) => number,
): PastClaims | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const dates = [...new Set([...Object.keys(one.days), ...Object.keys(other.days)])].sort();
  const days = dates.map((date) => {
    const [mine = {}, theirs = {}] = [one.days[date], other.days[date]];
    const cells = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    return [date, Object.fromEntries(cells.map((cell) => [cell, both(mine[cell] ?? 0, theirs[cell] ?? 0)]))];
  });
  return { until: Math.max(one.until, other.until), days: Object.fromEntries(days) };
}

/** Messages of the past that are counted alike. */
export interface PastCount {
  /** The latest moment at which they may have gone: the end of their day of UTC. */
  readonly at: number;
  readonly channel: string;
  readonly topic?: string | undefined;
  /** True if other messages, their second attempts, are counted instead, except against the caps of the channel. */
  readonly isReplaced: boolean;
  readonly count: number;
}

/** The counts, one entry for each day, channel and topic. */
export function pastCounts(past: PastClaims | undefined): PastCount[] {
  return Object.entries(past?.days ?? {}).flatMap(([date, cells]) =>
    Object.entries(cells).map(([cell, count]) => {
      const [channel = cell, topic, mark] = cell.split(' ');
      return { at: (Number(date) + 1) * day, channel, topic, isReplaced: mark === replaced, count };
    }),
  );
}
