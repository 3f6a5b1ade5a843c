import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { connectorSettings } from '../../src/aws/connector-settings.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { openConnectorUpkeep } from '../../src/aws/runtime.ts';
import { secretStore } from '../../src/aws/secret-store.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { manageConnectors } from '../../src/engine/connect/manage-connectors.ts';

const secret = secretStore(openClient(SecretsManagerClient), requiredVariable(environment, 'CONNECTOR_SECRET_ID'));
const connectors = connectorSettings(environment);
const upkeep = openConnectorUpkeep(environment);

/** Invoked by `npm run connectors`, and callable only with permission to invoke it. Its answer is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) => manageConnectors(request, { secret, clock, connectors, upkeep })),
);
