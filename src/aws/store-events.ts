import { type EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { ShopEvent } from '../engine/connect/publish-mapping.ts';
import { RetryableError } from '../model/errors.ts';

/** PutEvents takes at most so many entries at once, and less than so many bytes. */
const most = { entries: 10, bytes: 1024 * 1024 - 1 };

/** So often entries that the bus did not take are put again before the queue has to. */
const tries = [0, 200, 800];

/**
 * Puts the shop's events on the bus, in batches that PutEvents takes. Entries that fail alone are put again.
 * @param pause waits for some milliseconds
 * @throws RetryableError when the bus has not taken all of them
 */
export function shopEventsPutter(
  client: EventBridgeClient,
  { bus, shop }: { readonly bus: string; readonly shop: string },
  pause: (milliseconds: number) => Promise<void>,
): (events: readonly ShopEvent[]) => Promise<void> {
  return async (events) => {
    const entries = events.map(({ type, detail }) => ({
      EventBusName: bus,
      Source: `store.${shop}`,
      DetailType: type,
      Detail: JSON.stringify(detail),
    }));
    for (const batch of inBatches(entries)) await putAll(client, batch, pause);
  };
}

async function putAll(
  client: EventBridgeClient,
  batch: PutEventsRequestEntry[],
  pause: (milliseconds: number) => Promise<void>,
): Promise<void> {
  let rest = batch;
  let code = '';
  for (const wait of tries) {
    if (wait > 0) await pause(wait);
    const answer = await client.send(new PutEventsCommand({ Entries: rest }));
    const failed = rest.filter((_, index) => answer.Entries?.[index]?.ErrorCode !== undefined);
    if ((answer.FailedEntryCount ?? 0) === 0 || failed.length === 0) return;
    code = answer.Entries?.find(({ ErrorCode }) => ErrorCode !== undefined)?.ErrorCode ?? '';
    rest = failed;
  }
  throw new RetryableError(`The bus did not take ${rest.length} events: ${code}.`);
}

/** Batches of at most ten entries and 1 MB, in their order. */
export function inBatches(entries: readonly PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const batches: PutEventsRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = sizeOf(entry);
    const last = batches.at(-1);
    if (last === undefined || last.length === most.entries || bytes + size > most.bytes) {
      batches.push([entry]);
      bytes = size;
    } else {
      last.push(entry);
      bytes += size;
    }
  }
  return batches;
}

/** As EventBridge counts: the bytes of source, type and detail. */
function sizeOf({ Source = '', DetailType = '', Detail = '' }: PutEventsRequestEntry): number {
  return Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);
}
