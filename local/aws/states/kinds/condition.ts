import { DataFault } from '../errors.ts';
import { Fields } from '../fields.ts';
import { compileLookup, type Env } from '../path-expression.ts';
import { comparisons, typeTests } from './comparisons.ts';

/** A rule of a Choice state: true if it holds. */
export type Condition = (env: Env) => boolean;

/** Reads And, Or, Not, or a comparison of a Variable, and refuses anything else in the rule. */
export function parseCondition(fields: Fields): Condition {
  const condition = parseConnective(fields) ?? parseComparison(fields);
  fields.done();
  return condition;
}

function parseConnective(fields: Fields): Condition | undefined {
  const nested = (raw: unknown) => parseCondition(new Fields(raw, fields.state, 'Choices'));
  if (fields.has('And')) {
    const all = fields.list('And').map(nested);
    return (env) => all.every((condition) => condition(env));
  }
  if (fields.has('Or')) {
    const any = fields.list('Or').map(nested);
    return (env) => any.some((condition) => condition(env));
  }
  if (fields.has('Not')) {
    const one = nested(fields.raw('Not'));
    return (env) => !one(env);
  }
  return undefined;
}

function parseComparison(fields: Fields): Condition {
  const text = fields.requiredText('Variable');
  const variable = fields.located('Variable', () => compileLookup(text));
  fields.text('Comment');
  const [name] = fields.rest();
  if (name === undefined) throw fields.invalid('Choices', 'The rule compares its Variable with nothing.');
  if (name === 'IsPresent') {
    const wanted = parseFlag(fields, name);
    return (env) => (variable(env) !== undefined) === wanted;
  }
  const value = (env: Env) => present(variable(env), text);
  const isOfType = typeTests.get(name);
  if (isOfType) {
    const wanted = parseFlag(fields, name);
    return (env) => isOfType(value(env)) === wanted;
  }
  return parseBinary(fields, name, value);
}

function parseBinary(fields: Fields, name: string, value: (env: Env) => unknown): Condition {
  const byPath = name.endsWith('Path');
  const compare = comparisons.get(byPath ? name.slice(0, -4) : name);
  if (!compare || name === 'StringMatchesPath') {
    throw fields.refused('unknown operator', name, `"${name}" is no operator of a Choice rule.`);
  }
  const raw = fields.raw(name);
  if (!byPath) return (env) => compare(value(env), raw);
  const text = fields.requiredText(name);
  const operand = fields.located(name, () => compileLookup(text));
  return (env) => compare(value(env), present(operand(env), text));
}

function parseFlag(fields: Fields, name: string): boolean {
  const wanted = fields.flag(name);
  if (wanted === undefined) throw fields.invalid(name, 'true or false is expected here.');
  return wanted;
}

function present(value: unknown, text: string): unknown {
  if (value !== undefined) return value;
  throw new DataFault(`Invalid path '${text}': The choice state's condition path references an invalid value.`);
}
