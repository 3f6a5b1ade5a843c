import * as z from 'zod/mini';
import { day, minute, second } from '../../commerce/values/time-units.ts';
import { type Connector, usualPollMinutes } from '../../connectors/contract/connector.ts';
import type { PlatformDelivery } from '../../connectors/contract/delivery.ts';
import type { Reach } from '../../connectors/contract/reach.ts';
import { readBody } from '../../connectors/contract/read-body.ts';
import { isPassing, RetryableError } from '../../model/errors.ts';
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

/** A platform's clock is not further behind than that: an older date is no clock. */
const longestLag = day / 2;

/** A round stops by itself after that, and goes on the next time: a minute before Lambda would stop it. */
const longestRound = 4 * minute;

/** The place is kept after so many batches, in case the round ends in the middle of one. */
const batchesBetween = 20;

/** Asked in vain for so long, a platform is as good as silent. */
const longestBehind = day;

/**
 * Asks a connector's platform what changed since the last time, puts that on the queue of deliveries, and counts a connector
 * from which nothing comes any more, whatever the asking fails by. Nothing is asked as long as credentials are missing. A
 * platform that is busy, down or refuses them is asked the next time from where it broke off.
 * @throws ContractError when the request names no connector of the stage
 */
export async function reconcileConnector(request: unknown, ports: ReconcilingPorts): Promise<void> {
  const { connector: name } = readBody('reconcile request', requestSchema, request);
  const known = ports.configured(name);
  if (known === undefined) return; // its schedule is from before the last deployment
  let asks = known.connector.changedSince !== undefined;
  try {
    asks = await askPlatform(known, ports);
  } finally {
    await countQuiet(name, asks, ports);
  }
}

async function countQuiet(connector: string, asks: boolean, ports: ReconcilingPorts): Promise<void> {
  const times = await ports.upkeep.times(connector);
  const now = ports.clock();
  if (isQuiet(times, now)) ports.count('QuietConnector', { connector, reason: 'no-delivery' });
  if (asks && now - (times?.reconciledTo ?? now) > longestBehind)
    ports.count('QuietConnector', { connector, reason: 'not-reconciled' });
}

/** @returns false when the platform cannot be asked, or has no credentials yet */
async function askPlatform(
  { connector, config }: { readonly connector: Connector; readonly config: unknown },
  ports: ReconcilingPorts,
): Promise<boolean> {
  const { changedSince } = connector;
  if (changedSince === undefined) return false;
  const reach = await ports.reach(connector.name);
  if (!hasCredentials(connector, reach)) return false;
  const missing = missingSettings(connector, config);
  if (missing.length > 0) {
    const { name } = connector;
    ports.count('QuietConnector', { connector: name, reason: 'no-address' });
    ports.warn('platform not reconciled', {
      connector: name,
      reason: `The stage sets no ${missing.join(', ')} for it.`,
    });
    return false;
  }
  const round = new Round(connector.name, reach, ports);
  await catchUp(connector, (since) => changedSince(since, round.reach, config), round, ports);
  return true;
}

function hasCredentials({ credentials = {} }: Connector, reach: Reach): boolean {
  return Object.keys(credentials).every((name) => reach.credentials[name]);
}

/** The settings that are missing to ask the platform. Who sets its credentials means it to be asked: that is not passed over. */
function missingSettings({ needsToAsk = [] }: Connector, config: unknown): string[] {
  const given = Object.keys(config ?? {});
  return needsToAsk.filter((setting) => !given.includes(setting));
}

type Asking = (since: number) => ReturnType<NonNullable<Connector['changedSince']>>;

async function catchUp(connector: Connector, ask: Asking, round: Round, ports: ReconcilingPorts): Promise<void> {
  const { name } = connector;
  const since = await beginning(connector, round.now, ports);
  try {
    for await (const { batch, tooLarge, upTo } of inDeliveryBatches(ask(since - overlap), {
      connector: name,
      now: round.now,
    })) {
      if (batch.length > 0) await ports.queueDeliveries(batch);
      for (let left = tooLarge; left > 0; left -= 1)
        ports.count('IgnoredDelivery', { connector: name, reason: 'too-large' });
      await round.queued(upTo);
      if (ports.clock() - round.now > longestRound)
        throw new RetryableError('There is more than one round can queue: the next one goes on.');
    }
  } catch (error) {
    await round.keepPlace();
    if (!isPassing(error)) throw error;
    ports.warn('platform not reconciled', { connector: name, reason: error.message });
    return;
  }
  await round.end();
}

/** How far one round has come. */
class Round {
  readonly now: number;
  readonly reach: Reach;
  readonly #connector: string;
  readonly #upkeep: ConnectorUpkeep;
  #upTo: number | undefined;
  #batches = 0;
  /** When the round began, by the clock of the platform, which may be behind ours. */
  #began: number;

  constructor(connector: string, reach: Reach, { clock, upkeep }: ReconcilingPorts) {
    this.now = clock();
    this.#began = this.now;
    this.#connector = connector;
    this.#upkeep = upkeep;
    let isFirst = true;
    const fetch: Reach['fetch'] = async (url, init) => {
      const answer = await reach.fetch(url, init);
      const date = Date.parse(answer.headers.get('date') ?? '');
      if (isFirst && this.now - date < longestLag) this.#began = Math.min(this.now, date);
      isFirst = false;
      return answer;
    };
    this.reach = { ...reach, fetch };
  }

  /** Notes that all changes up to a time are on the queue; undefined: nobody can tell. */
  async queued(upTo: number | undefined): Promise<void> {
    this.#upTo = upTo;
    this.#batches += 1;
    if (this.#batches % batchesBetween === 0) await this.keepPlace();
  }

  /** The next round goes on with the last change of this one: others of the same second may be missing. */
  async keepPlace(): Promise<void> {
    if (this.#upTo !== undefined) await this.#reconciledTo(Math.min(this.#began, this.#upTo - second + overlap));
  }

  end(): Promise<void> {
    return this.#reconciledTo(this.#began);
  }

  #reconciledTo(time: number): Promise<void> {
    return this.#upkeep.changeTimes(this.#connector, (before) =>
      (before?.reconciledTo ?? 0) >= time ? undefined : { longestGap: 0, ...before, reconciledTo: time },
    );
  }
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
