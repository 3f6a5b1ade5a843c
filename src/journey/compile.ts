import type { Journey, MessageList } from './journey.ts';
import { runParameters, runParametersOnTimeout, type State, type StateMachine } from './states-language.ts';
import { kindOf, type Step } from './steps/registry.ts';
import type { Place } from './steps/step-kind.ts';

/** Step Functions allows no longer names. */
const longestName = 80;

/** A journey as its steps are compiled: what is known beforehand, and the states so far. */
interface Machine {
  readonly journey: Journey;
  readonly messages: MessageList;
  readonly states: Map<string, State>;
  readonly names: Set<string>;
}

/** Steps that follow each other, and the names of their states. */
interface Line {
  readonly steps: readonly Step[];
  readonly names: readonly string[];
  /** Whether a time-out leads here. */
  readonly aside: boolean;
}

/** The journey as a state machine: a line of Wait and Task, and a branch aside for every `otherwise`. */
export function compileJourney(journey: Journey, messages: MessageList): StateMachine {
  const machine: Machine = { journey, messages, states: new Map(), names: new Set() };
  const line = lineOf(journey.steps, machine, false);
  addLine(line, machine);
  const [first] = journey.steps;
  const [start = ''] = line.names;
  const states = Object.fromEntries(machine.states);
  const initial = states[start];
  // The wait before the first task is settled by start-journey, so its length stands nowhere else in the machine.
  if (first?.kind === 'wait' && initial?.Type === 'Wait') states[start] = { Comment: first.words, ...initial };
  return { Comment: journey.about, StartAt: start, States: states };
}

/** The machine as its file holds it: keys in a fixed order, so that a small change is a small difference. */
export function printMachine(machine: StateMachine): string {
  return `${JSON.stringify(machine, null, 2)}\n`;
}

/** Compiles steps that follow each other; their branches come after the step they belong to. */
function addLine({ steps, names, aside }: Line, machine: Machine): void {
  for (const [index, step] of steps.entries()) {
    const branches: Line[] = [];
    const branch = (otherwise: readonly Step[]): string => {
      const line = lineOf(otherwise, machine, true);
      branches.push(line);
      return line.names[0] ?? '';
    };
    const run = aside && index === 0 ? runParametersOnTimeout : runParameters;
    const place = { ...placeAfter(names[index + 1], steps[index + 1], machine), run, branch };
    machine.states.set(names[index] ?? '', kindOf(step).state(step, place));
    for (const line of branches) addLine(line, machine);
  }
}

function lineOf(steps: readonly Step[], { names: taken }: Machine, aside: boolean): Line {
  return { steps, names: steps.map((step, index) => nameOf(step, steps[index + 1], taken)), aside };
}

function placeAfter(
  next: string | undefined,
  following: Step | undefined,
  machine: Machine,
): Omit<Place, 'run' | 'branch'> {
  const { journey, messages } = machine;
  const onward = next === undefined ? ({ End: true } as const) : { Next: next };
  return { journey, messages, onward, ...(following?.kind === 'wait' ? { then: following.delay } : {}) };
}

/** A name that no other state has and that Step Functions accepts. */
function nameOf(step: Step, following: Step | undefined, taken: Set<string>): string {
  const wanted = kindOf(step).stateName(step, following ? kindOf(following).nounFor(following) : 'the end');
  for (let count = 1; ; count++) {
    const suffix = count === 1 ? '' : ` (${count})`;
    const name = shorten(wanted, longestName - suffix.length) + suffix;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function shorten(name: string, length: number): string {
  const characters = [...name];
  return characters.length <= length
    ? name
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}
