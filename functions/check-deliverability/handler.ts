import catalogue from 'aftercart:catalogue';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SNSClient } from '@aws-sdk/client-sns';
import middy from '@middy/core';
import { topicReporter } from '../../src/aws/alarm-topic.ts';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { dnsLookUp, readSender } from '../../src/aws/sender-facts.ts';
import { listedSince } from '../../src/aws/suppression-list.ts';
import { checkSender } from '../../src/engine/sender/check-sender.ts';
import { languageOf } from '../../src/web/language.ts';
import { readEnv } from './env.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const { sender, nameServers, warmUp, alarmsTopic } = readEnv(environment);
const { locales, timeZone: zone } = catalogue.settings;
const sources = {
  ses: openClient(SESv2Client),
  cloudwatch: openClient(CloudWatchClient),
  lookUp: dnsLookUp(nameServers),
};

const tellStaff = topicReporter(openClient(SNSClient), alarmsTopic);

/** Invoked once a day by a schedule. */
export const handler = middy<unknown>().handler(async () =>
  checkSender({
    ...(await runtime()),
    clock,
    warn: logger.warn,
    count,
    zone,
    language: languageOf(locales[0]),
    domain: sender.identity,
    warmUp,
    readSender: (now) => readSender(sender, { ...sources, now }),
    tellStaff,
    listedSince: (time) => listedSince(sources.ses, time),
  }),
);
