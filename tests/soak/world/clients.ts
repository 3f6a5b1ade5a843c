import type { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
} from '@aws-sdk/client-sfn';
import type { SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Machines } from '../../../src/simulation/machines.ts';
import type { Call } from './call.ts';
import type { Queue } from './queue.ts';

/*
 * What a function's SDK clients do when their requests reach a service. Each client belongs to one call of a function, and
 * does only what the functions ask of it.
 */

/** @param onStart hears of every execution that begins */
export function statesClient(call: Call, machines: Machines, onStart: (name: string, journey: string) => void) {
  const send: (command: Parameters<SFNClient['send']>[0]) => Promise<unknown> = (command) =>
    call.request('states', () => {
      if (command instanceof StartExecutionCommand) {
        const { stateMachineArn: journey = '', name = '', input = '{}' } = command.input;
        const started = machines.start(journey, name, JSON.parse(input) as Record<string, unknown>);
        if (!started) throw new ExecutionAlreadyExists({ message: name, $metadata: { httpStatusCode: 400 } });
        onStart(name, journey);
        return {};
      }
      if (!(command instanceof SendTaskSuccessCommand)) throw new TypeError('No function asks this of Step Functions.');
      const { taskToken = '', output = '{}' } = command.input;
      if (machines.succeed(taskToken, JSON.parse(output))) return {};
      throw new TaskDoesNotExist({ message: 'Nobody waits with it.', $metadata: { httpStatusCode: 400 } });
    });
  return { send };
}

/** @param queues the queues by their URL */
export function queuesClient(call: Call, queues: Readonly<Record<string, Pick<Queue, 'send'>>>) {
  return {
    send: ({ input }: SendMessageBatchCommand | SendMessageCommand): Promise<{ Failed: [] }> =>
      call.request('sqs', () => {
        const queue = queues[input.QueueUrl ?? ''];
        if (queue === undefined) throw new TypeError(`There is no queue ${input.QueueUrl}.`);
        const entries = 'MessageBody' in input ? [input] : input.Entries;
        for (const { MessageBody = '', DelaySeconds } of entries ?? [])
          queue.send(JSON.parse(MessageBody), DelaySeconds);
        return { Failed: [] };
      }),
  };
}

/** @param put takes an event that a function puts on the bus */
export function eventsClient(call: Call, put: (source: string, type: string, detail: unknown) => void) {
  return {
    send: ({ input }: PutEventsCommand): Promise<{ FailedEntryCount: 0 }> =>
      call.request('events', () => {
        for (const { Source = '', DetailType = '', Detail = '{}' } of input.Entries ?? []) {
          put(Source, DetailType, JSON.parse(Detail));
        }
        return { FailedEntryCount: 0 };
      }),
  };
}

/** One-time schedules: each hands its input over at its time, and is gone. */
export interface Schedules {
  /** @returns false when there is one of that name */
  create(name: string, at: number, input: unknown): boolean;
  /** @returns false when there is none of that name */
  delete(name: string): boolean;
}

export function schedulerClient(call: Call, schedules: Schedules) {
  const send: (command: Parameters<SchedulerClient['send']>[0]) => Promise<unknown> = (command) =>
    call.request('scheduler', () => {
      if (command instanceof CreateScheduleCommand) return create(command, schedules);
      if (!(command instanceof DeleteScheduleCommand)) throw new TypeError('No function asks this of Scheduler.');
      const { Name = '' } = command.input;
      if (schedules.delete(Name)) return {};
      throw new ResourceNotFoundException({ Message: Name, message: Name, $metadata: { httpStatusCode: 404 } });
    });
  return { send };
}

function create({ input }: CreateScheduleCommand, schedules: Schedules): object {
  const { Name = '', ScheduleExpression = '', Target } = input;
  const at = /^at\((.+)\)$/.exec(ScheduleExpression)?.[1];
  if (at === undefined) throw new TypeError(`${ScheduleExpression} is no one-time schedule.`);
  if (schedules.create(Name, Date.parse(`${at}Z`), JSON.parse(Target?.Input ?? '{}'))) return {};
  throw new ConflictException({ Message: Name, message: Name, $metadata: { httpStatusCode: 409 } });
}
