import * as z from 'zod/mini';
import { day, minute } from '../../commerce/values/time-units.ts';
import { type Connector, usualPollMinutes } from '../../connectors/contract/connector.ts';
import type { PlatformDelivery } from '../../connectors/contract/delivery.ts';
import type { Reach } from '../../connectors/contract/reach.ts';
import { readBody } from '../../connectors/contract/read-body.ts';
import { isPassing } from '../../model/errors.ts';
import type { ConnectorUpkeep } from '../../stores/connector-upkeep.ts';
import type { Ports } from '../ports.ts';
import { inDeliveryBatches } from './delivery-batches.ts';
import { isQuiet } from './delivery-times.ts';

/** What asking platforms needs from outside. */
export interface ReconcilingPorts extends Pick<Ports, 'clock' | 'count'> {
  readonly configured: (name: string) => { readonly connector: Connector; readonly config: unknown } | undefined;
  readonly upkeep: ConnectorUpkeep;
  readonly reach: (connector: string) => Promise<Reach>;
  /** Puts deliveries on the queue: ten at most. @throws RetryableError when one is not there */
  readonly queueDeliveries: (deliveries: readonly PlatformDelivery[]) => Promise<void>;
  readonly warn: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

const requestSchema = z.object({ connector: z.string() });

/** The platform's clock may differ from ours, and what changed just now may not be listed yet. */
const overlap = 5 * minute;

/** Asked in vain for so long, a platform is as good as silent. */
const longestBehind = day;

/**
 * Asks a connector's platform what changed since the last time, puts that on the queue of deliveries, and counts a connector
 * from which nothing comes any more. Nothing is asked as long as credentials are missing. A platform that is busy, down or
 * refuses them is asked for the same again the next time.
 * @throws ContractError when the request names no connector of the stage
 */
export async function reconcileConnector(request: unknown, ports: ReconcilingPorts): Promise<void> {
  const { connector: name } = readBody('reconcile request', requestSchema, request);
  const known = ports.configured(name);
  if (known === undefined) return; // its schedule is from before the last deployment
  const { connector, config } = known;
  const { changedSince } = connector;
  const reach = changedSince && (await ports.reach(name));
  const asks = reach !== undefined && hasCredentials(connector, reach);
  if (changedSince && asks) await catchUp(connector, (since) => changedSince(since, reach, config), ports);
  const times = await ports.upkeep.times(name);
  const now = ports.clock();
  if (isQuiet(times, now)) ports.count('QuietConnector', { connector: name, reason: 'no-delivery' });
  if (asks && now - (times?.reconciledTo ?? now) > longestBehind)
    ports.count('QuietConnector', { connector: name, reason: 'not-reconciled' });
}

function hasCredentials({ credentials = {} }: Connector, reach: Reach): boolean {
  return Object.keys(credentials).every((name) => reach.credentials[name]);
}

type Asking = (since: number) => ReturnType<NonNullable<Connector['changedSince']>>;

async function catchUp(connector: Connector, ask: Asking, ports: ReconcilingPorts): Promise<void> {
  const now = ports.clock();
  const since = await beginning(connector, now, ports);
  try {
    for await (const { batch, tooLarge } of inDeliveryBatches(ask(since - overlap), {
      connector: connector.name,
      now,
    })) {
      if (batch.length > 0) await ports.queueDeliveries(batch);
      for (let left = tooLarge; left > 0; left -= 1)
        ports.count('IgnoredDelivery', { connector: connector.name, reason: 'too-large' });
    }
  } catch (error) {
    if (!isPassing(error)) throw error;
    ports.warn('platform not reconciled', { connector: connector.name, reason: error.message });
    return;
  }
  await ports.upkeep.changeTimes(connector.name, (before) =>
    (before?.reconciledTo ?? 0) >= now ? undefined : { longestGap: 0, ...before, reconciledTo: now },
  );
}

/** Since when to ask. The first time that is noted, so that a platform which never answers is told from one not asked. */
async function beginning({ name, pollMinutes }: Connector, now: number, ports: ReconcilingPorts): Promise<number> {
  const known = (await ports.upkeep.times(name))?.reconciledTo;
  if (known !== undefined) return known;
  const reconciledTo = now - (pollMinutes ?? usualPollMinutes) * minute;
  await ports.upkeep.changeTimes(name, (before) =>
    before?.reconciledTo === undefined ? { longestGap: 0, ...before, reconciledTo } : undefined,
  );
  return reconciledTo;
}
