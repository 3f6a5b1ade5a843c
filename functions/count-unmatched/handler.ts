import middy from '@middy/core';
import { count, logger } from '../../src/aws/logger.ts';
import { countUnmatched } from '../../src/engine/count-unmatched.ts';

const { warn } = logger;

/** Invoked by the rule for events that no other rule on the bus matches. */
export const handler = middy<unknown>().handler(async (message) => countUnmatched(message, { warn, count }));
