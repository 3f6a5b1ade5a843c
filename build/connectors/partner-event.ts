import * as z from 'zod/mini';
import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import type { DeliveryHeaders } from '../../src/connectors/contract/delivery.ts';

const envelopeSchema = z.looseObject({ source: z.string(), 'detail-type': z.string(), detail: z.unknown() });

/** A delivery within the envelope of EventBridge, as a partner's event bus and the queue of deliveries hold it. */
export interface PartnerEvent {
  readonly connector: Connector;
  readonly headers: DeliveryHeaders;
  readonly body: unknown;
}

/** The delivery in an event of a platform's partner event source; undefined for anything else. */
export function openPartnerEvent(message: unknown): PartnerEvent | undefined {
  const { data: envelope } = envelopeSchema.safeParse(message);
  if (envelope === undefined) return undefined;
  for (const connector of connectors.values()) {
    const { partnerBus } = connector;
    if (partnerBus && envelope.source.startsWith(partnerBus.sourcePrefix))
      return { connector, ...partnerBus.open(envelope) };
  }
  return undefined;
}
