import { alternatives } from '../../pattern/alternatives.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Asked, AskedField, Test } from './asked.ts';
import { type Fieldset, isGroup, isMoneyField, nodeAt } from './field.ts';
import { type AcceptedList, both, opposite } from './filters.ts';

/** Fields that all have to fit, by the JSON of their paths. */
type Fit = ReadonlyMap<string, AcceptedList>;

/** Ways of which one has to fit. */
type Ways = readonly Fit[];

/** Why a condition cannot become a pattern. */
export type CompileFault = 'never' | 'always' | 'unsayable' | 'list' | 'too many';

/** EventBridge refuses more alternatives. */
const mostWays = 1000;

/**
 * The EventBridge pattern of a condition.
 * @param fields the fields that may be asked about
 */
export function compileCondition(asked: Asked, fields: Fieldset): Pattern | CompileFault {
  const ways = waysOf(asked, fields);
  if (typeof ways === 'string') return ways;
  if (ways.length === 0) return 'never';
  if (ways.length > mostWays) return 'too many';
  return ways.some(({ size }) => size === 0) ? 'always' : patternOf(ways);
}

function waysOf(asked: Asked, fields: Fieldset): Ways | CompileFault {
  if ('pattern' in asked) {
    return alternatives(asked.pattern).map(
      (way) => new Map(way.map(({ path, accepts }) => [JSON.stringify(path), accepts])),
    );
  }
  if ('test' in asked) return [new Map(questionsOf(asked, fields))];
  const each: Ways[] = [];
  for (const one of asked.of) {
    const ways = waysOf(one, fields);
    if (typeof ways === 'string') return ways;
    each.push(ways);
  }
  if (asked.holds === 'any of') return each.flat();
  return asked.holds === 'all of' ? allOf(each, fields) : noneOf(each.flat(), fields);
}

/** The fields of a pattern that a question becomes, by the JSON of their paths: money becomes two. */
export function questionsOf({ path, test }: AskedField, fields: Fieldset): (readonly [string, AcceptedList])[] {
  const node = nodeAt(fields, path);
  const at = (key: string) => JSON.stringify([...path, key]);
  if (test.asks === 'product') return [[at('productId'), test.values]];
  const money = node !== undefined && isMoneyField(node);
  const currency = test.asks === 'compare' ? test.bound.currency : undefined;
  const accepted = acceptedBy(test, node !== undefined && !isGroup(node) && node.always);
  if (!money) return [[JSON.stringify(path), accepted]];
  return [...(currency === undefined ? [] : [[at('currency'), [currency]] as const]), [at('amount'), accepted]];
}

function acceptedBy(test: Exclude<Test, { asks: 'product' }>, always: boolean): AcceptedList {
  if (test.asks === 'compare') return [{ numeric: [test.sign, test.bound.number] }];
  if (test.asks === 'element') return [test.value];
  if (test.asks === 'known') return [{ exists: test.not === undefined }];
  return test.not ? (opposite(test.values, always) ?? []) : test.values;
}

function allOf(each: readonly Ways[], fields: Fieldset): Ways | CompileFault {
  let all: Ways = [new Map()];
  for (const ways of each) {
    const next: Fit[] = [];
    for (const one of all) {
      for (const other of ways) {
        const met = meet(one, other, fields);
        if (typeof met === 'string') return met;
        if (met) next.push(met);
        if (next.length > mostWays) return 'too many';
      }
    }
    all = next;
  }
  return all;
}

/** The fields of both; undefined when a field cannot fit both. */
function meet(one: Fit, other: Fit, fields: Fieldset): Fit | CompileFault | undefined {
  const met = new Map(one);
  for (const [path, accepted] of other) {
    const before = met.get(path);
    if (before !== undefined && isInList(path, fields)) return 'list';
    const fits = before === undefined ? accepted : both(before, accepted);
    if (fits === undefined) return 'unsayable';
    if (fits.length === 0) return undefined;
    met.set(path, fits);
  }
  return met;
}

function noneOf(ways: Ways, fields: Fieldset): Ways | CompileFault {
  const opposites: Fit[][] = [];
  for (const way of ways) {
    const others: Fit[] = [];
    for (const [path, accepted] of way) {
      if (isInList(path, fields)) return 'list';
      const not = opposite(accepted, isAlways(path, fields));
      if (not === undefined) return 'unsayable';
      if (not.length > 0) others.push(new Map([[path, not]]));
    }
    opposites.push(others);
  }
  return allOf(opposites, fields);
}

/** True for a field that is, or is inside, a list: a pattern looks for one element that fits. */
function isInList(path: string, fields: Fieldset): boolean {
  const keys: string[] = JSON.parse(path);
  return keys.some((_, at) => nodeAt(fields, keys.slice(0, at + 1))?.list === true);
}

function isAlways(path: string, fields: Fieldset): boolean {
  const node = nodeAt(fields, JSON.parse(path));
  return node !== undefined && !isGroup(node) && node.always;
}

/** The pattern of the ways: what they have in common, then one list if they differ in one field, or else `$or`. */
function patternOf(ways: Ways): Pattern {
  const [first = new Map<string, AcceptedList>(), ...others] = ways;
  if (others.length === 0) return nested([...first]);
  const isCommon = ([path, accepted]: readonly [string, AcceptedList]) =>
    others.every((way) => JSON.stringify(way.get(path)) === JSON.stringify(accepted));
  const common = [...first].filter(isCommon);
  const rests = ways.map((way) => [...way].filter(([path]) => !common.some(([shared]) => shared === path)));
  const single = rests.every((rest) => rest.length === 1 && rest[0]?.[0] === rests[0]?.[0]?.[0]);
  const [path = ''] = rests[0]?.[0] ?? [];
  if (single) return nested([...common, [path, rests.flatMap((rest) => rest[0]?.[1] ?? [])]]);
  if (rests.some((rest) => rest.length === 0)) return nested(common); // one way asks no more than what all ask
  return { ...nested(common), $or: rests.map(nested) };
}

/** The fields as nested objects, in their order. */
function nested(fields: readonly (readonly [string, AcceptedList])[]): Pattern {
  const pattern: Record<string, unknown> = {};
  for (const [path, accepted] of fields) {
    const keys: string[] = JSON.parse(path);
    let inner = pattern;
    for (const key of keys.slice(0, -1)) {
      inner[key] ??= {};
      inner = inner[key] as Record<string, unknown>; // made so by the line above: no path leads through another's end
    }
    inner[keys.at(-1) ?? ''] = accepted;
  }
  return pattern;
}
