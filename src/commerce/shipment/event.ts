import * as z from 'zod/mini';
import { envelope, nounId, referenceSchema } from '../envelope.ts';
import { optionalDisplayText, optionalReferenceNumber } from '../values/display-text.ts';
import { instantSchema } from '../values/instant.ts';
import { linkSchema } from '../values/link.ts';
import { maxLength } from '../values/text.ts';

/** A parcel on its way. One order may have several. */
const shipmentSchema = z.object({
  id: nounId,
  carrier: optionalDisplayText(maxLength.name, 'Who carries it'),
  trackingNumber: optionalReferenceNumber("The carrier's number"),
  trackingUrl: z.optional(linkSchema.check(z.describe("The carrier's page of the parcel"))),
  expectedAt: z.optional(instantSchema.check(z.describe('When it should arrive, ISO 8601 with offset'))),
});

export const shipmentEvents = {
  'shipment.dispatched': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order left for the customer.')),
  'shipment.out_for_delivery': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order is on the last stretch, and arrives today.')),
  'shipment.delayed': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order arrives later than expected; `expectedAt` says when, if anybody knows.')),
  'shipment.delivered': z
    .object({ ...envelope, order: referenceSchema, shipment: shipmentSchema })
    .check(z.describe('A parcel of an order reached the customer.')),
} as const;
