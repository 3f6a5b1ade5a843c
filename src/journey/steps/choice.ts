import type { ChooseInput } from '../../model/step.ts';
import { nextPath, type TaskState } from '../machine/states-language.ts';
import { callTo } from './call.ts';
import type { CompiledArm, StatePlace } from './step-kind.ts';

/**
 * Adds the state that goes the way the task before it said: a Choice, or with one arm only the beginning of that.
 * @param name of the Choice state
 * @param arms in the order in which the function counts them, from 0
 * @returns the name of the state
 */
export function addChoice(name: string, arms: readonly CompiledArm[], place: StatePlace): string {
  const [others, last] = [arms.slice(0, -1), arms.at(-1)?.first ?? ''];
  if (others.length === 0) return last;
  return place.beside(name, {
    Type: 'Choice',
    Choices: others.map(({ first }, arm) => ({ Variable: `${nextPath}.arm`, NumericEquals: arm, Next: first })),
    Default: last,
  });
}

/**
 * The task that chooses an arm, with the Choice state behind it.
 * @param name of the Choice state
 * @param step as the function is given it
 * @param arms in the order in which the function counts them, from 0
 */
export function armTask(
  name: string,
  step: ChooseInput['step'],
  arms: readonly CompiledArm[],
  place: StatePlace,
): TaskState {
  const parameters = { ...place.run, step, arms: arms.map(({ arm }) => arm) };
  return callTo('choose-arm', parameters, { Next: addChoice(name, arms, place) });
}
