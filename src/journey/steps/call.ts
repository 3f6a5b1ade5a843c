import { retryCall } from '../retry.ts';
import { callTimeoutSeconds, functionNamed, nextPath, type TaskState } from '../states-language.ts';
import type { Place } from './step-kind.ts';

/** A task that answers at once. @param name of the function @param Parameters that it is given */
export function callTo(name: string, Parameters: TaskState['Parameters'], onward: Place['onward']): TaskState {
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
