import type { Clock } from '../clock.ts';
import type { HistoryEvent } from './history.ts';

/** A Task state's call of its resource. */
export interface TaskCall {
  /** As in the definition, for example `arn:aws:states:::lambda:invoke.waitForTaskToken`. */
  resource: string;
  /** The state's input after InputPath and Parameters. */
  parameters: unknown;
  /** Only for resources that end in `.waitForTaskToken`: what ends the task. */
  taskToken?: string;
  /** The execution's ARN. */
  execution: string;
  /** The state's name. */
  state: string;
  /** 0 for the first call, 1 for the first retry, and so on. */
  attempt: number;
}

/** The host of an execution: everything that it needs from outside. */
export interface StatesHost {
  readonly clock: Clock;
  /**
   * Runs a Task's resource and resolves with the complete result, as the service integration would return it: for
   * `lambda:invoke` that is `{ExecutedVersion, Payload, StatusCode}`, for a plain function ARN the payload itself.
   * Rejects with TaskFailure. For `.waitForTaskToken` the promise only means that the call was accepted; the task ends
   * through Execution.succeedTask or failTask.
   */
  invokeTask(call: TaskCall): Promise<unknown>;
  /** Hears every history event, in order. */
  record?(event: HistoryEvent): void;
  /** A number from 0 up to 1 for jitter, States.UUID and States.MathRandom; Math.random when absent. */
  random?(): number;
}
