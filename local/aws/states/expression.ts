import { StateFailure, UnsupportedDefinitionError } from './errors.ts';
import { isObject } from './fields.ts';
import { parseCall } from './intrinsics/parse.ts';
import { compilePath, type Env, type Expression } from './path-expression.ts';

/** A compiled payload template, such as Parameters. */
export type Template = (env: Env) => unknown;

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
