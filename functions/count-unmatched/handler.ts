import middy from '@middy/core';
import { count, logger } from '../../src/platform/logger.ts';
import { countUnmatched } from './count-unmatched.ts';

const warn = (message: string, details: Readonly<Record<string, string>>) => logger.warn(message, details);

/** Invoked by the rule for events that no other rule on the bus matches. */
export const handler = middy<unknown>().handler(async (told) => countUnmatched(told, { warn, count }));
