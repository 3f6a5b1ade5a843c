import type { Clock } from '../clock.ts';
import { DataFault, StateFailure } from './errors.ts';
import { isObject } from './fields.ts';
import type { History, Trail } from './history.ts';
import type { StatesHost } from './host.ts';
import type { Env } from './path-expression.ts';
import type { Scope } from './scope.ts';

/** Somebody who waits for a task token. Each answers whether the task was still waiting. */
export interface TokenHolder {
  succeed(output: unknown): boolean;
  fail(error: string | undefined, cause: string | undefined): boolean;
  beat(): boolean;
}

/** The part that all lines of one execution share. */
export interface Run {
  host: StatesHost;
  clock: Clock;
  arn: string;
  history: History;
  /** The parts of the context object that do not change. */
  context: Record<string, unknown>;
  random(): number;
  tokens: Map<string, TokenHolder>;
  /** Names a token that nobody had before. */
  newToken(): string;
  /** The stays that have begun and not ended. */
  visits: Set<Visit>;
  /** The event of an earlier entry into the state that comes first; there is no other event then. Taken once. */
  resumed: number | undefined;
  transitions: number;
}

/** One line of control through the states; Parallel and Map open further ones. */
export interface Lane {
  run: Run;
  scope: Scope;
  trail: Trail;
  /** The variables of this line; those of the enclosing line shine through. */
  variables: Record<string, unknown>;
  /** The element at hand inside a Map. */
  item: { Index: number; Value: unknown } | undefined;
}

/** One stay in one state. */
export class Visit {
  readonly lane: Lane;
  readonly name: string;
  /** The state's type: `Task`, `Wait` … */
  readonly type: string;
  /** The raw input, before InputPath. */
  readonly input: unknown;
  /** The id of the event that recorded the entry; messages refer to it. */
  readonly enteredEvent: number;
  readonly enteredAt: number;
  retries = 0;
  /** The token that the running attempt waits for. */
  token: string | undefined;
  /** The variables set by Assign, for the history. */
  assigned: Record<string, unknown> | undefined;

  constructor(
    lane: Lane,
    { name, type }: { readonly name: string; readonly type: string },
    input: unknown,
    enteredEvent: number,
  ) {
    this.lane = lane;
    this.name = name;
    this.type = type;
    this.input = input;
    this.enteredEvent = enteredEvent;
    this.enteredAt = lane.run.clock.now();
  }

  /** The environment in which `$` is a value. `item` is the Map element that `$$.Map` shows. */
  seeing(value: unknown, item = this.lane.item): Env {
    const context = () => this.#context(item);
    return {
      input: value,
      get context() {
        return context();
      },
      variables: this.lane.variables,
      random: this.lane.run.random,
    };
  }

  /** Sets variables of the line. */
  assign(values: unknown): void {
    if (!isObject(values)) return;
    this.assigned = values;
    Object.assign(this.lane.variables, values);
  }

  /** Records that the stay ends because something else did. Only states that take time can be in the midst of it. */
  abort(): void {
    this.lane.run.visits.delete(this);
    if (['Task', 'Wait', 'Parallel', 'Map'].includes(this.type)) this.lane.trail.step(`${this.type}StateAborted`);
  }

  /** Whatever was thrown, as a failure with the error name and cause that Step Functions would report. */
  failureOf(thrown: unknown): StateFailure {
    if (thrown instanceof StateFailure) return thrown;
    if (!(thrown instanceof DataFault)) throw thrown;
    const place = `'${this.name}' (entered at the event id #${this.enteredEvent})`;
    return new StateFailure(thrown.error, `An error occurred while executing the state ${place}. ${thrown.message}`);
  }

  #context(item: Lane['item']): unknown {
    return {
      ...this.lane.run.context,
      State: {
        Name: this.name,
        EnteredTime: new Date(this.enteredAt).toISOString(),
        RetryCount: this.retries,
      },
      ...(this.token === undefined ? {} : { Task: { Token: this.token } }),
      ...(item ? { Map: { Item: item } } : {}),
    };
  }
}
