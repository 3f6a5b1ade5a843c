import type { Delay } from '../../model/delay.ts';
import { runParameters, runParametersOnTimeout, type State, type StateMachine } from '../machine/states-language.ts';
import type { Journey } from '../model/journey.ts';
import type { MessageList } from '../model/messages.ts';
import type { Step } from '../model/steps.ts';
import { armNoun, delayOf, kindOf, nounFor } from '../steps/registry.ts';
import type { CompiledArm, StatePlace } from '../steps/step-kind.ts';
import { withNextMessage } from './next-message.ts';

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

/** A step, the name of its state, and the step that comes after it. */
interface NamedStep {
  readonly name: string;
  readonly step: Step;
  /** The await below it, if the same state does for that. */
  readonly below?: Step | undefined;
  readonly next?: NamedStep;
}

/** Steps that follow each other. */
interface Line {
  readonly steps: readonly NamedStep[];
  /** The step after the last one; nothing at the journey's end. */
  readonly after?: NamedStep;
  /** True if a time-out leads here. */
  readonly onTimeout?: boolean;
  /** True if messages are kept back. */
  readonly holdOut?: boolean;
}

/**
 * The journey as a state machine: a line of Wait and Task, with arms that come back to it. It begins with the first
 * task: an execution is started when that is due, so the wait before it is none of its states.
 */
export function compileJourney(journey: Journey, messages: MessageList): StateMachine {
  const machine: Machine = { journey, messages, states: new Map(), names: new Set() };
  const [first, ...rest] = journey.steps;
  const wait = delayOf(first);
  const line = lineOf(wait ? rest : journey.steps, machine, {});
  addLine(line, machine);
  if (machine.end !== undefined) machine.states.set(machine.end, { Type: 'Succeed' });
  const start = line.steps[0]?.name ?? '';
  const states = Object.fromEntries(machine.states);
  const initial = states[start];
  // start-journey settles when the first task is due, so the machine says the length of that wait nowhere else.
  if (wait && initial?.Type === 'Task') states[start] = { Comment: wait.words, ...initial };
  return { Comment: journey.about.en, StartAt: start, States: states };
}

/** The machine as its file holds it: keys in a fixed order, so that a small change is a small difference. */
export function printMachine(machine: StateMachine): string {
  return `${JSON.stringify(machine, null, 2)}\n`;
}

/** Compiles steps that follow each other; what belongs to a step comes after it, and then its arms. */
function addLine(line: Line, machine: Machine): void {
  for (const [index, { name, step, below }] of line.steps.entries()) {
    const belongings = { beside: new Map<string, State>(), lines: [] as Line[] };
    const place = placeOf(line, index, machine, belongings);
    machine.states.set(name, kindOf(step).state(step, place, below && kindOf(below).awaited?.(below, place)));
    for (const [other, state] of belongings.beside) machine.states.set(other, state);
    for (const arm of belongings.lines) addLine(arm, machine);
  }
}

function lineOf(steps: readonly Step[], { names }: Machine, rest: Omit<Line, 'steps'>): Line {
  const pairs = steps.map((step, index) => ({ step, below: awaitBelow(step, steps[index + 1]) }));
  const own = pairs.filter((_, index) => pairs[index - 1]?.below === undefined);
  const named = own.map(({ step, below }, index) => {
    const following = nounFor(own[index + 1]?.step ?? rest.after?.step);
    const name = kindOf(step).stateName(step, { following, arm: armNoun });
    return { step, below, name: freeName(below ? `${name}, ${nounFor(below)}` : name, names) };
  });
  return { ...rest, steps: chained(named, rest.after) };
}

/** The await right below a step that can take it along: one state for both, which is one transition and one call less. */
function awaitBelow(step: Step, next: Step | undefined): Step | undefined {
  return kindOf(step).canAwait && next && kindOf(next).awaited ? next : undefined;
}

/** The steps, each with the one that comes after it. */
function chained(steps: readonly NamedStep[], after: NamedStep | undefined): readonly NamedStep[] {
  const chain: NamedStep[] = [];
  for (const step of steps.toReversed()) chain.unshift({ ...step, next: chain[0] ?? after });
  return chain;
}

function placeOf(
  line: Line,
  index: number,
  machine: Machine,
  { beside, lines }: { readonly beside: Map<string, State>; readonly lines: Line[] },
): StatePlace {
  const { journey, messages } = machine;
  const after = line.steps[index + 1] ?? line.after;
  return {
    journey,
    messages,
    run: line.onTimeout && index === 0 ? runParametersOnTimeout : runParameters,
    onward: after ? { Next: after.name } : { End: true },
    ...thenOf(after, journey),
    armNoun,
    ...(line.holdOut && { holdOut: true }),
    arm: (steps, { onTimeout, holdOut } = {}) => {
      const arm = lineOf(steps, machine, { after, onTimeout, holdOut: holdOut || line.holdOut });
      lines.push(arm);
      return armOf(arm.steps[0] ?? after, machine);
    },
    beside: (wanted, state) => {
      const name = freeName(wanted, machine.names);
      beside.set(name, state);
      return name;
    },
  };
}

/** An arm that begins with the step: its own first one, or what comes after an arm without steps. */
function armOf(begin: NamedStep | undefined, machine: Machine): CompiledArm {
  if (begin) return { arm: thenOf(begin, machine.journey), first: begin.name };
  machine.end ??= freeName('The end', machine.names);
  return { arm: { last: true }, first: machine.end };
}

/** The wait that follows, with the message that comes next. */
function thenOf(following: NamedStep | undefined, journey: Journey): { then?: Delay } {
  const wait = delayOf(following?.step);
  return wait ? { then: withNextMessage(wait.delay, stepsFrom(following?.next), journey) } : {};
}

function stepsFrom(first: NamedStep | undefined): readonly Step[] {
  return first ? [first.step, ...(first.below ? [first.below] : []), ...stepsFrom(first.next)] : [];
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
