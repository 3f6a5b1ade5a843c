import { callOf, functionNamed, type State, type StateMachine, waysOf } from './states-language.ts';

/** The transitions of a run whose customer stays to the end: the way with the most states, without retries. */
export interface LongestWay {
  /** Step Functions bills every one of them. */
  readonly transitions: number;
  /** The messages that this way sends. */
  readonly messages: number;
  /** The number of choices on the way: every `if`, `split`, and `await` with steps for each event. */
  readonly choices: number;
}

const nothing: LongestWay = { transitions: 0, messages: 0, choices: 0 };

/** US dollars per state transition of a standard workflow: the list price in us-east-1, as of November 2026. */
const dollarsPerTransition = 25 / 1_000_000;

/** The way through the machine with the most transitions; one that leaves only when all do. */
export function longestWay(machine: StateMachine): LongestWay {
  const staying = longestFrom(machine, machine.StartAt, (state) => calls(state, 'leave-journey'));
  return staying ?? longestFrom(machine, machine.StartAt, () => false) ?? nothing;
}

/** The state transitions that a run is billed for when the customer stays to the end. */
export function transitionsOf(machine: StateMachine): number {
  return longestWay(machine).transitions;
}

/** The most transitions that a way with so many messages and choices may take. */
export function transitionBudget({ messages, choices }: Omit<LongestWay, 'transitions'>): number {
  return 2 * messages + 2 + 2 * choices;
}

/** The cost of the transitions of so many runs, in US dollars. */
export function transitionDollars({ transitions }: Pick<LongestWay, 'transitions'>, runs: number): number {
  return transitions * runs * dollarsPerTransition;
}

/** The longest way from each state on, as far as it is known: arms meet again, and their ways would multiply. */
type Known = Map<string, LongestWay | undefined>;

/** Undefined when every way from here meets a closed state. */
function longestFrom(
  machine: StateMachine,
  name: string,
  closed: (state: State) => boolean,
  known: Known = new Map(),
): LongestWay | undefined {
  const state = machine.States[name];
  if (!state || closed(state)) return undefined;
  if (known.has(name)) return known.get(name);
  const next = waysOf(state);
  const ways = next.map((way) => longestFrom(machine, way, closed, known)).filter((way) => way !== undefined);
  const [rest] = next.length === 0 ? [nothing] : ways.sort((one, other) => other.transitions - one.transitions);
  const longest = rest && {
    transitions: rest.transitions + 1,
    messages: rest.messages + (calls(state, 'deliver-message') ? 1 : 0),
    choices: rest.choices + (state.Type === 'Choice' ? 1 : 0),
  };
  known.set(name, longest);
  return longest;
}

function calls(state: State, name: string): boolean {
  return callOf(state)?.called === functionNamed(name);
}
