import type { Clock } from '../clock.ts';

/** One line of an execution's history, in the words of GetExecutionHistory. */
export interface HistoryEvent {
  /** Counts from 1 within the execution. */
  id: number;
  /** The event that led to this one; 0 at the start. */
  previousEventId: number;
  /** Epoch milliseconds. */
  timestamp: number;
  /** Such as `WaitStateEntered` or `LambdaFunctionScheduled`. */
  type: string;
  /** One object named after the kind of event, for example `stateEnteredEventDetails`. */
  [details: `${string}EventDetails`]: Record<string, unknown>;
}

type DetailsKey = `${string}EventDetails`;
type Details = () => Record<string, unknown>;

/** Numbers the events of one execution and hands them to a listener. */
export class History {
  readonly #clock: Clock;
  readonly #listen: ((event: HistoryEvent) => void) | undefined;
  #last: number;

  /** @param last how many events there are already */
  constructor(clock: Clock, listen: ((event: HistoryEvent) => void) | undefined, last = 0) {
    this.#last = last;
    this.#clock = clock;
    this.#listen = listen;
  }

  /** The number of events. */
  get length(): number {
    return this.#last;
  }

  /** Appends an event and returns its id. Details are only computed when somebody listens. */
  append(type: string, previousEventId: number, key?: DetailsKey, details?: Details): number {
    const id = ++this.#last;
    this.#listen?.({
      id,
      previousEventId,
      timestamp: this.#clock.now(),
      type,
      ...(key && details ? { [key]: details() } : {}),
    });
    return id;
  }
}

/** The history as seen along one branch: remembers which event came before. */
export class Trail {
  readonly #history: History;
  previous: number;

  constructor(history: History, previous: number) {
    this.#history = history;
    this.previous = previous;
  }

  /** Records an event that the next one follows. */
  step(type: string, key?: DetailsKey, details?: Details): number {
    this.previous = this.#history.append(type, this.previous, key, details);
    return this.previous;
  }

  /** Records an event beside the line: the next one still follows the event before it. */
  aside(type: string, key?: DetailsKey, details?: Details): number {
    return this.#history.append(type, this.previous, key, details);
  }

  /** A further trail of the same history, behind the given event. */
  fork(previous: number): Trail {
    return new Trail(this.#history, previous);
  }
}

/** A value as history shows it: its JSON text, and whether it was cut (it never is here). */
export function shown<Name extends string>(name: Name, value: unknown): Record<string, unknown> {
  return { [name]: JSON.stringify(value), [`${name}Details`]: { truncated: false } };
}
