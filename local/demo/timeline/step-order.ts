import { courseOf, messagesOnCourse } from '../../../src/explain/course.ts';
import type { Surroundings } from '../../../src/explain/explain-line.ts';
import type { StepOrder } from '../../../src/explain/timeline.ts';
import type { Course } from '../../../src/model/course.ts';
import { readMachine } from '../../aws/services/state-machines.ts';
import type { Stack } from '../../aws/template/stack.ts';

type Assets = Pick<Stack, 'ofType' | 'assetPath'>;

/** The steps of the journeys, read from their state machines. */
export interface JourneySteps extends Required<Pick<Surroundings, 'intended' | 'course'>> {
  readonly steps: StepOrder;
}

/** Reads the steps of the journeys: their order, their messages, and the ways of runs. */
export function stepsIn(stack: Assets): JourneySteps {
  const definitionOf = machinesOf(stack);
  const known = new Map<string, Course | undefined>();
  const course = (journey: string) => {
    if (!known.has(journey)) known.set(journey, readCourse(definitionOf(journey)));
    return known.get(journey);
  };
  const intended = (journey: string) => {
    const found = course(journey);
    return found === undefined ? [] : messagesOnCourse(found);
  };
  const steps: StepOrder = (journey, step) => {
    const place = Object.keys(course(journey)?.steps ?? {}).indexOf(step);
    return place < 0 ? 1000 : place;
  };
  return { course, intended, steps };
}

function readCourse(definition: string | undefined): Course | undefined {
  return definition === undefined ? undefined : courseOf(JSON.parse(definition));
}

/** The definition of a journey's state machine. */
function machinesOf(stack: Assets): (journey: string) => string | undefined {
  const machines = stack
    .ofType('AWS::StepFunctions::StateMachine')
    .map((resource) => readMachine(resource, stack as Stack)); // it reads assets alone
  const shortestFirst = machines.toSorted((one, other) => one.name.length - other.name.length);
  return (journey) => shortestFirst.find(({ name }) => name.endsWith(`-${journey}`))?.definition;
}
