import { SettingError } from '../model/errors.ts';

/** The source of settings: a function's environment, or an object in tests. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's environment. The only place that reads it. */
export const environment: Environment = process.env;

/**
 * Reads a setting that must be there.
 * @throws SettingError naming the variable and where to set it
 */
export function requiredVariable(env: Environment, name: string): string {
  const value = env[name];
  if (value === undefined || value === '') {
    throw new SettingError(
      `The environment variable ${name} is not set: the stack sets it in infra/constructs/connections.ts.`,
    );
  }
  return value;
}

/**
 * Reads a setting that must be a number above 0.
 * @throws SettingError naming the variable and where to set it
 */
export function requiredNumber(env: Environment, name: string): number {
  const value = Number(requiredVariable(env, name));
  if (value > 0) return value;
  throw new SettingError(`The environment variable ${name} is no number: infra/constructs/connections.ts sets it.`);
}

/** Reads settings that the stack gives only where they are of use, in this order. */
export function optionalVariables(env: Environment, ...names: readonly string[]): (string | undefined)[] {
  return names.map((name) => optionalVariable(env, name));
}

/** Reads a setting that may be missing or empty. */
export function optionalVariable(env: Environment, name: string): string | undefined {
  const value = env[name];
  return value === '' ? undefined : value;
}
