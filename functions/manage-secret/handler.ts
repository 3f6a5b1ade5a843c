import { randomBytes } from 'node:crypto';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import middy from '@middy/core';
import { openClient } from '../../src/platform/clients.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { environment, required } from '../../src/platform/env.ts';
import { secretStore } from '../../src/platform/secret-store.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { manageSecret } from './manage-secret.ts';

const secret = secretStore(openClient(SecretsManagerClient), required(environment, 'APP_SECRET_ID'));
const newKey = () => randomBytes(48).toString('base64url');

/** Invoked by `npm run secret`, and callable only with permission to invoke it. Its answer is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) => manageSecret(request, { secret, clock: systemClock, newKey })),
);
