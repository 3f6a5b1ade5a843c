import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { EventDetail } from '../commerce/events.ts';
import { type EmittedEvent, emittedSource, type Publish } from '../model/emitted-event.ts';
import { RetryableError } from '../model/errors.ts';

/** Puts events of Aftercart's own on the bus. An entry that PutEvents answers as failed has failed, too. */
export function busPublisher(client: EventBridgeClient, bus: string): Publish {
  return ({ type, detail }: EmittedEvent) => put(client, { bus, source: emittedSource, type, detail });
}

/** The events that customers cause without the store: their answers on our page, and their texts to the shop's number. */
type OwnStoreEvent = 'survey.answered' | 'inquiry.received';

/** Puts such events on the bus, as if the store had. Fails as {@link busPublisher} does. */
export function storePublisher(
  client: EventBridgeClient,
  bus: string,
  type: OwnStoreEvent,
): (detail: EventDetail<OwnStoreEvent>) => Promise<void> {
  return (detail) => put(client, { bus, source: `store.${detail.shop}`, type, detail });
}

/** An event on its way to a bus. */
interface Entry {
  readonly bus: string;
  readonly source: string;
  readonly type: string;
  readonly detail: { readonly id: string };
}

async function put(client: EventBridgeClient, entry: Entry): Promise<void> {
  const code = await putEvent(client, entry);
  if (code !== undefined) {
    const cause = Object.assign(new Error(code), { name: code }); // as an error of the whole request is named
    throw new RetryableError(`The bus did not take ${entry.type} ${entry.detail.id}: ${code}.`, { cause });
  }
}

/** The error code of an entry that failed alone; undefined when it was taken. */
async function putEvent(client: EventBridgeClient, entry: Entry): Promise<string | undefined> {
  const { bus: EventBusName, source: Source, type: DetailType, detail } = entry;
  const Entries = [{ EventBusName, Source, DetailType, Detail: JSON.stringify(detail) }];
  try {
    const answer = await client.send(new PutEventsCommand({ Entries }));
    return answer.FailedEntryCount === 0 ? undefined : (answer.Entries?.[0]?.ErrorCode ?? 'no reason given');
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'unknown';
    throw new RetryableError(`PutEvents failed for ${DetailType} ${detail.id}: ${name}.`, { cause });
  }
}
