import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { connectorSecrets } from '../../src/aws/connector-secrets.ts';
import { configuredConnectors, connectorsByPath } from '../../src/aws/connectors.ts';
import { sender } from '../../src/aws/enrolment.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { deliveryRequest, jsonAnswer } from '../../src/aws/web.ts';
import { receiveDelivery } from '../../src/engine/connect/receive-delivery.ts';
import { validSecretsOf } from '../../src/engine/connect/valid-secrets.ts';

const byPath = connectorsByPath(configuredConnectors(environment));
const secretId = requiredVariable(environment, 'CONNECTOR_SECRET_ID');
const secrets = connectorSecrets(openClient(SecretsManagerClient), secretId, clock);
const send = sender(openClient(SQSClient), requiredVariable(environment, 'DELIVERIES_QUEUE_URL'));
const wiring = {
  clock,
  count,
  fetch,
  shop: requiredVariable(environment, 'SHOP'),
  connectorAt: (path: string) => byPath.get(path),
  secretsOf: async (connector: string) => validSecretsOf(await secrets(), connector, clock()),
  queueDelivery: (delivery: object) => send([delivery]),
  failed: (error: Error) => logger.error('delivery not queued', error),
};

/** Invoked by the HTTP API, with the deliveries of platforms and the shop's own events. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>().handler(async (event) =>
  jsonAnswer(await receiveDelivery(deliveryRequest(event), wiring)),
);
