import type { StateMachine } from './states-language.ts';

/**
 * The state transitions that a run is billed for when the customer stays to the end: the states on the longest way
 * through the machine, without retries.
 */
export function transitionsOf(machine: StateMachine): number {
  return longestFrom(machine, machine.StartAt);
}

function longestFrom(machine: StateMachine, name: string): number {
  const state = machine.States[name];
  if (!state) return 0;
  const caught = state.Type === 'Task' ? (state.Catch ?? []).map((catcher) => catcher.Next) : [];
  const ways = [...caught, ...(state.Next === undefined ? [] : [state.Next])];
  return 1 + Math.max(0, ...ways.map((way) => longestFrom(machine, way)));
}
