import catalogue from 'aftercart:catalogue';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { dnsLookUp, readSender } from '../../src/aws/sender-facts.ts';
import { listedSince } from '../../src/aws/suppression-list.ts';
import { checkSender } from '../../src/engine/sender/check-sender.ts';
import { readEnv } from './env.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const { sender, nameServers, warmUp } = readEnv(environment);
const sources = {
  ses: openClient(SESv2Client),
  cloudwatch: openClient(CloudWatchClient),
  lookUp: dnsLookUp(nameServers),
};

/** Invoked once a day by a schedule. */
export const handler = middy<unknown>().handler(async () =>
  checkSender({
    ...(await runtime()),
    clock,
    warn: logger.warn,
    count,
    zone: catalogue.settings.timeZone,
    warmUp,
    readSender: (now) => readSender(sender, { ...sources, now }),
    listedSince: (time) => listedSince(sources.ses, time),
  }),
);
