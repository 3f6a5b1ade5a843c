import { StateFailure } from './errors.ts';
import { History, shown, Trail } from './history.ts';
import type { StatesHost } from './host.ts';
import type { StateMachine } from './machine.ts';
import { runBranch } from './run.ts';
import { Scope } from './scope.ts';
import { reasons } from './task-events.ts';
import type { Lane, Run } from './visit.ts';

export { parseDefinition } from './definition.ts';
export { TaskFailure, UnsupportedDefinitionError } from './errors.ts';
export type { HistoryEvent } from './history.ts';
export type { StatesHost, TaskCall } from './host.ts';
export type { StateMachine } from './machine.ts';

/** The start of an execution. */
export interface ExecutionStart {
  name: string;
  arn: string;
  stateMachineArn: string;
  /** Parsed JSON. */
  input: unknown;
  /** Epoch milliseconds. */
  startTime: number;
  /** Set when an execution that ended goes on from the state that it ended in. */
  redrive?: Redrive;
}

/** The redrive of an ended execution. The machine begins at the state in question. */
export interface Redrive {
  /** The state's input. */
  input: unknown;
  /** The event that recorded the entry into the state. */
  enteredEvent: number;
  /** 1 for the first time. */
  count: number;
  /** Epoch milliseconds. */
  time: number;
  /** The number of events in the execution's history so far. */
  events: number;
}

/** The end of an execution. */
export interface ExecutionResult {
  status: 'SUCCEEDED' | 'FAILED' | 'ABORTED' | 'TIMED_OUT';
  /** Parsed JSON; only of an execution that succeeded. */
  output?: unknown;
  error?: string;
  cause?: string;
}

/** A running execution. */
export interface Execution {
  /** Settles when the execution ends; rejects only when the interpreter itself is at fault. */
  readonly result: Promise<ExecutionResult>;
  /** States entered so far, retries counted as entries: what the service bills. */
  readonly transitions: number;
  /** The names of the states that have begun and not ended. */
  currentStates(): string[];
  /** Ends the execution as one that took too long; nothing happens when it has ended. */
  timeOut(): void;
  /** Aborts the execution; nothing happens when it has ended. */
  stop(error?: string, cause?: string): void;
  /** Ends the task that waits for a token. Answers false when none does: wrong, late, or answered before. */
  succeedTask(token: string, output: unknown): boolean;
  failTask(token: string, error?: string, cause?: string): boolean;
  /** Restarts the heartbeat's time of a waiting task; false when none waits for the token. */
  heartbeat(token: string): boolean;
}

/** Starts an execution. It runs as far as it can at once, and on whenever the clock or the host lets it. */
export function runExecution(machine: StateMachine, start: ExecutionStart, host: StatesHost): Execution {
  return new RunningExecution(machine, start, host);
}

class RunningExecution implements Execution {
  readonly result: Promise<ExecutionResult>;
  readonly #run: Run;
  readonly #scope = new Scope();
  readonly #trail: Trail;
  readonly #settled = Promise.withResolvers<ExecutionResult>();
  #cancelTimeout = () => {};

  constructor(machine: StateMachine, start: ExecutionStart, host: StatesHost) {
    this.#run = openRun(start, host);
    this.#trail = new Trail(this.#run.history, start.redrive?.events ?? 0);
    this.result = this.#settled.promise;
    const since = start.redrive?.time ?? start.startTime;
    if (machine.timeoutSeconds !== undefined) this.#limit(since + machine.timeoutSeconds * 1000);
    if (start.redrive === undefined) {
      this.#trail.aside('ExecutionStarted', 'executionStartedEventDetails', () => shown('input', start.input));
    } else {
      const { count } = start.redrive;
      this.#trail.step('ExecutionRedriven', 'executionRedrivenEventDetails', () => ({ redriveCount: count }));
    }
    this.#begin(machine, start.redrive ? start.redrive.input : start.input);
  }

  get transitions(): number {
    return this.#run.transitions;
  }

  currentStates(): string[] {
    return Array.from(this.#run.visits, (visit) => visit.name);
  }

  timeOut(): void {
    this.#end({ status: 'TIMED_OUT', error: 'States.Timeout' });
  }

  stop(error?: string, cause?: string): void {
    this.#end({ status: 'ABORTED', ...reasons({ error, cause }) });
  }

  succeedTask(token: string, output: unknown): boolean {
    return this.#run.tokens.get(token)?.succeed(output) ?? false;
  }

  failTask(token: string, error?: string, cause?: string): boolean {
    return this.#run.tokens.get(token)?.fail(error, cause) ?? false;
  }

  heartbeat(token: string): boolean {
    return this.#run.tokens.get(token)?.beat() ?? false;
  }

  #begin(machine: StateMachine, input: unknown): void {
    const variables: Record<string, unknown> = Object.create(null);
    const lane: Lane = { run: this.#run, scope: this.#scope, trail: this.#trail, variables, item: undefined };
    runBranch(machine, input, lane).then(
      (output) => this.#end({ status: 'SUCCEEDED', output }),
      (thrown: unknown) => {
        if (thrown instanceof StateFailure) this.#end({ status: 'FAILED', ...reasons(thrown) });
        else this.#break(thrown);
      },
    );
  }

  #break(thrown: unknown): void {
    this.#scope.cancel();
    this.#cancelTimeout();
    this.#settled.reject(thrown);
  }

  #limit(time: number): void {
    this.#cancelTimeout = this.#run.clock.at(time, () => this.timeOut());
  }

  #end(result: ExecutionResult): void {
    if (this.#scope.cancelled) return;
    this.#scope.cancel();
    this.#cancelTimeout();
    for (const visit of this.#run.visits) visit.abort();
    recordEnd(this.#trail, result);
    this.#settled.resolve(result);
  }
}

function openRun({ name, arn, stateMachineArn, input, startTime, redrive }: ExecutionStart, host: StatesHost): Run {
  let tokens = 0;
  const redriven = redrive?.count ?? 0;
  return {
    host,
    clock: host.clock,
    arn,
    history: new History(host.clock, host.record?.bind(host), redrive?.events),
    context: {
      Execution: {
        Id: arn,
        Input: input,
        Name: name,
        StartTime: new Date(startTime).toISOString(),
        RedriveCount: redriven,
        ...(redrive && { RedriveTime: new Date(redrive.time).toISOString() }),
      },
      StateMachine: { Id: stateMachineArn, Name: stateMachineArn.split(':').at(-1) },
    },
    random: host.random?.bind(host) ?? Math.random,
    tokens: new Map(),
    newToken: () => Buffer.from(`${arn}#${redriven}#${++tokens}`).toString('base64url'),
    visits: new Set(),
    resumed: redrive?.enteredEvent,
    transitions: 0,
  };
}

function recordEnd(trail: Trail, { status, output, error, cause }: ExecutionResult): void {
  if (status === 'SUCCEEDED') {
    trail.step('ExecutionSucceeded', 'executionSucceededEventDetails', () => shown('output', output));
  } else if (status === 'FAILED') {
    trail.step('ExecutionFailed', 'executionFailedEventDetails', () => reasons({ error, cause }));
  } else if (status === 'ABORTED') {
    trail.step('ExecutionAborted', 'executionAbortedEventDetails', () => reasons({ error, cause }));
  } else {
    trail.step('ExecutionTimedOut', 'executionTimedOutEventDetails', () => reasons({ error, cause }));
  }
}
