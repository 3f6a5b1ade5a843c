import { setTimeout as pause } from 'node:timers/promises';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { connectorSecrets } from '../../src/aws/connector-secrets.ts';
import { configuredConnectors } from '../../src/aws/connectors.ts';
import { sender } from '../../src/aws/enrolment.ts';
import { environment, optionalVariables } from '../../src/aws/env.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { reachOf } from '../../src/aws/reach.ts';
import { openConnectorUpkeep } from '../../src/aws/runtime.ts';
import { secretStore } from '../../src/aws/secret-store.ts';
import { reconcileConnector } from '../../src/engine/connect/reconcile.ts';

const configured = configuredConnectors(environment);
const upkeep = openConnectorUpkeep(environment);
const client = openClient(SecretsManagerClient);
const names = ['CONNECTOR_SECRET_ID', 'TOKEN_SECRET_ID', 'DELIVERIES_QUEUE_URL'];
const [secretId = '', tokensId = '', queueUrl = ''] = optionalVariables(environment, ...names);
const [secrets, tokens] = [connectorSecrets(client, secretId, clock), secretStore(client, tokensId)];
const reaching = { secrets, tokens, connections: upkeep, clock, fetch, pause };
const wiring = {
  clock,
  count,
  upkeep,
  warn: logger.warn,
  configured: (name: string) => configured.get(name),
  reach: (connector: string) => reachOf(connector, reaching),
  queueDeliveries: sender(openClient(SQSClient), queueUrl),
};

/** Invoked by a schedule of each connector. */
export const handler = middy<unknown>().handler(async (request) => reconcileConnector(request, wiring));
