import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type OwnEvent, ownSource, type Publish } from '../contracts/own-event.ts';
import { RetryableError } from './errors.ts';

/** Puts events of Aftercart's own on the bus. An entry that PutEvents answers as failed has failed, too. */
export function busPublisher(client: EventBridgeClient, bus: string): Publish {
  return async (event: OwnEvent): Promise<void> => {
    const code = await putEvent(client, bus, event);
    if (code !== undefined) throw new RetryableError(`The bus did not take ${event.type} ${event.detail.id}: ${code}.`);
  };
}

/** The error code of an entry that failed alone; undefined when it was taken. */
async function putEvent(client: EventBridgeClient, EventBusName: string, event: OwnEvent): Promise<string | undefined> {
  const { type: DetailType, detail } = event;
  const Entries = [{ EventBusName, Source: ownSource, DetailType, Detail: JSON.stringify(detail) }];
  try {
    const answer = await client.send(new PutEventsCommand({ Entries }));
    return answer.FailedEntryCount === 0 ? undefined : (answer.Entries?.[0]?.ErrorCode ?? 'no reason given');
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : 'unknown';
    throw new RetryableError(`PutEvents failed for ${event.type} ${detail.id}: ${name}.`, { cause });
  }
}
