import { stringify } from 'yaml';
import { eventTypes } from '../../src/commerce/events.ts';
import { emittedEventTypes } from '../../src/model/emitted-event-schemas.ts';
import { emittedEventSchema, eventSchema } from './event-schema.ts';
import { generated } from './table.ts';

/**
 * docs/asyncapi.yaml: the events of the bus in the form that catalogues and generators of clients read (AsyncAPI 3.0,
 * https://www.asyncapi.com/docs/reference/specification/v3.0.0). The payloads are the files of docs/schemas.
 */
export function asyncapiDocument(version: string): string {
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Aftercart',
      version,
      description: 'The events that a store posts to the bus, and those that Aftercart puts there for the store.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      bus: {
        host: 'events.{region}.amazonaws.com',
        protocol: 'https',
        description: 'Amazon EventBridge: PutEvents on the bus aftercart, rules on it to receive.',
        variables: { region: { description: 'The Region of the stage', default: 'ap-northeast-1' } },
      },
    },
    channels: {
      store: {
        address: 'aftercart',
        description: 'Source store.<shop>; the DetailType is the name of the message, the Detail its payload.',
        messages: Object.fromEntries(eventTypes.map((type) => [type, messageRef(type)])),
      },
      aftercart: {
        address: 'aftercart',
        description: 'Source aftercart; the DetailType is the name of the message, the Detail its payload.',
        messages: Object.fromEntries(emittedEventTypes.map((type) => [type, messageRef(type)])),
      },
    },
    operations: {
      receiveStoreEvents: { action: 'receive', channel: { $ref: '#/channels/store' } },
      sendOwnEvents: { action: 'send', channel: { $ref: '#/channels/aftercart' } },
    },
    components: {
      messages: Object.fromEntries([
        ...eventTypes.map((type) => [type, message(type, eventSchema(type).description)]),
        ...emittedEventTypes.map((type) => [type, message(type, emittedEventSchema(type).description)]),
      ]),
    },
  };
  return `${generated.replace(/^<!-- /, '# ').replace(/ -->$/, '')}\n${stringify(document, { lineWidth: 0 })}`;
}

function messageRef(type: string) {
  return { $ref: `#/components/messages/${type}` };
}

function message(name: string, summary: string | undefined) {
  return { name, ...(summary !== undefined && { summary }), payload: { $ref: `./schemas/${name}.schema.json` } };
}
