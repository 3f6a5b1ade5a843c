import { DataFault, StateFailure, UnsupportedDefinitionError } from './errors.ts';
import { isObject } from './fields.ts';
import { parseCall } from './intrinsics/parse.ts';
import { describeMiss, evaluatePath, type Roots } from './paths/evaluate.ts';
import { parsePath } from './paths/parse.ts';

/** What expressions can see while a state runs. */
export interface Env extends Roots {
  /** A number from 0 up to, but not including, 1. */
  random(): number;
}

/** A compiled path or intrinsic function. `field` is the name of the field it stands in, for messages. */
export interface Expression {
  text: string;
  /** Throws DataFault when a path leads nowhere, StateFailure when an intrinsic function fails. */
  evaluate(env: Env, field: string): unknown;
}

/** A compiled payload template, such as Parameters. */
export type Template = (env: Env) => unknown;

/** Compiles a path such as `$.cart.total`; missing data is a fault. */
export function compilePath(text: string): Expression {
  const path = parsePath(text);
  return {
    text,
    evaluate(env, field) {
      const value = evaluatePath(path, env);
      if (value !== undefined) return value;
      const input = JSON.stringify(path.root === 'context' ? env.context : env.input);
      throw new DataFault(
        `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${input}'`,
      );
    },
  };
}

/** Compiles an InputPath or OutputPath, about which the service complains in other words. */
export function compileDataPath(text: string): Expression {
  const path = parsePath(text);
  return {
    text,
    evaluate(env) {
      const value = evaluatePath(path, env);
      if (value !== undefined) return value;
      throw new DataFault(`Invalid path '${text}' : ${describeMiss(path, env)}`);
    },
  };
}

/** Compiles a path to a look-up that answers undefined, rather than failing, when the path leads nowhere. */
export function compileLookup(text: string): (env: Env) => unknown {
  const path = parsePath(text);
  return (env) => evaluatePath(path, env);
}

/** Compiles a path or a call of an intrinsic function. */
export function compileExpression(text: string): Expression {
  if (!text.startsWith('States.')) return compilePath(text);
  const call = parseCall(text);
  return {
    text,
    evaluate(env, field) {
      try {
        return call(env, field);
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
        throw new StateFailure('States.IntrinsicFailure', `${text}: ${error.message}`);
      }
    },
  };
}

/** Compiles a payload template: keys that end in `.$` hold expressions, everything else is literal. */
export function compileTemplate(template: unknown): Template {
  if (Array.isArray(template)) {
    const items = template.map(compileTemplate);
    return (env) => items.map((item) => item(env));
  }
  if (!isObject(template)) return () => template;
  const entries = Object.entries(template).map(([key, value]) => compileEntry(key, value));
  return (env) => Object.fromEntries(entries.map(([key, evaluate]) => [key, evaluate(env)]));
}

function compileEntry(key: string, value: unknown): [string, Template] {
  if (!key.endsWith('.$')) return [key, compileTemplate(value)];
  if (typeof value !== 'string') {
    throw new UnsupportedDefinitionError('invalid definition', `"${key}" must hold a path or an intrinsic function.`);
  }
  const expression = compileExpression(value);
  return [key.slice(0, -2), (env) => expression.evaluate(env, key)];
}
