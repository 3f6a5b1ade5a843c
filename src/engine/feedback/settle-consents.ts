import * as z from 'zod/mini';
import { addressKinds } from '../../commerce/customer/channel.ts';
import type { AddressRef } from '../../model/address.ts';
import type { EmittedEvent } from '../../model/emitted-event.ts';
import { keptSource } from '../../policy/customer/consent-text.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Ports } from '../ports.ts';
import { type Telling, tellingsOf } from './told-accounts.ts';

/** The ports of settling. */
export type SettlePorts = Pick<Ports, 'publish' | 'settings' | 'clock'> & { readonly stores: Stores };

const messageSchema = z.object({
  consents: z.object({ kind: z.enum(addressKinds), hash: z.string() }),
});

/** The address whose statements a message of the queue of reports asks to settle; undefined for any other message. */
export function unsettledIn(body: unknown): AddressRef | undefined {
  return messageSchema.safeParse(body).data?.consents;
}

/** The message that asks to settle the statements of an address. */
export function settleMessage({ kind, hash }: AddressRef): z.output<typeof messageSchema> {
  return { consents: { kind, hash } };
}

/**
 * Takes the statements that wait at an address into the ledger of consent, and tells the shop of every state that they
 * changed for an account. Asked again, it enters nothing twice; what the shop may have been told of is told again under a later
 * time and another id, because another state may hold by then.
 */
export async function settleConsents(ref: AddressRef, ports: SettlePorts): Promise<void> {
  const { stores, clock, publish } = ports;
  await stores.addresses.settle(ref, clock(), async (address, settled) => {
    const { tellings, lastTold } = await tellingsOf({ ref, address, settled }, stores);
    for (const telling of tellings) await publish(eventOf(telling, ports));
    return lastTold;
  });
}

function eventOf(telling: Telling, { settings }: Pick<Ports, 'settings'>): EmittedEvent {
  const { by, channel, topic, state, id } = telling;
  const { saidAt, source, from } = by.entry;
  return {
    type: 'consent.changed',
    detail: {
      version: 1,
      id: idOf(telling),
      occurredAt: toIso(saidAt),
      shop: settings.shop,
      customer: id === undefined ? {} : { id },
      consent: {
        channel,
        ...(topic !== undefined && { topic }),
        state,
        from,
        source: keptSource(source),
        recordedAt: new Date(by.toldAt).toISOString(), // of one length, so that texts sort as times
      },
    },
  };
}

/** Of the same state told again another one: a shop that passes over ids which it knows would keep a state told in between. */
function idOf({ by, channel, topic, mark, state }: Telling): string {
  const again = by.toldAt === by.recordedAt ? undefined : by.toldAt;
  return ['consent', by.id.replace('#', '-'), channel, topic, mark, state, again]
    .filter((part) => part !== undefined)
    .join('-');
}
