/** The part of Amazon States Language (JSONPath) that journeys compile to. Keys stand in the order they are printed. */
export type State = WaitState | TaskState | ChoiceState | SucceedState;

/** Waits until the instant that the task before it gave. */
export interface WaitState {
  readonly Type: 'Wait';
  readonly TimestampPath: string;
  readonly Next?: string;
  readonly End?: true;
}

/** Calls a function. */
export interface TaskState {
  /** Of the first one: the wait after which the execution is started. */
  readonly Comment?: string;
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Parameters: Readonly<Record<string, unknown>>;
  readonly ResultPath: string;
  readonly TimeoutSeconds?: number;
  readonly Retry: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
  readonly Next?: string;
  readonly End?: true;
}

/** Goes where the task before it said. */
export interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly { readonly Variable: string; readonly NumericEquals: number; readonly Next: string }[];
  readonly Default: string;
}

/** The end of an arm that has no states of its own, when nothing follows. */
export interface SucceedState {
  readonly Type: 'Succeed';
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
  readonly JitterStrategy: 'FULL';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: string;
  readonly Next: string;
}

/** A journey as Step Functions runs it. */
export interface StateMachine {
  readonly Comment: string;
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** The states that may follow a state. */
export function waysOf(state: State): readonly string[] {
  if (state.Type === 'Succeed') return [];
  if (state.Type === 'Choice') return [...state.Choices.map(({ Next }) => Next), state.Default];
  const onward = state.Next === undefined ? [] : [state.Next];
  return state.Type === 'Task' ? [...onward, ...(state.Catch ?? []).map(({ Next }) => Next)] : onward;
}

/** The part of every task's input that identifies the run: paths into the execution's input. */
export const runParameters = {
  'customer.$': '$.customer',
  'run.$': '$.run',
  'journey.$': '$.journey',
  'next.$': '$.next',
};

/**
 * The same for the first task after a time-out: the time that `$.next` holds is the one before the await, so it is due
 * when the task is entered. Retries do not change that instant.
 */
export const runParametersOnTimeout = {
  'customer.$': '$.customer',
  'run.$': '$.run',
  'journey.$': '$.journey',
  next: { 'until.$': '$$.State.EnteredTime' },
};

/** A function as machines name it; its ARN takes the place of the name on deployment. */
export function functionNamed(name: string): string {
  return `\${${name}}`;
}

/** The resource of a task that answers by a token. */
export const callbackResource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** The function that a state calls, as machines name it, and its input; undefined for a state that calls none. */
export function callOf(
  state: State,
): { readonly called: unknown; readonly parameters: TaskState['Parameters'] } | undefined {
  if (state.Type !== 'Task') return undefined;
  const { Resource, Parameters } = state;
  if (Resource !== callbackResource) return { called: Resource, parameters: Parameters };
  return { called: Parameters.FunctionName, parameters: Parameters.Payload as TaskState['Parameters'] }; // as callBack writes it
}

/** For a task that answers at once: longer than any function runs. */
export const callTimeoutSeconds = 60;

/** The place of every task's result, from which every Wait reads. */
export const nextPath = '$.next';
