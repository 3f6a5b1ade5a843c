import type { ChooseInput } from '../../contracts/step.ts';
import { retryCall } from '../retry.ts';
import { callTimeoutSeconds, functionNamed, nextPath, type TaskState } from '../states-language.ts';
import type { CompiledArm, Place } from './step-kind.ts';

/**
 * The task that chooses an arm. Behind it stands a Choice state that goes the way the task said.
 * @param name of the Choice state
 * @param step as the function is given it
 * @param arms in the order in which the function counts them, from 0
 */
export function addChoice(
  name: string,
  step: ChooseInput['step'],
  arms: readonly CompiledArm[],
  place: Place,
): TaskState {
  const [others, last] = [arms.slice(0, -1), arms.at(-1)];
  const choice = place.beside(name, {
    Type: 'Choice',
    Choices: others.map(({ first }, arm) => ({ Variable: `${nextPath}.arm`, NumericEquals: arm, Next: first })),
    Default: last?.first ?? '',
  });
  return {
    Type: 'Task',
    Resource: functionNamed('choose-arm'),
    Parameters: { ...place.run, step, arms: arms.map(({ arm }) => arm) },
    ResultPath: nextPath,
    TimeoutSeconds: callTimeoutSeconds,
    Retry: [retryCall],
    Next: choice,
  };
}
