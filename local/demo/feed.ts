import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { region } from '../aws/account.ts';
import type { Json } from '../aws/json.ts';
import type { Runtime } from '../aws/runtime.ts';

/** An event to be posted to the shop's bus at a time of the local clock. */
export interface TimedEvent {
  readonly type: string;
  readonly postAt: number;
  readonly detail: Json;
}

/** PutEvents takes at most so many entries. */
const batchSize = 10;

/**
 * Posts events with the real SDK through PutEvents, each when its time comes. Those of one moment go together.
 * @param shop whose events they are, whatever they say
 * @param events in the order of their time
 * @returns the number of entries that the bus refused, once all are posted
 */
export function feedEvents(
  runtime: Runtime,
  bus: string,
  shop: string,
  events: readonly TimedEvent[],
): { readonly refused: number } {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new EventBridgeClient({ endpoint: runtime.endpoint, region, credentials });
  const state = { refused: 0 };
  for (const batch of batches(events)) {
    const [first] = batch;
    if (first === undefined) continue;
    runtime.clock.at(first.postAt, () => {
      const release = runtime.clock.hold();
      const Entries = batch.map((event) => entry(event, bus, shop));
      const posting = client.send(new PutEventsCommand({ Entries }));
      void posting
        .then(({ FailedEntryCount = 0 }) => {
          state.refused += FailedEntryCount;
        })
        .finally(release);
    });
  }
  return state;
}

function entry({ type, detail }: TimedEvent, bus: string, shop: string) {
  return { EventBusName: bus, Source: `store.${shop}`, DetailType: type, Detail: JSON.stringify({ ...detail, shop }) };
}

function* batches(events: readonly TimedEvent[]): Generator<TimedEvent[]> {
  let batch: TimedEvent[] = [];
  for (const event of events) {
    const [first] = batch;
    if (first !== undefined && (first.postAt !== event.postAt || batch.length === batchSize)) {
      yield batch;
      batch = [];
    }
    batch.push(event);
  }
  if (batch.length > 0) yield batch;
}
