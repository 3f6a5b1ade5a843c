import type { DeliveryHeaders, PlatformDelivery } from '../../connectors/contract/delivery.ts';

/** A queue takes so many messages at once, */
const mostAtOnce = 10;

/** and so many bytes, of a message as of all: a mebibyte, less room for the request around them. */
const mostBytes = 1_000_000;

/** Deliveries that fit a queue's request, and how many were left out because they fit none. */
export interface DeliveryBatch {
  readonly batch: readonly PlatformDelivery[];
  readonly tooLarge: number;
}

/** What a platform was asked for, as deliveries in batches that a queue takes. */
export async function* inDeliveryBatches(
  changed: AsyncIterable<Readonly<{ headers: DeliveryHeaders; body: unknown }>>,
  { connector, now }: { readonly connector: string; readonly now: number },
): AsyncIterable<DeliveryBatch> {
  let batch: PlatformDelivery[] = [];
  let [bytes, tooLarge] = [0, 0];
  for await (const { headers, body } of changed) {
    const delivery: PlatformDelivery = { connector, way: 'poll', headers, body, receivedAt: now };
    const size = new TextEncoder().encode(JSON.stringify(delivery)).length;
    if (size > mostBytes) {
      tooLarge += 1;
      continue;
    }
    if (batch.length === mostAtOnce || bytes + size > mostBytes) {
      yield { batch, tooLarge };
      batch = [];
      [bytes, tooLarge] = [0, 0];
    }
    batch.push(delivery);
    bytes += size;
  }
  yield { batch, tooLarge };
}
