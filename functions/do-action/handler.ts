import catalogue from 'aftercart:catalogue';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import middy from '@middy/core';
import type { DoInput } from '../../src/contracts/step.ts';
import { openRunStores } from '../../src/platform/aws.ts';
import { busPublisher } from '../../src/platform/bus.ts';
import { once, openClient } from '../../src/platform/clients.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { count } from '../../src/platform/logger.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { localized } from '../../src/templates/locale.ts';
import { doAction } from './do-action.ts';
import { readEnv } from './env.ts';
import { emailTeller } from './staff-email.ts';
import { webhookTeller } from './staff-webhook.ts';

const env = readEnv(environment);
const { stores, basis } = openRunStores(environment);
const publish = busPublisher(openClient(EventBridgeClient), env.bus);
const { brand, locales } = catalogue.settings;
const senderName = localized(brand.name, locales[0]);
const email = env.email && emailTeller(openClient(SESv2Client, once), { ...env.email, senderName });
const sign = async (text: string) => (await basis()).keys.signWebhook(text);
const webhook = env.webhook && webhookTeller({ url: env.webhook, clock, sign });
const staff = { ...(email && { email }), ...(webhook && { webhook }) };

/** Invoked by the journeys' state machines at a `do` step. */
export const handler = middy<DoInput>().handler(
  taskHandler(async (input: DoInput) => doAction(input, { ...catalogue, stores, clock, publish, staff, count })),
);
