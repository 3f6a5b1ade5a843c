import { paginateListSchedules, ResourceNotFoundException, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { startPrefix } from '../../src/aws/first-waits.ts';
import type { Inside } from './inside.ts';

/** The place of a run whose execution is not started yet. */
export const firstWait = 'in the first wait';

/**
 * Adds the runs whose first step is not due yet: each is a schedule.
 * @param atMost how many are counted
 */
export async function withFirstWaits(
  inside: Inside,
  client: SchedulerClient,
  { group, journey, atMost }: { readonly group: string; readonly journey: string; readonly atMost: number },
): Promise<Inside> {
  const found = await countSchedules(client, group, startPrefix(journey), atMost + 1);
  const waiting = Math.min(found, atMost);
  if (waiting === 0) return inside;
  const states = new Map([[firstWait, waiting], ...inside.states]);
  return { states, runs: inside.runs + waiting, more: inside.more || found > atMost };
}

async function countSchedules(client: SchedulerClient, GroupName: string, NamePrefix: string, most: number) {
  let count = 0;
  try {
    for await (const { Schedules = [] } of paginateListSchedules({ client }, { GroupName, NamePrefix })) {
      count += Schedules.length;
      if (count >= most) return most;
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error; // an earlier version has no such group
  }
  return count;
}
