import catalogue from 'aftercart:catalogue';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import middy from '@middy/core';
import { busPublisher } from '../../src/aws/bus.ts';
import { once, openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { count } from '../../src/aws/logger.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { emailNotifier } from '../../src/aws/staff-email.ts';
import { webhookNotifier } from '../../src/aws/staff-webhook.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { doAction } from '../../src/engine/act/do-action.ts';
import type { DoInput } from '../../src/model/step.ts';
import { localized } from '../../src/templates/locale.ts';
import { readEnv } from './env.ts';

const env = readEnv(environment);
const { stores, runtime } = openRunStores(environment);
const publish = busPublisher(openClient(EventBridgeClient), env.bus);
const { brand, locales } = catalogue.settings;
const senderName = localized(brand.name, locales[0]);
const email = env.email && emailNotifier(openClient(SESv2Client, once), { ...env.email, senderName });
const sign = async (text: string) => (await runtime()).keys.signWebhook(text);
const webhook = env.webhook && webhookNotifier({ url: env.webhook, clock, sign });
const staff = { ...(email && { email }), ...(webhook && { webhook }) };

/** Invoked by the journeys' state machines at a `do` step. */
export const handler = middy<DoInput>().handler(
  taskHandler(async (input: DoInput) => doAction(input, { ...catalogue, stores, clock, publish, staff, count })),
);
