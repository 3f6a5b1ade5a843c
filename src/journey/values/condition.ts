import type { Node } from 'yaml';
import { type ViewShape, viewShape } from '../../model/view.ts';
import { isObject } from '../../pattern/operators/operator.ts';
import type { Condition } from '../model/steps.ts';
import type { Source } from '../reading/source.ts';
import { suggest } from '../reading/suggest.ts';
import { readPattern } from './pattern.ts';

/** The key `if` of a step, as JSON Schema. */
export const conditionKey = {
  type: 'object',
  description:
    'A condition, with the operators of `where`, on what is known: the starting `event`, the `customer`, the cart, checkout, order, shipment, review, survey or referral that the run is about, `segments`, `orders` (count, since start, total, spent, days since last, open refunds), `messages` (last: outcome, delivered, opened, clicked).',
  examples: [{ orders: { 'since start': [0] } }],
};

/**
 * Reads a condition; reports every unknown key.
 * @param shape what may be asked about
 * @param what how errors call the condition
 */
export function readCondition(
  source: Source,
  node: Node,
  shape: ViewShape = viewShape,
  what = 'if',
): Condition | undefined {
  const condition = readPattern(source, node, what);
  if (!condition) return undefined;
  const segments = Object.fromEntries(source.segments.map((name) => [name, true] as const));
  const known = 'segments' in shape ? { ...shape, segments } : shape;
  const faults = unknownKeys(condition, known, []).map((fault) => aboutSegments(source, fault));
  for (const { path, message, suggestion } of faults) {
    source.report(source.find(source.resolve(node), path), message, suggestion);
  }
  return faults.length === 0 ? condition : undefined;
}

/** The parts of a condition, and of its alternatives, that look at the starting event. */
export function eventPatterns(condition: Condition): Condition[] {
  const { $or: alternatives, event } = condition;
  const below = Array.isArray(alternatives) ? alternatives.filter(isObject).flatMap(eventPatterns) : [];
  return isObject(event) ? [event, ...below] : below;
}

/** Segments are the shop's own: it may be that one has yet to be written. */
function aboutSegments(source: Source, fault: Fault): Fault {
  const [name, noun] = fault.path.toReversed();
  if (noun !== 'segments' || typeof name !== 'string') return fault;
  return { ...fault, message: `unknown segment "${name}"`, suggestion: source.suggestSegment(name) };
}

interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
  readonly suggestion: string;
}

function unknownKeys(pattern: Condition, shape: ViewShape, path: (string | number)[]): Fault[] {
  return Object.entries(pattern).flatMap(([key, below]): Fault[] => {
    const here = [...path, key];
    if (key === '$or' && Array.isArray(below)) {
      return below.flatMap((alternative, at) => unknownKeys(alternative, shape, [...here, at]));
    }
    const known = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (known === undefined) return [unknownKey(key, shape, here)];
    if (known === 'any') return [];
    if (known === true) return isObject(below) ? [noParts(key, here)] : [];
    return isObject(below) ? unknownKeys(below, known, here) : [noValue(key, known, here)];
  });
}

function unknownKey(key: string, shape: ViewShape, path: (string | number)[]): Fault {
  const noun = path.slice(0, -1).findLast((part) => typeof part === 'string' && part !== '$or');
  const where = noun === undefined ? 'is nothing that an "if" knows' : `is nothing that is known of ${noun}`;
  const [first, ...rest] = key.split('.');
  const nested = rest.length > 0 && first !== undefined && Object.hasOwn(shape, first);
  const suggestion = nested ? `write "${first}: { ${rest.join(': { ')}"` : suggest(key, Object.keys(shape));
  return { path, message: `"${key}" ${where}`, suggestion };
}

function noValue(key: string, known: ViewShape, path: (string | number)[]): Fault {
  const [first] = Object.keys(known);
  return {
    path,
    message: `"${key}" is no single value`,
    suggestion: `ask for a part of it: "${key}: { ${first ?? 'name'}: … }"`,
  };
}

function noParts(key: string, path: (string | number)[]): Fault {
  return { path, message: `"${key}" is a single value`, suggestion: `list what to accept: "${key}: [ … ]"` };
}
