import * as z from 'zod/mini';
import { envelope } from '../envelope.ts';

export const customerEvents = {
  'customer.updated': z.object(envelope).check(z.describe("The customer's details or consent changed.")),
} as const;
