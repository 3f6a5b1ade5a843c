import type { StateFailure } from './errors.ts';
import { shown, type Trail } from './history.ts';
import type { Resource } from './resource.ts';

/** The limits of one attempt, in seconds; undefined for none. */
export interface TaskLimits {
  timeoutSeconds: number | undefined;
  heartbeatSeconds: number | undefined;
}

/** The history that one kind of task leaves behind. */
export interface TaskEvents {
  scheduled(trail: Trail, parameters: unknown, limits: TaskLimits): void;
  submitted(trail: Trail, output: unknown): void;
  succeeded(trail: Trail, output: unknown): void;
  failed(trail: Trail, failure: StateFailure): void;
  timedOut(trail: Trail, failure: StateFailure): void;
}

/** The events of a resource: a function's, or those of a service integration. */
export function taskEvents(resource: Resource): TaskEvents {
  return resource.kind === 'lambda' ? functionEvents(resource) : serviceEvents(resource);
}

function functionEvents({ text }: Resource): TaskEvents {
  return {
    scheduled(trail, parameters, { timeoutSeconds }) {
      trail.step('LambdaFunctionScheduled', 'lambdaFunctionScheduledEventDetails', () => ({
        resource: text,
        ...shown('input', parameters),
        ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
      }));
      trail.step('LambdaFunctionStarted');
    },
    submitted() {},
    succeeded: (trail, output) =>
      trail.step('LambdaFunctionSucceeded', 'lambdaFunctionSucceededEventDetails', () => shown('output', output)),
    failed: (trail, failure) =>
      trail.step('LambdaFunctionFailed', 'lambdaFunctionFailedEventDetails', () => reasons(failure)),
    timedOut: (trail, failure) =>
      trail.step('LambdaFunctionTimedOut', 'lambdaFunctionTimedOutEventDetails', () => reasons(failure)),
  };
}

function serviceEvents({ service, action }: Resource): TaskEvents {
  const names = { resourceType: service, resource: action };
  return {
    scheduled(trail, parameters, { timeoutSeconds, heartbeatSeconds }) {
      trail.step('TaskScheduled', 'taskScheduledEventDetails', () => ({
        ...names,
        region: 'local',
        parameters: JSON.stringify(parameters),
        ...(timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds }),
        ...(heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds }),
      }));
      trail.step('TaskStarted', 'taskStartedEventDetails', () => names);
    },
    submitted: (trail, output) =>
      trail.step('TaskSubmitted', 'taskSubmittedEventDetails', () => ({ ...names, ...shown('output', output) })),
    succeeded: (trail, output) =>
      trail.step('TaskSucceeded', 'taskSucceededEventDetails', () => ({ ...names, ...shown('output', output) })),
    failed: (trail, failure) =>
      trail.step('TaskFailed', 'taskFailedEventDetails', () => ({ ...names, ...reasons(failure) })),
    timedOut: (trail, failure) =>
      trail.step('TaskTimedOut', 'taskTimedOutEventDetails', () => ({ ...names, ...reasons(failure) })),
  };
}

/** Error and cause as far as they are known. */
export function reasons({ error, cause }: { error?: string | undefined; cause?: string | undefined }) {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}
