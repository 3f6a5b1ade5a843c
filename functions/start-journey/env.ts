import { type Environment, required } from '../../src/platform/env.ts';

/** What start-journey is told by the stack: the state machines' common prefix, to which a journey's name is appended. */
export function readEnv(env: Environment) {
  return { stateMachinePrefix: required(env, 'STATE_MACHINE_PREFIX') };
}
