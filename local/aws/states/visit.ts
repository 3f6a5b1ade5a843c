import { DataFault, StateFailure } from './errors.ts';
import type { Env } from './expression.ts';
import { isObject } from './fields.ts';
import type { Trail } from './history.ts';
import type { State } from './machine.ts';
import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

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
  /** What Assign has set, for the history. */
  assigned: Record<string, unknown> | undefined;

  constructor(lane: Lane, { name, type }: Pick<State, 'name' | 'type'>, input: unknown, enteredEvent: number) {
    this.lane = lane;
    this.name = name;
    this.type = type;
    this.input = input;
    this.enteredEvent = enteredEvent;
    this.enteredAt = lane.run.clock.now();
  }

  /** The environment in which `$` stands for a value. `item` is the Map element that `$$.Map` shows. */
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
