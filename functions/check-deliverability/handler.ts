import catalogue from 'aftercart:catalogue';
import middy from '@middy/core';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { checkSender } from '../../src/engine/sender/check-sender.ts';
import { languageOf } from '../../src/web/language.ts';
import { readEnv } from './env.ts';
import { openServices } from './services.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const env = readEnv(environment);
const services = openServices(env);
const { locales, timeZone: zone } = catalogue.settings;

/** Invoked once a day by a schedule. */
export const handler = middy<unknown>().handler(async () =>
  checkSender({
    ...(await runtime()),
    ...services,
    clock,
    warn: logger.warn,
    count,
    zone,
    language: languageOf(locales[0]),
    domain: env.sender.identity,
    warmUp: env.warmUp,
  }),
);
