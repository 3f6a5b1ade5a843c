import type { Visit } from './visit.ts';

/** A line of states with a beginning: a whole machine, a branch of a Parallel, or the inside of a Map. */
export interface Branch {
  startAt: string;
  states: ReadonlyMap<string, State>;
}

/** A parsed definition. Parse once, run often. */
export interface StateMachine extends Branch {
  /** How long an execution may take; undefined for the service's limit of a year. */
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

/** How a state ended: where to go, undefined for the end of the branch, and with what. */
export interface Outcome {
  next: string | undefined;
  output: unknown;
}

/** What a kind of state compiles to; its name and type are added by the caller. */
export type Compiled = Pick<State, 'targets' | 'run'>;
