import { validateExpressions } from 'dynalite/validations/index.js';
import { asJson, asText, isJson, type Json } from '../json.ts';
import { isPlain } from './plain-items.ts';

/** A condition as dynalite parsed it, and the place of each value of the request in it. */
interface Parsed {
  readonly expression: unknown;
  readonly names: ReadonlyMap<unknown, string>;
}

/** By text and types of values. A product asks few questions, and each of them often. */
const known = new Map<string, Parsed>();
const mostKnown = 1000;

/**
 * The condition or filter of a request, ready to be matched with items; `none` without one. Undefined when dynalite would
 * refuse it.
 * @param part the member of the request that holds it
 */
export function conditionOf(input: Json, part: 'ConditionExpression' | 'FilterExpression'): unknown {
  const text = asText(input[part]);
  const values = asJson(input.ExpressionAttributeValues);
  const isUsual =
    text !== undefined &&
    input.ExpressionAttributeNames === undefined &&
    !/\bbetween\b/i.test(text) && // dynalite compares its bounds
    Object.values(values).every((value) => isPlain(value, 1));
  if (!isUsual) return parse(input, part)?.expression;
  const types = Object.entries(values).map(([name, value]) => `${name} ${Object.keys(asJson(value)).join()}`);
  const key = JSON.stringify([text, types]);
  const parsed = known.get(key) ?? parse(input, part);
  if (parsed === undefined) return undefined;
  if (known.size >= mostKnown) known.clear();
  known.set(key, parsed);
  return filledIn(parsed.expression, parsed.names, values);
}

/** The mark of a request without a condition. */
export const none = Symbol('no condition');

function parse(input: Json, part: 'ConditionExpression' | 'FilterExpression'): Parsed | undefined {
  const request = { ...input };
  if (validateExpressions(request) !== undefined) return undefined;
  const { _condition, _filter } = asJson(request);
  const parsed = asJson(part === 'ConditionExpression' ? _condition : _filter).expression;
  const values = Object.entries(asJson(input.ExpressionAttributeValues));
  return { expression: parsed ?? none, names: new Map(values.map(([name, value]) => [value, name])) };
}

/** The same condition with the values of this request: those that it was parsed with are objects in it. */
function filledIn(node: unknown, names: Parsed['names'], values: Json): unknown {
  const name = names.get(node);
  if (name !== undefined) return values[name];
  if (!isJson(node) || !Array.isArray(node.args)) return node;
  return { ...node, args: node.args.map((argument) => filledIn(argument, names, values)) };
}
