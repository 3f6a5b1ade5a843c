import { type Environment, requiredVariable } from './env.ts';

/** The settings of the stage's connectors by their names, as the stack writes them: what needs the names alone carries no platform. */
export function connectorSettings(env: Environment): Readonly<Record<string, unknown>> {
  return JSON.parse(requiredVariable(env, 'CONNECTORS'));
}
