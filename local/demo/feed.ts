import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { region } from '../aws/account.ts';
import type { Json } from '../aws/json.ts';
import type { Runtime } from '../aws/runtime.ts';
import type { PostSigned } from './connection.ts';

/** An event to be posted to the shop's bus at a time of the local clock. */
export interface TimedEvent {
  readonly type: string;
  readonly postAt: number;
  readonly detail: Json;
  /** True if it is posted to the connector, where there is one; to the bus otherwise. */
  readonly byConnector?: true;
}

/** Where events go. */
export interface Destination {
  readonly bus: string;
  /** Whose events they are, whatever they say. */
  readonly shop: string;
  /** Posts to the connector, if there is one. */
  readonly connector: PostSigned | undefined;
}

/** What became of the posting. */
export interface Fed {
  /** The number of events that were refused, once all are posted. */
  refused: number;
  /** Why one could not be posted, if so. */
  failure: unknown;
}

/** PutEvents takes at most so many entries. */
const batchSize = 10;

/**
 * Posts events, each when its time comes: to the connector in signed requests, to the bus with the real SDK. Those of one
 * moment go together.
 * @param events in the order of their time
 */
export function feedEvents(runtime: Runtime, destination: Destination, events: readonly TimedEvent[]): Readonly<Fed> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new EventBridgeClient({ endpoint: runtime.endpoint, region, credentials });
  const fed: Fed = { refused: 0, failure: undefined };
  for (const batch of batches(events)) {
    const [first] = batch;
    if (first === undefined) continue;
    const post = async (): Promise<number> => {
      const { connector } = destination;
      if (first.byConnector && connector) return connector(batch.map(({ type, detail }) => ({ type, detail })));
      const Entries = batch.map((event) => entry(event, destination));
      return (await client.send(new PutEventsCommand({ Entries }))).FailedEntryCount ?? 0;
    };
    runtime.clock.at(first.postAt, () => {
      const posting = runtime.clock.holdWhile(async () => {
        fed.refused += await post();
      });
      posting.catch((error) => {
        fed.failure ??= error;
      });
    });
  }
  return fed;
}

function entry({ type, detail }: TimedEvent, { bus, shop }: Destination) {
  return { EventBusName: bus, Source: `store.${shop}`, DetailType: type, Detail: JSON.stringify({ ...detail, shop }) };
}

/** Events of one moment that go the same way. */
function* batches(events: readonly TimedEvent[]): Generator<TimedEvent[]> {
  let batch: TimedEvent[] = [];
  for (const event of events) {
    const [first] = batch;
    if (first !== undefined && (!isTogether(first, event) || batch.length === batchSize)) {
      yield batch;
      batch = [];
    }
    batch.push(event);
  }
  if (batch.length > 0) yield batch;
}

function isTogether(one: TimedEvent, other: TimedEvent): boolean {
  return one.postAt === other.postAt && one.byConnector === other.byConnector;
}
