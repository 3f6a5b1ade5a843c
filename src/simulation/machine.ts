import type { Catcher, ChoiceState, Retrier, StateMachine } from '../journey/machine/states-language.ts';

/** What a template needs beside the state's input. */
export interface Context {
  readonly token: string | undefined;
  readonly entered: number;
}

/** Makes a task's payload from the state's input. */
export type Template = (input: unknown, context: Context) => unknown;

export interface RunnableTask {
  readonly kind: 'task';
  readonly name: string;
  readonly function: string;
  readonly payload: Template;
  readonly resultPath: string;
  readonly waitsForToken: boolean;
  readonly timeoutSeconds: number | undefined;
  readonly retry: readonly Retrier[];
  readonly catches: readonly Catcher[];
  readonly next: string | undefined;
}

export interface RunnableWait {
  readonly kind: 'wait';
  readonly name: string;
  readonly until: (input: unknown) => unknown;
  readonly next: string | undefined;
}

export interface RunnableChoice {
  readonly kind: 'choice';
  readonly name: string;
  readonly choose: (input: unknown) => string;
}

export interface RunnableSucceed {
  readonly kind: 'succeed';
  readonly name: string;
}

export type RunnableState = RunnableTask | RunnableWait | RunnableChoice | RunnableSucceed;

/** A compiled journey, ready to run. */
export interface Machine {
  readonly startAt: string;
  readonly steps: ReadonlyMap<string, RunnableState>;
}

const known: Readonly<Record<string, readonly string[]>> = {
  Wait: ['Type', 'TimestampPath', 'Next', 'End'],
  Task: ['Comment', 'Type', 'Resource', 'Parameters', 'ResultPath', 'TimeoutSeconds', 'Retry', 'Catch', 'Next', 'End'],
  Choice: ['Type', 'Choices', 'Default'],
  Succeed: ['Type'],
};

const tokenResource = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/**
 * Reads a journey's committed state machine: the part of States Language that journeys compile to.
 * @throws TypeError when it holds anything else
 */
export function readMachine(definition: string): Machine {
  const { StartAt, States } = JSON.parse(definition) as StateMachine; // it is checked state by state below
  const steps = new Map(Object.entries(States).map(([name, state]) => [name, readState(name, state)]));
  return { startAt: StartAt, steps };
}

function readState(name: string, state: StateMachine['States'][string]): RunnableState {
  const strange = Object.keys(state).filter((field) => !known[state.Type]?.includes(field));
  if (strange.length > 0) throw new TypeError(`"${name}" has ${strange.join(', ')}, which no journey compiles to.`);
  if (state.Type === 'Wait') return { kind: 'wait', name, until: pathOf(state.TimestampPath), next: state.Next };
  if (state.Type === 'Choice') return { kind: 'choice', name, choose: choiceOf(state) };
  if (state.Type === 'Succeed') return { kind: 'succeed', name };
  const waitsForToken = state.Resource === tokenResource;
  const { FunctionName, Payload } = state.Parameters;
  const resource = waitsForToken ? String(FunctionName) : state.Resource;
  const logical = /^\$\{([a-z-]+)\}$/.exec(resource)?.[1];
  if (logical === undefined) throw new TypeError(`"${name}" calls ${resource}, which is no function of the shop.`);
  return {
    kind: 'task',
    name,
    function: logical,
    payload: templateOf(waitsForToken ? Payload : state.Parameters),
    resultPath: fieldOf(state.ResultPath),
    waitsForToken,
    timeoutSeconds: state.TimeoutSeconds,
    retry: state.Retry,
    catches: state.Catch ?? [],
    next: state.Next,
  };
}

function choiceOf({ Choices, Default }: ChoiceState): RunnableChoice['choose'] {
  const rules = Choices.map(({ Variable, NumericEquals, Next }) => ({ read: pathOf(Variable), NumericEquals, Next }));
  return (input) => rules.find(({ read, NumericEquals }) => read(input) === NumericEquals)?.Next ?? Default;
}

function templateOf(parameters: unknown): Template {
  if (Array.isArray(parameters)) {
    const items = parameters.map(templateOf);
    return (input, context) => items.map((item) => item(input, context));
  }
  if (typeof parameters !== 'object' || parameters === null) return () => parameters;
  const fields = Object.entries(parameters).map(([key, value]): [string, Template] =>
    key.endsWith('.$') ? [key.slice(0, -2), referenceOf(String(value))] : [key, templateOf(value)],
  );
  return (input, context) => Object.fromEntries(fields.map(([key, make]) => [key, make(input, context)]));
}

function referenceOf(path: string): Template {
  if (path === '$$.Task.Token') return (_input, { token }) => token;
  if (path === '$$.State.EnteredTime') return (_input, { entered }) => new Date(entered).toISOString();
  const read = pathOf(path);
  return (input) => {
    const value = read(input);
    if (value === undefined) throw new TypeError(`${path} finds nothing in the state's input.`);
    return value;
  };
}

/** A path such as `$.next.until`. */
function pathOf(path: string): (input: unknown) => unknown {
  if (!/^\$(\.\w+)+$/.test(path)) throw new TypeError(`${path} is no path that a journey compiles to.`);
  const fields = path.split('.').slice(1);
  return (input) => fields.reduce<unknown>(valueAt, input);
}

function valueAt(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Readonly<Record<string, unknown>>)[field] // its own field
    : undefined;
}

/** The one field of the state's input that a result goes to. */
function fieldOf(path: string): string {
  const field = /^\$\.(\w+)$/.exec(path)?.[1];
  if (field === undefined) throw new TypeError(`${path} is no place that a journey puts a result in.`);
  return field;
}
