import type { Delay } from '../contracts/delay.ts';
import type { Journey, MessageList } from './journey.ts';
import { nextPath, runParameters, runParametersOnTimeout, type State, type StateMachine } from './states-language.ts';
import { kindOf, type Step } from './steps/registry.ts';
import type { CompiledArm, Place } from './steps/step-kind.ts';

/** Step Functions allows no longer names. */
const longestName = 80;

/** A journey as its steps are compiled: what is known beforehand, and the states so far. */
interface Machine {
  readonly journey: Journey;
  readonly messages: MessageList;
  readonly states: Map<string, State>;
  readonly names: Set<string>;
  /** The state for arms that have nothing to do when nothing follows, once there is such an arm. */
  end?: string;
}

/** A step, and the name of its state. */
interface NamedStep {
  readonly name: string;
  readonly step: Step;
}

/** Steps that follow each other. */
interface Line {
  readonly steps: readonly NamedStep[];
  /** What comes after the last one; nothing at the journey's end. */
  readonly after?: NamedStep;
  /** Whether a time-out leads here. */
  readonly aside?: true;
  /** Whether messages are kept back. */
  readonly holdOut?: true;
}

/**
 * The journey as a state machine: a line of Wait and Task, a branch aside for every `otherwise`, arms that rejoin.
 * Whom the calendar lets in is let in up to a day ahead: such a machine always begins with a wait.
 */
export function compileJourney(journey: Journey, messages: MessageList): StateMachine {
  const machine: Machine = { journey, messages, states: new Map(), names: new Set() };
  const line = lineOf(journey.steps, machine, {});
  addLine(line, machine);
  if (machine.end !== undefined) machine.states.set(machine.end, { Type: 'Succeed' });
  const [first] = line.steps;
  const start = first?.name ?? '';
  const states = Object.fromEntries(machine.states);
  const initial = states[start];
  // The wait before the first task is settled by start-journey, so its length stands nowhere else in the machine.
  if (first?.step.kind === 'wait' && initial?.Type === 'Wait') {
    states[start] = { Comment: first.step.words, ...initial };
  }
  if (journey.starts.every && first && first.step.kind !== 'wait') {
    const occasion = freeName('Wait for the day', machine.names);
    const wait: State = { Type: 'Wait', TimestampPath: `${nextPath}.until`, Next: first.name };
    return { Comment: journey.about, StartAt: occasion, States: { [occasion]: wait, ...states } };
  }
  return { Comment: journey.about, StartAt: start, States: states };
}

/** The machine as its file holds it: keys in a fixed order, so that a small change is a small difference. */
export function printMachine(machine: StateMachine): string {
  return `${JSON.stringify(machine, null, 2)}\n`;
}

/** Compiles steps that follow each other; what belongs to a step comes after it, and then its branches. */
function addLine(line: Line, machine: Machine): void {
  for (const [index, { name, step }] of line.steps.entries()) {
    const belongings = { beside: new Map<string, State>(), lines: [] as Line[] };
    machine.states.set(name, kindOf(step).state(step, placeOf(line, index, machine, belongings)));
    for (const [other, state] of belongings.beside) machine.states.set(other, state);
    for (const branch of belongings.lines) addLine(branch, machine);
  }
}

function lineOf(steps: readonly Step[], { names }: Machine, rest: Omit<Line, 'steps'>): Line {
  const named = steps.map((step, index) => {
    const following = steps[index + 1] ?? rest.after?.step;
    const noun = following ? kindOf(following).nounFor(following) : 'the end';
    return { step, name: freeName(kindOf(step).stateName(step, noun), names) };
  });
  return { ...rest, steps: named };
}

function placeOf(
  line: Line,
  index: number,
  machine: Machine,
  { beside, lines }: { readonly beside: Map<string, State>; readonly lines: Line[] },
): Place {
  const { journey, messages } = machine;
  const after = line.steps[index + 1] ?? line.after;
  const holdOut = line.holdOut && { holdOut: line.holdOut };
  const add = (branch: Line): NamedStep | undefined => {
    lines.push(branch);
    return branch.steps[0];
  };
  return {
    journey,
    messages,
    run: line.aside && index === 0 ? runParametersOnTimeout : runParameters,
    onward: after ? { Next: after.name } : { End: true },
    ...delayOf(after),
    ...holdOut,
    branch: (steps) => add(lineOf(steps, machine, { aside: true, ...holdOut }))?.name ?? '',
    arm: (steps, held) =>
      armOf(add(lineOf(steps, machine, { after, ...(held ? { holdOut: true } : holdOut) })) ?? after, machine),
    beside: (wanted, state) => {
      const name = freeName(wanted, machine.names);
      beside.set(name, state);
      return name;
    },
  };
}

/** An arm that begins with the step: its own first one, or what comes after an arm without steps. */
function armOf(begin: NamedStep | undefined, machine: Machine): CompiledArm {
  if (begin) return { arm: delayOf(begin), first: begin.name };
  machine.end ??= freeName('The end', machine.names);
  return { arm: { last: true }, first: machine.end };
}

function delayOf(following: NamedStep | undefined): { then?: Delay } {
  return following?.step.kind === 'wait' ? { then: following.step.delay } : {};
}

/** A name that no other state has and that Step Functions accepts. */
function freeName(wanted: string, taken: Set<string>): string {
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
