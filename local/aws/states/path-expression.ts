import { DataFault } from './errors.ts';
import { describeMiss, evaluatePath, type Roots } from './paths/evaluate.ts';
import { parsePath } from './paths/parse.ts';

/** The values that expressions can see while a state runs. */
export interface Env extends Roots {
  /** A number from 0 up to, but not including, 1. */
  random(): number;
}

/** A compiled path or intrinsic function. `field` is the name of its field, for messages. */
export interface Expression {
  text: string;
  /** Throws DataFault when a path leads nowhere, StateFailure when an intrinsic function fails. */
  evaluate(env: Env, field: string): unknown;
}

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
