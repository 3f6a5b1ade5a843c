import * as z from 'zod/mini';
import { envelope } from '../envelope.ts';

export const accountEvents = {
  'customer.created': z
    .object(envelope)
    .check(z.describe('Somebody became a customer: they signed up, or opened an account.')),
} as const;
