import { majorUnits } from '../../commerce/values/money.ts';
import type { Fact } from '../../model/fact.ts';
import type { Profile } from '../../model/profile.ts';
import { matchesPattern } from '../../pattern/match.ts';
import type { Pattern } from '../../pattern/pattern.ts';

/** The fields that a pattern looks at. */
export type Tree = Readonly<Record<string, unknown>>;

/** The number of elements of a list that are kept for a pattern that looks into it. */
const mostElements = 50;

/** The part of an event's detail that a pattern looks at, as small as the pattern. */
export function pick(detail: unknown, pattern: Pattern): Tree {
  const picked: Record<string, unknown> = {};
  for (const alternative of isTreeList(pattern.$or) ? pattern.$or : [])
    Object.assign(picked, pick(detail, alternative));
  for (const [key, below] of Object.entries(pattern)) {
    if (key === '$or' || !isTree(detail) || !Object.hasOwn(detail, key)) continue;
    const value = pickBelow(asSent(detail[key]), below);
    if (value !== undefined) picked[key] = value;
  }
  return picked;
}

/** Patterns match values only: an object where a pattern expects a value is left out. */
function pickBelow(value: unknown, below: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, mostElements).flatMap((element) => pickBelow(element, below) ?? []);
  if (!isTree(value)) return value;
  return isTree(below) ? pick(value, below) : undefined;
}

/**
 * The fields that several patterns look at, together.
 * @param custom the fields of the same detail that its contract does not define
 */
export function pickAll(detail: unknown, patterns: readonly Pattern[], custom: Tree = {}): Tree {
  return patterns.flatMap((pattern) => [pick(custom, pattern), pick(detail, pattern)]).reduce(overlay, {});
}

/**
 * True if a journey's `where` still holds: the starting event's picked part, overlaid with today's knowledge.
 * @param picked the part of the starting event that {@link pick} kept
 */
export function stillMatches(where: Pattern, picked: Tree, profile: Profile, fact: Fact | undefined): boolean {
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
