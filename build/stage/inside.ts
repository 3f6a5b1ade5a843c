import {
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  paginateListExecutions,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { inParallel, type Pace } from './pace.ts';

/** The places of a journey's runs. */
export interface Inside {
  /** The number of runs in each state, by its name. */
  readonly states: ReadonlyMap<string, number>;
  /** Their sum. */
  readonly runs: number;
  /** True if there are more, which were not looked at: the ones that began first. */
  readonly more: boolean;
}

/** Reports progress of a slow command. */
export type OnProgress = (done: number, of: number) => void;

/** GetExecutionHistory has a bucket of 400 that refills at 20 a second: this leaves room for others. */
export const historyRate = { burst: 100, perSecond: 15 } as const;

const atOnce = 8;

/** The most executions that one page of a list may hold. */
const largestPage = 1000;

/** An attempt of a task makes up to four events, so that this is nearly always enough. */
const eventsPerPage = 10;

/** A state that an execution has entered none of yet. */
export const justBegun = 'just begun';

/**
 * Counts the running executions of a state machine by the state they are in.
 * @param atMost how many are looked at: those that began last
 * @param pace the pace of all requests for histories, by {@link historyRate}
 */
export async function countInside(
  client: SFNClient,
  stateMachineArn: string,
  { atMost, pace, onProgress }: { readonly atMost: number; readonly pace: Pace; readonly onProgress: OnProgress },
): Promise<Inside> {
  const found = await runningExecutions(client, stateMachineArn, atMost + 1);
  const looked = found.slice(0, atMost);
  let done = 0;
  const states = await inParallel(looked, atOnce, async (execution) => {
    const state = await stateOf(client, execution, pace);
    done += 1;
    onProgress(done, looked.length);
    return state;
  });
  const located = states.filter((state) => state !== undefined);
  const counts = new Map([...Map.groupBy(located, (state) => state)].map(([state, list]) => [state, list.length]));
  return { states: counts, runs: located.length, more: found.length > atMost };
}

async function runningExecutions(client: SFNClient, stateMachineArn: string, most: number): Promise<string[]> {
  const arns: string[] = [];
  const pages = paginateListExecutions(
    { client, pageSize: Math.min(most, largestPage) },
    { stateMachineArn, statusFilter: 'RUNNING' },
  );
  for await (const { executions = [] } of pages) {
    arns.push(...executions.flatMap(({ executionArn }) => executionArn ?? []));
    if (arns.length >= most) break;
  }
  return arns.slice(0, most);
}

/** The state that an execution is in; undefined when it is over by now. */
async function stateOf(client: SFNClient, executionArn: string, pace: Pace): Promise<string | undefined> {
  let nextToken: string | undefined;
  do {
    await pace.turn();
    const page = await historyPage(client, executionArn, nextToken);
    const state = page.events.map(stateIn).find((found) => found !== 'unknown');
    if (state !== undefined) return state === 'over' ? undefined : state.name;
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return justBegun;
}

async function historyPage(client: SFNClient, executionArn: string, nextToken: string | undefined) {
  const page = { reverseOrder: true, maxResults: eventsPerPage, includeExecutionData: false, nextToken };
  try {
    const { events = [], nextToken: next } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, ...page }),
    );
    return { events, nextToken: next };
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return { events: [{ type: 'ExecutionAborted' as const }] };
    throw error;
  }
}

/** The state of an execution, if the event tells it. */
function stateIn({ type, stateEnteredEventDetails }: Partial<HistoryEvent>): 'over' | 'unknown' | { name: string } {
  if (/^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type ?? '')) return 'over';
  const name = stateEnteredEventDetails?.name;
  return name === undefined ? 'unknown' : { name };
}
