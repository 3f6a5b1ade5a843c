import type { ChangedDelivery, PlatformDelivery } from '../../connectors/contract/delivery.ts';

/** A queue takes so many messages at once, */
const mostAtOnce = 10;

/** and so many bytes, of a message as of all: a mebibyte, less room for the request around them. */
const mostBytes = 1_000_000;

/** Deliveries that fit a queue's request, and how many were left out because they fit none. */
export interface DeliveryBatch {
  readonly batch: readonly PlatformDelivery[];
  readonly tooLarge: number;
  /** Up to when the platform told of its changes with these, by its own clock; undefined when it keeps no order. */
  readonly upTo?: number | undefined;
}

/** What a platform was asked for, as deliveries in batches that a queue takes: also what it told before it broke off. */
export async function* inDeliveryBatches(
  changed: AsyncIterable<ChangedDelivery>,
  { connector, now }: { readonly connector: string; readonly now: number },
): AsyncIterable<DeliveryBatch> {
  let batch: PlatformDelivery[] = [];
  let [bytes, tooLarge] = [0, 0];
  const order = new RisingTimes();
  try {
    for await (const { headers, body, changedAt } of changed) {
      const delivery: PlatformDelivery = { connector, way: 'poll', headers, body, receivedAt: now };
      const size = new TextEncoder().encode(JSON.stringify(delivery)).length;
      const fits = size <= mostBytes;
      if (fits && (batch.length === mostAtOnce || bytes + size > mostBytes)) {
        yield { batch, tooLarge, upTo: order.last };
        batch = [];
        [bytes, tooLarge] = [0, 0];
      }
      order.add(changedAt);
      if (fits) batch.push(delivery);
      if (fits) bytes += size;
      else tooLarge += 1;
    }
  } catch (error) {
    yield { batch, tooLarge, upTo: order.last };
    throw error;
  }
  yield { batch, tooLarge, upTo: order.last };
}

/** The last of times that only rise; undefined from the first one on that does not. */
class RisingTimes {
  #last: number | undefined = Number.NEGATIVE_INFINITY;

  add(time: number | undefined): void {
    const last = this.#last;
    this.#last = last !== undefined && time !== undefined && time >= last ? time : undefined;
  }

  get last(): number | undefined {
    return this.#last === Number.NEGATIVE_INFINITY ? undefined : this.#last;
  }
}
