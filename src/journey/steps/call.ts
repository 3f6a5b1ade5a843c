import { retryCall, retryToken } from '../machine/retry.ts';
import {
  callbackResource,
  callTimeoutSeconds,
  functionNamed,
  nextPath,
  type TaskState,
} from '../machine/states-language.ts';
import type { Awaited, StatePlace } from './step-kind.ts';

/** A task that answers at once. @param name of the function @param Parameters that it is given */
export function callTo(name: string, Parameters: TaskState['Parameters'], onward: StatePlace['onward']): TaskState {
  return {
    Type: 'Task',
    Resource: functionNamed(name),
    Parameters,
    ResultPath: nextPath,
    TimeoutSeconds: callTimeoutSeconds,
    Retry: retryCall,
    ...onward,
  };
}

/** A task that is over when the awaited event comes, or the time is up. @param name of the function @param Payload that it is given */
export function callBack(
  name: string,
  Payload: TaskState['Parameters'],
  { minutes, onTimeout, onward }: Awaited,
): TaskState {
  return {
    Type: 'Task',
    Resource: callbackResource,
    Parameters: { FunctionName: functionNamed(name), Payload: { ...Payload, 'token.$': '$$.Task.Token' } },
    ResultPath: nextPath,
    TimeoutSeconds: minutes * 60,
    Retry: retryToken,
    Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.timeout', Next: onTimeout }],
    ...onward,
  };
}
