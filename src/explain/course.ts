import type { Course, CourseStep } from '../model/course.ts';
import type { Run } from '../model/run.ts';
import { armOfSplit } from '../policy/run/split.ts';

/** As much of a compiled state machine as its course is read from. */
export interface MachineStates {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, MachineState>>;
}

interface MachineState {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly Next: string }[];
  readonly Parameters?: object;
}

/** The input of a task, and of one that answers by a token the same as its payload. */
interface TaskInput {
  readonly Payload?: TaskInput;
  readonly step?: TaskStep;
  readonly await?: { readonly step: TaskStep };
}

interface TaskStep {
  readonly id: string;
  readonly message?: string;
  readonly split?: readonly number[];
  readonly action?: object;
}

/** The ways of a journey's runs, from its state machine. */
export function courseOf({ StartAt, States }: MachineStates): Course {
  const steps = Object.values(States).flatMap((state) => stepsAt(state, States));
  return { first: stepAt(StartAt, States), steps: Object.fromEntries(steps) };
}

/** The steps of one state: a message and the await below it share one. */
function stepsAt(state: MachineState, states: MachineStates['States']): [string, CourseStep][] {
  const { step, await: below } = inputOf(state);
  if (step === undefined) return [];
  const { id, message, action, split } = step;
  const own = {
    ...(message !== undefined && { message }),
    ...(action && { acts: true as const }),
    ...(split && { split }),
  };
  const ways = waysFrom(state, states);
  if (below === undefined) return [[id, { ...own, ways }]];
  return [
    [id, { ...own, ways: [below.step.id] }],
    [below.step.id, { ways }],
  ];
}

function waysFrom({ Next, Catch = [] }: MachineState, states: MachineStates['States']): (string | null)[] {
  const { Choices = [], Default } = (Next === undefined ? undefined : states[Next]) ?? {};
  const onward = Default === undefined ? [Next] : [...Choices.map((choice) => choice.Next), Default];
  return [...onward, ...Catch.map((caught) => caught.Next)].map((name) => stepAt(name, states));
}

/** The step that a state is, or that the wait there leads to. */
function stepAt(name: string | undefined, states: MachineStates['States']): string | null {
  const state = name === undefined ? undefined : states[name];
  if (state === undefined) return null;
  return inputOf(state).step?.id ?? stepAt(state.Next, states);
}

function inputOf({ Parameters = {} }: MachineState): TaskInput {
  const input: TaskInput = Parameters; // as a journey's tasks have it
  return input.Payload ?? input;
}

/** True if runs may take more than one way: where there is one, the list of the messages says as much. */
export function hasForks({ steps }: Course): boolean {
  return Object.values(steps).some(({ ways }) => ways.length > 1);
}

/** The messages of a course, in the order of its machine. */
export function messagesOnCourse({ steps }: Course): { readonly id: string; readonly message: string }[] {
  return Object.entries(steps).flatMap(([id, { message }]) => (message === undefined ? [] : [{ id, message }]));
}

/** What is known of the way that a run has taken. */
export type WayTaken = Pick<Run, 'id' | 'arms' | 'done'> & {
  /** The steps that have a line in the ledger. */
  readonly settled: readonly string[];
};

/** The steps whose message a run may come to next: several while a choice is still to be made. */
export function nextIn(course: Course, way: WayTaken): readonly string[] {
  return [...new Set(from(course.first, course, way))];
}

function from(id: string | null, course: Course, way: WayTaken): readonly string[] {
  const step = id === null ? undefined : course.steps[id];
  if (id === null || step === undefined) return [];
  if (step.message !== undefined && !way.settled.includes(id)) return [id];
  return waysTaken(id, step, course, way).flatMap((next) => from(next, course, way));
}

/** The way that a run took from a step; all that it may take, if nothing tells. */
function waysTaken(id: string, { ways, split }: CourseStep, course: Course, way: WayTaken): CourseStep['ways'] {
  const arm = way.arms?.[id] ?? (split && armOfSplit(way.id, id, split));
  if (arm !== undefined) return ways.slice(arm, arm + 1);
  const trodden = ways.filter((next) => hasPassed(next, course, way));
  return trodden.length > 0 ? trodden : ways;
}

/** True if the run has come to what is there: to a choice or an await by anything that it has passed behind it. */
function hasPassed(id: string | null, course: Course, way: WayTaken): boolean {
  const step = id === null ? undefined : course.steps[id];
  if (id === null || step === undefined) return false;
  if (way.settled.includes(id) || way.done?.[id] !== undefined || way.arms?.[id] !== undefined) return true;
  if (step.message !== undefined || step.acts) return false;
  return step.ways.some((next) => hasPassed(next, course, way));
}
