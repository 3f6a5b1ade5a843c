import type { Intended } from '../../../src/explain/explain-line.ts';
import type { StepOrder } from '../../../src/explain/timeline.ts';
import { readMachine } from '../../aws/services/state-machines.ts';
import type { Stack } from '../../aws/template/stack.ts';

type Assets = Pick<Stack, 'ofType' | 'assetPath'>;

/** Reads the order of the steps from the state machines. */
export function stepOrderOf(stack: Assets): StepOrder {
  const machineOf = machinesOf(stack);
  const known = new Map<string, readonly string[]>();
  const stepsOf = (journey: string) => {
    const steps = known.get(journey) ?? idsIn(machineOf(journey) ?? '');
    known.set(journey, steps);
    return steps;
  };
  return (journey, step) => {
    const place = stepsOf(journey).indexOf(step);
    return place < 0 ? 1000 : place;
  };
}

function idsIn(definition: string): string[] {
  return [...definition.matchAll(/"step":\s*\{\s*"id":\s*"([^"]+)"/g)].map(([, id = '']) => id);
}

/** Reads the messages of each journey from its state machine, in their order. */
export function intendedOf(stack: Assets): Intended {
  const machineOf = machinesOf(stack);
  return (journey) =>
    [...(machineOf(journey) ?? '').matchAll(/"step":\s*\{\s*"id":\s*"([^"]+)",\s*"message":\s*"([^"]+)"/g)].map(
      ([, id = '', message = '']) => ({ id, message }),
    );
}

/** The definition of a journey's state machine. */
function machinesOf(stack: Assets): (journey: string) => string | undefined {
  const machines = stack
    .ofType('AWS::StepFunctions::StateMachine')
    .map((resource) => readMachine(resource, stack as Stack)); // it reads assets alone
  const shortestFirst = machines.toSorted((one, other) => one.name.length - other.name.length);
  return (journey) => shortestFirst.find(({ name }) => name.endsWith(`-${journey}`))?.definition;
}
