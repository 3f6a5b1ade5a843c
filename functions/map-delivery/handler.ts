import { setTimeout as pause } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { connectorSecrets } from '../../src/aws/connector-secrets.ts';
import { connectorPorts } from '../../src/aws/connectors.ts';
import { environment, optionalVariables, requiredVariable } from '../../src/aws/env.ts';
import { count } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { reachOf } from '../../src/aws/reach.ts';
import { openConnectorRuntime } from '../../src/aws/runtime.ts';
import { secretStore } from '../../src/aws/secret-store.ts';
import { shopEventsPutter } from '../../src/aws/store-events.ts';
import { parseExactly } from '../../src/commerce/reading/exact-json.ts';
import { deliveryNoter } from '../../src/engine/connect/delivery-times.ts';
import { mapDelivery } from '../../src/engine/connect/map-delivery.ts';

const runtime = openConnectorRuntime(environment);
const [shop, bus] = [requiredVariable(environment, 'SHOP'), requiredVariable(environment, 'BUS_NAME')];
const putEvents = shopEventsPutter(openClient(EventBridgeClient), { bus, shop }, async (time) => pause(time));
const client = openClient(SecretsManagerClient);
const [secretId = '', tokensId = ''] = optionalVariables(environment, 'CONNECTOR_SECRET_ID', 'TOKEN_SECRET_ID');
const [secrets, tokens] = [connectorSecrets(client, secretId, clock), secretStore(client, tokensId)];
const wiring = { clock, count, shop, putEvents, noteDelivery: deliveryNoter(), ...connectorPorts(environment) };

/** Invoked by the queue of deliveries. */
export const handler = middy(
  queueHandler(
    async (delivery) => {
      const { stores } = await runtime();
      const reaching = { secrets, tokens, connections: stores.connections, clock, fetch, pause };
      const reach = (connector: string) => reachOf(connector, reaching);
      return mapDelivery(delivery, { ...wiring, stores, reach });
    },
    undefined,
    parseExactly,
  ),
);
