import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { day } from '../../src/commerce/values/time-units.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import { currentTime } from '../stage/clock.ts';
import { explained } from '../stage/errors.ts';
import type { Stage } from '../stage/stage.ts';

/** How many deliveries of a connector were refused for a reason. */
export interface RefusedCount {
  readonly connector: string;
  readonly reason: string;
  readonly count: number;
}

/** Pages that are read at most: a flood of forged deliveries is counted up to here. */
const mostPages = 20;

/**
 * The deliveries refused in the last 24 hours, counted in the logs of the functions that receive them.
 * @param connected the names of the stage's connectors
 * @throws CommandError when one cannot be read
 */
export async function refusedDeliveries(stage: Stage, connected: readonly string[]): Promise<readonly RefusedCount[]> {
  const hasPages = connected.some((name) => connectors.get(name)?.pages !== undefined);
  const takers = ['receive-delivery', ...(hasPages ? ['collect-browsing'] : [])];
  const counts: RefusedCount[] = [];
  for (const taker of takers) counts.push(...(await refusedBy(taker, stage)));
  return counts.sort((one, other) => other.count - one.count);
}

async function refusedBy(taker: string, stage: Stage): Promise<readonly RefusedCount[]> {
  const client = new CloudWatchLogsClient(stage.region ? { region: stage.region } : {});
  const logGroupName = `/aws/lambda/${stage.prefix}-${taker}`;
  const startTime = Date.parse(await currentTime()) - day;
  const counts = new Map<string, RefusedCount>();
  let nextToken: string | undefined;
  try {
    for (let page = 0; page < mostPages; page += 1) {
      const filterPattern = '{ $.RefusedDelivery > 0 }';
      const answer = await client.send(
        new FilterLogEventsCommand({ logGroupName, startTime, filterPattern, nextToken }),
      );
      for (const { message = '{}' } of answer.events ?? []) add(counts, JSON.parse(message));
      nextToken = answer.nextToken;
      if (nextToken === undefined) break;
    }
  } catch (error) {
    throw explained(error, {
      service: 'CloudWatch Logs',
      actions: `logs:FilterLogEvents on ${logGroupName}`,
      whenBusy: 'try again in a minute',
    });
  } finally {
    client.destroy();
  }
  return [...counts.values()];
}

function add(counts: Map<string, RefusedCount>, line: { readonly connector?: string; readonly reason?: string }): void {
  const { connector = '', reason = '' } = line;
  const key = `${connector} ${reason}`;
  counts.set(key, { connector, reason, count: (counts.get(key)?.count ?? 0) + 1 });
}
