import { asJson, type Json } from '../json.ts';
import type { HistoryEvent } from '../states/history.ts';
import type { ExecutionRecord } from './execution-record.ts';
import { statesOf } from './state-machines.ts';

/** An execution may go on for so long after its end. */
const redrivablePeriod = 14 * 86_400_000;

/** The present or last state of an execution. */
interface Place {
  readonly state: string;
  /** The state's input: JSON. */
  readonly input: string;
  readonly enteredEvent: number;
}

/** The state of the machine itself (not of a branch within) that the execution entered last. */
export function standing(record: ExecutionRecord): Json | undefined {
  const entered = lastEntry(record);
  if (entered === undefined) return undefined;
  const { name, input } = asJson(entered.stateEnteredEventDetails);
  return { state: name, input, enteredAt: entered.timestamp };
}

/**
 * The state in which an execution that may be redriven ended.
 * @throws Error when it has no history; {@link redriveObstacle} says so
 */
export function standingOf(record: ExecutionRecord): Place {
  const entered = lastEntry(record);
  if (entered === undefined) throw new Error(`${record.arn} has no history to go on from.`);
  const { name, input } = asJson(entered.stateEnteredEventDetails);
  return { state: String(name), input: String(input), enteredEvent: entered.id };
}

/** Why an execution cannot be redriven, in the words of DescribeExecution; undefined when it can. */
export function redriveObstacle(record: ExecutionRecord, now: number): string | undefined {
  const { status, stoppedAt = 0, machine } = record;
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
  if (now - stoppedAt > redrivablePeriod) return 'Execution redrive period of 14 days exceeded';
  const entered = lastEntry(record);
  if (entered === undefined) return 'Locally an execution of an earlier run has no history, and cannot be redriven';
  const { name } = asJson(entered.stateEnteredEventDetails);
  const { Type: type } = asJson(statesOf(machine)[String(name)]);
  if (type === 'Parallel' || type === 'Map' || machine.definition.includes('"Assign"')) {
    return 'Locally a redrive does not go into Parallel and Map states, nor keep variables';
  }
  return undefined;
}

function lastEntry({ history, machine }: ExecutionRecord): HistoryEvent | undefined {
  const states = statesOf(machine);
  return history.findLast(({ stateEnteredEventDetails: details }) => {
    return details !== undefined && Object.hasOwn(states, String(details.name));
  });
}
