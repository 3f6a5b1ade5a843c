import { isObject, onlyEntry } from '../../pattern/operators/operator.ts';
import { operators } from '../../pattern/operators/registry.ts';

/** What a pattern accepts of one field: one of these values and filters has to fit. */
export type AcceptedList = readonly unknown[];

const absent = { exists: false };

/** The signs of comparisons, each with its opposite. */
const opposites: Readonly<Record<string, string>> = { '>': '<=', '>=': '<', '<': '>=', '<=': '>', '=': '=' };

/** What both lists accept; undefined when a pattern cannot say it. An empty list: nothing fits both. */
export function both(one: AcceptedList, other: AcceptedList): AcceptedList | undefined {
  const pairs = one.flatMap((first) => other.map((second) => meet(first, second)));
  if (pairs.includes(undefined)) return undefined;
  return unique(pairs.flat());
}

/**
 * All that a list does not accept; undefined when a pattern cannot say it.
 * @param always true if the field is always there: then its absence is left out
 */
export function opposite(accepted: AcceptedList, always: boolean): AcceptedList | undefined {
  const values = accepted.filter((one) => !isObject(one));
  const filters = accepted.filter(isObject);
  const others = values.length === 0 ? [] : [notAmong(values, always)];
  const lists = [...others, ...filters.map((filter) => oppositeOf(filter, always))];
  return lists.reduce<AcceptedList | undefined>(
    (all, list) => (all === undefined ? list : list && both(all, list)),
    lists[0],
  );
}

function notAmong(values: AcceptedList, always: boolean): AcceptedList | undefined {
  const missing = always ? [] : [absent];
  if (values.every((value) => typeof value === 'boolean')) {
    return [...missing, ...[true, false].filter((value) => !values.includes(value))];
  }
  const alike = ['string', 'number'].some((kind) => values.every((value) => typeof value === kind));
  return alike ? [...missing, { 'anything-but': values }] : undefined;
}

function oppositeOf(filter: Record<string, unknown>, always: boolean): AcceptedList | undefined {
  const [name, operand] = onlyEntry(filter) ?? [];
  const missing = always ? [] : [absent];
  if (name === 'exists') return [{ exists: operand !== true }];
  if (name === 'numeric' && Array.isArray(operand)) return [...missing, ...outside(operand)];
  if (name === 'anything-but' && !isObject(operand)) return [...missing, ...[operand].flat()];
  if (name === 'anything-but' && isObject(operand)) {
    const [inner = '', texts] = onlyEntry(operand) ?? [];
    return [...missing, ...[texts].flat().map((text) => ({ [inner]: text }))];
  }
  if (name !== undefined && typeof operand === 'string' && name !== 'cidr') {
    return [...missing, { 'anything-but': { [name]: operand } }];
  }
  return undefined;
}

/** The numbers on the other side of each bound. */
function outside([sign, bound, ...further]: readonly unknown[]): AcceptedList {
  const beyond = sign === '=' ? [{ 'anything-but': [bound] }] : [{ numeric: [opposites[String(sign)] ?? sign, bound] }];
  return further.length === 0 ? beyond : [...beyond, ...outside(further)];
}

/** What fits two values or filters; undefined when a pattern cannot say it. */
function meet(one: unknown, other: unknown): AcceptedList | undefined {
  if (JSON.stringify(one) === JSON.stringify(other)) return [one];
  if (!isObject(one)) return isObject(other) ? meet(other, one) : [];
  const [name = '', operand] = onlyEntry(one) ?? [];
  if (!isObject(other)) return passes(name, operand, other) ? [other] : [];
  const [second = '', limit] = onlyEntry(other) ?? [];
  if (name === 'exists' || second === 'exists') return meetExists(one, other);
  if (name === 'numeric' && second === 'numeric') return range([...[operand].flat(), ...[limit].flat()]);
  if (name === 'numeric' && second === 'anything-but') return without(one, limit);
  if (name === 'anything-but' && second === 'numeric') return without(other, operand);
  if (name === 'anything-but' && second === 'anything-but' && !isObject(operand) && !isObject(limit)) {
    return [{ 'anything-but': unique([operand, limit].flat()) }];
  }
  return undefined;
}

/** The numbers of a comparison without some of them; undefined if those are no numbers. */
function without(filter: unknown, excluded: unknown): AcceptedList | undefined {
  const numbers = [excluded].flat();
  if (!numbers.every((one) => typeof one === 'number')) return undefined;
  return numbers.reduce<AcceptedList | undefined>(
    (left, one) => left && both(left, [{ numeric: ['<', one] }, { numeric: ['>', one] }]),
    [filter],
  );
}

function meetExists(one: Record<string, unknown>, other: Record<string, unknown>): AcceptedList {
  const wanted = [one, other].map((filter) => filter.exists);
  if (wanted.includes(false)) return wanted.every((want) => want === false) ? [absent] : [];
  return [wanted[0] === true ? other : one];
}

function passes(name: string, operand: unknown, value: unknown): boolean {
  const scalar = value === null || ['string', 'number', 'boolean'].includes(typeof value);
  // Narrowed by the line above: a leaf of an event.
  return scalar && (operators.get(name)?.matches(operand, value as string | number | boolean | null) ?? false);
}

/** The range that all bounds leave; an empty list when they leave nothing. */
function range(bounds: readonly unknown[]): AcceptedList {
  const pairs: (readonly [string, number])[] = [];
  for (let at = 0; at < bounds.length; at += 2) pairs.push([String(bounds[at]), Number(bounds[at + 1])]);
  const exact = pairs.find(([sign]) => sign === '=');
  if (exact) return pairs.every((pair) => passes('numeric', pair, exact[1])) ? [exact[1]] : [];
  const lower = tightest(pairs, '>', (one, best) => one > best);
  const upper = tightest(pairs, '<', (one, best) => one < best);
  if (!lower || !upper) return [{ numeric: [...(lower ?? upper ?? [])] }];
  if (lower[1] < upper[1]) return [{ numeric: [...lower, ...upper] }];
  return lower[1] === upper[1] && lower[0] === '>=' && upper[0] === '<=' ? [lower[1]] : [];
}

/** The bound that excludes most: of two at one number the one that excludes the number itself. */
function tightest(
  pairs: readonly (readonly [string, number])[],
  side: string,
  closer: (one: number, best: number) => boolean,
) {
  const own = pairs.filter(([sign]) => sign.startsWith(side));
  return own.reduce<readonly [string, number] | undefined>((best, pair) => {
    if (best === undefined || closer(pair[1], best[1])) return pair;
    return pair[1] === best[1] && pair[0] === side ? pair : best;
  }, undefined);
}

function unique(values: AcceptedList): AcceptedList {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...seen.values()];
}
