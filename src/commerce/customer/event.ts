import * as z from 'zod/mini';
import { envelope, requestEnvelope } from '../envelope.ts';

export const customerEvents = {
  'customer.updated': z.object(envelope).check(z.describe("The customer's details or consent changed.")),
  'customer.erased': z
    .object(requestEnvelope)
    .check(
      z.describe(
        'Everything about the customer is to be erased: the GDPR’s right to erasure, Shopify’s customers/redact. Name an account by its id, with the addresses that are in `verified`, and a guest by their e-mail address, or phone number where there is none. What happened after occurredAt begins a new customer.',
      ),
    ),
  'customer.data_requested': z
    .object(requestEnvelope)
    .check(
      z.describe(
        'The customer asks for their data, as in Shopify’s customers/data_request. An operator exports it; no data leaves by itself.',
      ),
    ),
} as const;
