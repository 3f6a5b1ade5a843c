import type { Ids } from '../ids.ts';
import type { Json } from '../json.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Queue } from './queue.ts';
import { AwsError } from './service.ts';

/** A task that moves dead letters back to the queues that gave up on them, or to one other queue. */
interface MoveTask {
  readonly handle: string;
  readonly source: Queue;
  readonly destination: Queue | undefined;
  readonly perSecond: number;
  readonly startedAt: number;
  readonly toMove: number;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  moved: number;
  failureReason?: string;
}

/** Without a limit SQS moves as fast as it can; so many in a second are the most that can be asked for. */
export const fastestMove = 500;

/** The tasks that move dead letters. Messages that are moved are new ones: with a new id, sent at that time. */
export class MoveTasks {
  readonly #tasks: MoveTask[] = [];
  readonly #clock: VirtualClock;
  readonly #ids: Ids;
  readonly #find: (arn: string) => Queue;

  /** @param find the queue of an ARN; throws when there is none */
  constructor(clock: VirtualClock, ids: Ids, find: (arn: string) => Queue) {
    this.#clock = clock;
    this.#ids = ids;
    this.#find = find;
  }

  /**
   * Begins to move what the queue holds.
   * @returns the task's handle
   * @throws AwsError when a task of that queue is running
   */
  start(source: Queue, destination: Queue | undefined, perSecond = fastestMove): string {
    if (this.of(source).some(({ status }) => status === 'RUNNING')) {
      throw new AwsError(
        'InvalidParameterValue',
        'There is already a task running. Only one active task is allowed for a source queue arn at a given time.',
      );
    }
    const [handle, startedAt, toMove] = [this.#ids.next(), this.#clock.now(), source.counts.available];
    const task = { handle, source, destination, perSecond, startedAt, toMove, status: 'RUNNING', moved: 0 } as const;
    this.#tasks.unshift(task as MoveTask); // its status changes
    this.#clock.at(startedAt, () => this.#go(task));
    return handle;
  }

  /** Stops a running task. Returns how many messages it has moved. @throws AwsError when there is no such task */
  cancel(handle: string): number {
    const task = this.#tasks.find((candidate) => candidate.handle === handle && candidate.status === 'RUNNING');
    if (task === undefined) throw new AwsError('ResourceNotFoundException', 'Task does not exist.', 404);
    task.status = 'CANCELLED';
    return task.moved;
  }

  /** The tasks of a queue, the last one first. */
  of(source: Queue): readonly MoveTask[] {
    return this.#tasks.filter((task) => task.source === source);
  }

  #go(task: MoveTask): void {
    if (task.status !== 'RUNNING') return;
    for (let count = 0; count < task.perSecond; count++) {
      if (!this.#moveOne(task)) return;
    }
    this.#clock.at(this.#clock.now() + 1000, () => this.#go(task));
  }

  /** True if there may be more to move. */
  #moveOne(task: MoveTask): boolean {
    const [message] = task.source.receive(1);
    if (message === undefined) {
      task.status = 'COMPLETED';
      return false;
    }
    if (task.destination === undefined && message.deadLetterSource === undefined) {
      task.source.changeVisibility(message.receipt, 0);
      task.status = 'FAILED';
      task.failureReason = 'CouldNotDetermineMessageSource';
      return false;
    }
    const { body, attributes, trace, deadLetterSource = '' } = message;
    (task.destination ?? this.#find(deadLetterSource)).send(this.#ids.next(), body, { attributes, trace, delay: 0 });
    task.source.delete(message.receipt);
    task.moved++;
    return true;
  }
}

/** A task as ListMessageMoveTasks tells of it: only one that is running has a handle. */
export function describeTask(task: MoveTask): Json {
  return {
    ...(task.status === 'RUNNING' && { TaskHandle: task.handle }),
    Status: task.status,
    SourceArn: task.source.settings.arn,
    ...(task.destination && { DestinationArn: task.destination.settings.arn }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(task.failureReason && { FailureReason: task.failureReason }),
    StartedTimestamp: task.startedAt,
  };
}
