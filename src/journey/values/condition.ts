import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { isObject } from '../../pattern/operators/operator.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { validatePattern } from '../../pattern/validate.ts';
import type { Asked, AskedField, Together } from '../conditions/asked.ts';
import { checkPattern } from '../conditions/check-pattern.ts';
import { type CompileFault, compileCondition } from '../conditions/compile.ts';
import { isMisread } from '../conditions/misread.ts';
import { patternFault } from '../conditions/pattern-fault.ts';
import { checkAsked, readPlainCondition } from '../conditions/read-condition.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Condition } from '../model/steps.ts';
import { readText } from '../reading/fields.ts';
import { type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { suggest } from '../reading/suggest.ts';

/** A plain condition, a list of which all hold, alternatives, or a pattern, as JSON Schema. */
export const anyCondition = {
  oneOf: [{ type: 'string' }, { type: 'array', minItems: 1 }, { type: 'object', minProperties: 1 }],
};

/** The key `if` of a step, as JSON Schema. */
export const conditionKey = {
  ...anyCondition,
  description:
    'A [condition](#conditions) on what is known: the starting `event`, the `customer`, the cart, checkout, order, shipment, review, survey or referral that the run is about, their orders, segments and the last message.',
  examples: ['not ordered since the start', 'in segment loyal'],
};

/** The words that put several conditions together. */
const groups: readonly Together[] = ['all of', 'any of', 'none of'];

/**
 * Reads a condition, in plain words or as a pattern; reports everything that is wrong with it.
 * @param scope what may be asked about
 * @param what how errors call the condition
 */
export function readCondition(source: Source, node: Node, scope: Scope, what = 'if'): Condition | undefined {
  const asked = readAsked(source, node, scope, what);
  if (!asked) return undefined;
  if ('pattern' in asked && !hasDots(asked.pattern)) return asked.pattern;
  const pattern = compileCondition(asked, scope.fields);
  if (typeof pattern !== 'string') return pattern;
  source.report(node, ...faults[pattern]);
  return undefined;
}

/** True if a key has dots: functions read a pattern key by key, and want nested objects instead. */
function hasDots(pattern: Pattern): boolean {
  return Object.entries(pattern).some(
    ([key, below]) => key.includes('.') || [below].flat().some((part) => isObject(part) && hasDots(part)),
  );
}

const faults: Readonly<Record<CompileFault, readonly [message: Saying, suggestion: Saying]>> = {
  never: [say`these conditions never hold together`, say`drop one, or put them under "any of:"`],
  always: [say`these conditions always hold`, say`drop them`],
  unsayable: [say`these conditions together do not fit one pattern`, say`ask some of them in a step "if" of its own`],
  list: [
    say`a pattern asks a list for one element that fits: it cannot ask twice, nor for none`,
    say`use the arms "then" and "else" of a step "if"`,
  ],
  'too many': [say`these conditions have too many combinations`, say`split the journey`],
};

function readAsked(source: Source, node: Node, scope: Scope, what: string): Asked | undefined {
  const target = source.resolve(node);
  if (isSeq(target)) return readGroup(source, node, 'all of', target.items as Node[], scope, what); // parsed: nodes
  if (isMap(target)) {
    const keys = target.items.map(({ key }) => String((key as Node & { value?: unknown }).value)); // scalars alone
    const named = keys.some((key) => /^(?:all|any|none)\b| of$/.test(key));
    return named ? readGroups(source, target, scope, what) : readPattern(source, node, scope, what);
  }
  return readScalar(source, node, scope, what);
}

function readScalar(source: Source, node: Node, scope: Scope, what: string): Asked | undefined {
  const text = readText(source, node, what, say`write a condition, such as "in segment loyal"`);
  if (text === undefined) return undefined;
  const scalar = source.resolve(node);
  const value = isScalar(scalar) && typeof scalar.value === 'string' ? scalar.value : text;
  const written = value.replace(/\s*\n\s*/g, ' ');
  const asked = readPlainCondition(written, scope);
  const fault = isMisread(asked) ? asked : checkAsked(asked, written, scope);
  if (!fault && !isMisread(asked)) {
    doubtOneDay(source, node, asked);
    return asked;
  }
  if (!fault) return undefined;
  source.report(node, say`${what}: ${fault.message}`, fault.suggestion, fault.offset);
  return undefined;
}

/** `last ordered 60 days ago` is a fact on the sixtieth day alone. */
function doubtOneDay(source: Source, node: Node, { path, test }: AskedField): void {
  if (path.join('.') !== 'orders.days since last' || test.asks !== 'values') return;
  const [days = 0] = test.values;
  if (days === 0) return;
  const message = say`"last ordered ${String(days)} days ago" holds on that one day only`;
  source.doubt(
    node,
    message,
    say`write "last ordered at least ${String(days)} days ago" for that day and all later ones`,
  );
}

/** Reads `{ any of: […], none of: […] }`, which have to hold together. */
function readGroups(source: Source, map: YAMLMap, scope: Scope, what: string): Asked | undefined {
  const read = map.items.map(({ key, value }) => {
    const name = String((key as Node & { value?: unknown }).value);
    const group = groups.find((one) => one === name);
    if (group === undefined) {
      source.report(key as Node, say`unknown key "${name}" in ${what}`, suggest(name, groups));
      return undefined;
    }
    const list = source.resolve((value ?? key) as Node);
    const items = isSeq(list) ? (list.items as Node[]) : [(value ?? key) as Node];
    return readGroup(source, key as Node, group, items, scope, what);
  });
  const sound = read.filter((one) => one !== undefined);
  if (sound.length < read.length) return undefined;
  return sound.length === 1 ? sound[0] : { holds: 'all of', of: sound };
}

function readGroup(
  source: Source,
  node: Node,
  holds: Together,
  items: readonly Node[],
  scope: Scope,
  what: string,
): Asked | undefined {
  if (items.length === 0) source.report(node, say`${what} lists no condition`, say`write one on each line`);
  const read = items.map((item) => (isCut(source, item) ? undefined : readAsked(source, item, scope, what)));
  const sound = read.filter((one) => one !== undefined);
  return sound.length === items.length && sound.length > 0 ? { holds, of: sound } : undefined;
}

/** True for the rest of an amount that the comma of a list in brackets cut in two: [order.total over 10,000 JPY]. */
function isCut(source: Source, item: Node): boolean {
  const scalar = source.resolve(item);
  const text = isScalar(scalar) ? String(scalar.source ?? scalar.value) : '';
  if (!/^\d{3}\b/.test(text)) return false;
  source.report(
    item,
    say`the comma of a number ends an item of a list in brackets`,
    say`write each condition on a line of its own`,
  );
  return true;
}

/** Reads an EventBridge pattern; each fault is reported where in the pattern it is. */
function readPattern(source: Source, node: Node, scope: Scope, what: string): { pattern: Pattern } | undefined {
  const map = source.resolve(node);
  const pattern = source.plain(map);
  const invalid = validatePattern(pattern).map(({ path, message }) => ({
    path,
    message: say`${what}: ${patternFault(message)}`,
    suggestion: undefined,
  }));
  const found = invalid.length > 0 || !isObject(pattern) ? invalid : checkPattern(pattern, scope);
  for (const { path, message, suggestion } of found) source.report(source.find(map, path), message, suggestion);
  return found.length === 0 && isObject(pattern) ? { pattern } : undefined;
}

/** The parts of a condition, and of its alternatives, that look at the starting event. */
export function eventPatterns(condition: Condition): Condition[] {
  const { $or: alternatives, event } = condition;
  const below = Array.isArray(alternatives) ? alternatives.filter(isObject).flatMap(eventPatterns) : [];
  return isObject(event) ? [event, ...below] : below;
}
