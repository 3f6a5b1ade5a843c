import { StateFailure } from './errors.ts';
import { shown, type Trail } from './history.ts';
import { assertSize } from './limits.ts';
import type { Branch, State } from './machine.ts';
import { type Lane, Visit } from './visit.ts';

/** The service ends an execution whose history grows beyond this. */
const LONGEST_HISTORY = 25_000;

/** Runs a branch to its end and returns its output. Throws StateFailure. */
export async function runBranch(branch: Branch, input: unknown, lane: Lane): Promise<unknown> {
  let name: string | undefined = branch.startAt;
  let data = input;
  while (name !== undefined) {
    const state = branch.states.get(name);
    if (!state) throw new Error(`The definition was checked, yet there is no state "${name}".`);
    if (lane.run.history.length >= LONGEST_HISTORY) throw tooLong();
    ({ next: name, output: data } = await runState(state, data, lane));
  }
  return data;
}

async function runState(state: State, input: unknown, lane: Lane) {
  const { run, trail } = lane;
  const entered = run.resumed ?? recordEntry(trail, state, input);
  run.resumed = undefined;
  const visit = new Visit(lane, state, input, entered);
  run.transitions++;
  run.visits.add(visit);
  try {
    const result = state.run(visit);
    const outcome = result instanceof Promise ? await result : result;
    if (lane.scope.cancelled) return await new Promise<never>(() => {});
    if (outcome.output !== input) assertSize(outcome.output, state.name);
    trail.step(`${state.type}StateExited`, 'stateExitedEventDetails', () => ({
      name: state.name,
      ...shown('output', outcome.output),
      ...assignedVariables(visit),
    }));
    return outcome;
  } catch (thrown) {
    throw visit.failureOf(thrown);
  } finally {
    run.visits.delete(visit);
  }
}

function recordEntry(trail: Trail, { name, type }: State, input: unknown): number {
  return trail.step(`${type}StateEntered`, 'stateEnteredEventDetails', () => ({ name, ...shown('input', input) }));
}

function assignedVariables({ assigned }: Visit): Record<string, unknown> {
  if (!assigned) return {};
  const texts = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]);
  return { assignedVariables: Object.fromEntries(texts), assignedVariablesDetails: { truncated: false } };
}

function tooLong(): StateFailure {
  return new StateFailure(
    'States.Runtime',
    `The execution reached the maximum number of history events (${LONGEST_HISTORY}).`,
  );
}
