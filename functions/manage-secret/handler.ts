import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock } from '../../src/aws/clock.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { secretStore } from '../../src/aws/secret-store.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { manageSecret } from '../../src/engine/manage-secret.ts';

const secret = secretStore(openClient(SecretsManagerClient), requiredVariable(environment, 'APP_SECRET_ID'));
const newKey = () => randomBytes(48).toString('base64url');

/** Invoked by `npm run secret`, and callable only with permission to invoke it. Its answer is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) => manageSecret(request, { secret, clock: systemClock, newKey })),
);
