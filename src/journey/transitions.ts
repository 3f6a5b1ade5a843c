import { functionNamed, type StateMachine } from './states-language.ts';

/** What a run takes when the customer stays to the end: the way with the most states, without retries. */
export interface LongestWay {
  /** Step Functions bills every one of them. */
  readonly transitions: number;
  /** The messages that this way sends. */
  readonly messages: number;
}

/** US dollars per state transition of a standard workflow: the list price in us-east-1, as of November 2026. */
const dollarsPerTransition = 25 / 1_000_000;

/** The way through the machine with the most transitions. */
export function longestWay(machine: StateMachine): LongestWay {
  return longestFrom(machine, machine.StartAt);
}

/** The state transitions that a run is billed for when the customer stays to the end. */
export function transitionsOf(machine: StateMachine): number {
  return longestWay(machine).transitions;
}

/** The most transitions that a journey of so many messages may take. */
export function transitionBudget(messages: number): number {
  return 2 * messages + 2;
}

/** What the transitions of so many runs cost, in US dollars. */
export function transitionDollars({ transitions }: LongestWay, runs: number): number {
  return transitions * runs * dollarsPerTransition;
}

function longestFrom(machine: StateMachine, name: string): LongestWay {
  const state = machine.States[name];
  if (!state) return { transitions: 0, messages: 0 };
  const caught = state.Type === 'Task' ? (state.Catch ?? []).map((catcher) => catcher.Next) : [];
  const next = [...caught, ...(state.Next === undefined ? [] : [state.Next])];
  const ways = next.map((way) => longestFrom(machine, way)).sort((one, other) => other.transitions - one.transitions);
  const rest = ways[0] ?? { transitions: 0, messages: 0 };
  const sends = state.Type === 'Task' && state.Resource === functionNamed('deliver-message');
  return { transitions: rest.transitions + 1, messages: rest.messages + (sends ? 1 : 0) };
}
