import * as z from 'zod/mini';
import { addressKindOf, addressKinds, channels } from '../../commerce/customer/channel.ts';
import type { AddressRef, ConsentEntry } from '../../model/address.ts';
import type { EmittedEvent } from '../../model/emitted-event.ts';
import { keptSource } from '../../policy/customer/consent-text.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Ports } from '../ports.ts';
import { type ToldCustomer, toldCustomers } from './told-customers.ts';

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
 * changed. Asked again, it writes nothing twice; an event that the shop was told of may come again, under the same id.
 */
export async function settleConsents(ref: AddressRef, ports: SettlePorts): Promise<void> {
  const { stores, clock, publish } = ports;
  await stores.addresses.settle(ref, clock(), async (id, entry, recordedAt) => {
    if (entry.changes === undefined) return;
    for (const told of await toldCustomers(ref, entry, stores))
      for (const event of eventsOf(ref, { id, entry, told, recordedAt }, ports)) await publish(event);
  });
}

/** The events about an entry to one customer: one for each channel that writes to the address, and each state that changed. */
function eventsOf(
  { kind }: AddressRef,
  about: {
    readonly id: string;
    readonly entry: ConsentEntry;
    readonly told: ToldCustomer;
    readonly recordedAt: number;
  },
  { settings }: Pick<Ports, 'settings'>,
): EmittedEvent[] {
  const { id, entry, told, recordedAt } = about;
  const { saidAt, source, from } = entry;
  const reached = channels.filter((channel) => addressKindOf[channel] === kind);
  return reached.flatMap((channel) =>
    told.changes.map(({ topic, state }) => ({
      type: 'consent.changed',
      detail: {
        version: 1,
        id: ['consent', id.replace('#', '-'), channel, topic, told.mark].filter((part) => part !== undefined).join('-'),
        occurredAt: toIso(saidAt),
        shop: settings.shop,
        customer: told.id === undefined ? {} : { id: told.id },
        consent: {
          channel,
          ...(topic !== undefined && { topic }),
          state,
          from,
          source: keptSource(source),
          recordedAt: new Date(recordedAt).toISOString(), // of one length, so that texts sort as times
        },
      },
    })),
  );
}
