import { setTimeout as pause } from 'node:timers/promises';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { connectorSecrets } from '../../src/aws/connector-secrets.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { count } from '../../src/aws/logger.ts';
import { openVisitors, pageAnswer, pageRequest, tagAnswer } from '../../src/aws/pages.ts';
import { loadKeys } from '../../src/aws/secret.ts';
import { shopEventsPutter } from '../../src/aws/store-events.ts';
import { pagesConnector as connector } from '../../src/connectors/pages.ts';
import { collectBrowsing } from '../../src/engine/connect/collect-browsing.ts';
import { deliveryNoter } from '../../src/engine/connect/delivery-times.ts';
import { addressLimiter, limiter } from '../../src/engine/connect/limiter.ts';
import { validSecretsOf } from '../../src/engine/connect/valid-secrets.ts';
import { budget } from '../../src/engine/connect/visitor.ts';

const client = openClient(SecretsManagerClient);
const read = connectorSecrets(client, requiredVariable(environment, 'CONNECTOR_SECRET_ID'), clock);
const keys = loadKeys(client, requiredVariable(environment, 'APP_SECRET_ID'), clock);
const [bus, shop] = ['BUS_NAME', 'SHOP'].map((name) => requiredVariable(environment, name)) as [string, string]; // one of each
const wiring = {
  ...{ clock, count, connector, shop },
  config: JSON.parse(requiredVariable(environment, 'BROWSER')),
  secrets: async () => validSecretsOf(await read(), connector.name, clock()),
  stores: openVisitors(environment, keys),
  noteDelivery: deliveryNoter(),
  mayAsk: addressLimiter({ burst: 60, perSecond: 5, names: 10_000 }),
  mayTell: limiter({ ...budget, names: 10_000 }),
  pause: async (most: number) => pause(Math.random() * most),
  putEvents: shopEventsPutter(openClient(EventBridgeClient), { bus, shop }, async (time) => pause(time)),
};

/** Invoked by the HTTP API, with what the shop's pages report, and by browsers that load the script. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(async (event) =>
  event.rawPath === '/aftercart.js' ? tagAnswer(event) : pageAnswer(await collectBrowsing(pageRequest(event), wiring)),
);
