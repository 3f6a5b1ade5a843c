import type { Visit } from './visit.ts';

/** A line of states with a beginning: a whole machine, a branch of a Parallel, or the inside of a Map. */
export interface Branch {
  startAt: string;
  states: ReadonlyMap<string, State>;
}

/** A parsed definition. Parse once, run often. */
export interface StateMachine extends Branch {
  /** The time limit of an execution; undefined for the service's limit of a year. */
  timeoutSeconds: number | undefined;
}

/** One compiled state. */
export interface State {
  name: string;
  /** As in the definition: `Pass`, `Wait` and so on. */
  type: string;
  /** The states that may follow. */
  targets: string[];
  /** Does the state's work; throws StateFailure or DataFault when it fails. */
  run(visit: Visit): Outcome | Promise<Outcome>;
}

/** The end of a state: the next state, undefined at the end of the branch, and the output. */
export interface Outcome {
  next: string | undefined;
  output: unknown;
}

/** The compiled form of a kind of state; the caller adds its name and type. */
export type Compiled = Pick<State, 'targets' | 'run'>;
