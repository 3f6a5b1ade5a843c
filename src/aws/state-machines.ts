import {
  ExecutionAlreadyExists,
  InvalidToken,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  TaskDoesNotExist,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { RunInput } from '../model/run-input.ts';
import type { ChooseResult, StepResult } from '../model/step.ts';
import { toIso } from '../policy/time/timing.ts';

/** Starts a journey's execution. One of that name, running or over, is the same run started before: success. */
export function executionStarter(client: SFNClient, stateMachinePrefix: string) {
  return async (journey: string, name: string, input: RunInput): Promise<void> => {
    const stateMachineArn = `${stateMachinePrefix}${journey}`;
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
}

/** Ends the wait of a task token, by an arm if it has several. A token that nobody waits with is no error. */
export function taskResumer(client: SFNClient) {
  return async (taskToken: string, until: number, arm?: number): Promise<void> => {
    const result: StepResult | ChooseResult = { until: toIso(until), ...(arm !== undefined && { arm }) };
    try {
      await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(result) }));
    } catch (error) {
      const over = [TaskDoesNotExist, TaskTimedOut, InvalidToken].some((kind) => error instanceof kind);
      if (!over) throw error;
    }
  };
}
