import type { Fact } from '../contracts/fact.ts';
import { majorUnits } from '../contracts/money.ts';
import type { Profile } from '../contracts/profile.ts';
import { matchesPattern } from '../pattern/match.ts';

/** A pattern, or what it looks at. */
export type Tree = Readonly<Record<string, unknown>>;

/** The part of an event's detail that a pattern looks at, as small as the pattern. */
export function pick(detail: unknown, pattern: Tree): Tree {
  const picked: Record<string, unknown> = {};
  for (const alternative of isTreeList(pattern.$or) ? pattern.$or : [])
    Object.assign(picked, pick(detail, alternative));
  for (const [key, below] of Object.entries(pattern)) {
    if (key === '$or' || !isTree(detail) || !(key in detail)) continue;
    const value = asSent(detail[key]);
    picked[key] = isTree(below) && isTree(value) ? pick(value, below) : value;
  }
  return picked;
}

/** What several patterns look at, together. */
export function pickAll(detail: unknown, patterns: readonly Tree[]): Tree {
  return patterns.map((pattern) => pick(detail, pattern)).reduce(overlay, {});
}

/**
 * Whether a journey's `where` still holds: the starting event's picked part, overlaid with what is known today.
 * @param picked what {@link pick} kept of the starting event
 */
export function stillMatches(where: Tree, picked: Tree, profile: Profile, fact: Fact | undefined): boolean {
  const today: Record<string, unknown> = { customer: { ...profile, ...profile.identities } };
  if (fact !== undefined) today[fact.kind] = fact;
  return matchesPattern(where, overlay(picked, pick(today, where)));
}

function overlay(below: Tree, above: Tree): Tree {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = merged[key];
    merged[key] = isTree(value) && isTree(under) ? overlay(under, value) : value;
  }
  return merged;
}

/** Money back in the form events carry it, in which patterns are written. */
export function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asSent);
  if (!isTree(value)) return value;
  if (typeof value.minor === 'number' && typeof value.currency === 'string') {
    return { amount: majorUnits({ minor: value.minor, currency: value.currency }), currency: value.currency };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asSent(inner)]));
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTreeList(value: unknown): value is Tree[] {
  return Array.isArray(value) && value.every(isTree);
}
