import { readMachine } from '../../aws/services/state-machines.ts';
import type { Stack } from '../../aws/template/stack.ts';

/** The place of a step in its journey, counted from 0; 1000 for one that the journey does not have any more. */
export type StepOrder = (journey: string, step: string) => number;

/** Reads the order of the steps from the state machines. */
export function stepOrderOf(stack: Pick<Stack, 'ofType' | 'assetPath'>): StepOrder {
  const machines = stack.ofType('AWS::StepFunctions::StateMachine').map((resource) => {
    const { name, definition } = readMachine(resource, stack as Stack); // it reads assets alone
    const steps = [...definition.matchAll(/"step":\s*\{\s*"id":\s*"([^"]+)"/g)].map(([, id = '']) => id);
    return { name, steps };
  });
  const shortestFirst = machines.toSorted((one, other) => one.name.length - other.name.length);
  return (journey, step) => {
    const machine = shortestFirst.find(({ name }) => name.endsWith(`-${journey}`));
    const place = machine?.steps.indexOf(step) ?? -1;
    return place < 0 ? 1000 : place;
  };
}
