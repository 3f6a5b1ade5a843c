import { expect, it } from 'vitest';
import { takeOwnersWord } from '../../src/engine/feedback/owners-word.ts';
import { settleConsents } from '../../src/engine/feedback/settle-consents.ts';
import type { EmittedEventDetail } from '../../src/model/emitted-event-schemas.ts';
import { InterleavedTable, randomFrom } from '../joins/interleaved-table.ts';
import { mail, minute, no, SharingShop, yes } from './sharing-shop.ts';

type Told = EmittedEventDetail<'consent.changed'>;

/** A shop whose functions meet at every read and write of the table. */
class BusyShop extends SharingShop {
  readonly interleaved: InterleavedTable;
  readonly told: Told[] = [];

  constructor() {
    const table = new InterleavedTable();
    super({}, table);
    this.interleaved = table;
  }

  /** Settles the mailbox, as a message of the queue asks. @param dies true at the events after which the call breaks off */
  async settleOnce(dies: () => boolean = () => false): Promise<void> {
    const publish = async ({ detail }: { readonly detail: unknown }) => {
      this.told.push(detail as Told); // settling posts nothing else
      if (dies()) throw new Error('died');
    };
    const ref = this.stores.addresses.refOf('email', mail);
    await settleConsents(ref, { ...this.ports(), publish });
  }
}

/** What a shop keeps that takes the state with the latest time, passes over ids which it knows, and gets events in this order. */
function keptOf(events: readonly Told[]): string {
  const known = new Set<string>();
  let kept: Told['consent'] | undefined;
  for (const { id, consent } of events) {
    if (!known.has(id) && (kept === undefined || consent.recordedAt > kept.recordedAt)) kept = consent;
    known.add(id);
  }
  return kept?.state ?? 'unknown';
}

it.each([
  ['', 0],
  [', also where calls break off', 0.2],
])(
  'leaves a shop with the state that holds, though calls settle one mailbox at the same time%s',
  async (_, broken) => {
    for (let seed = 1; seed <= 150; seed += 1) {
      const random = randomFrom(seed);
      const shop = new BusyShop();
      await shop.tell({ id: 'a', email: mail, verified: ['email'] });
      const says = async () => {
        const isYes = random() < 0.5;
        if (random() < 0.5)
          return shop.tell({
            id: 'a',
            email: mail,
            verified: ['email'],
            consent: { email: (isYes ? yes : no)(shop.now) },
          });
        await takeOwnersWord('email', { kind: isYes ? 'start' : 'stop', address: mail, at: shop.now }, shop.stores);
      };
      const settles = () => shop.settleOnce(() => random() < broken);
      for (let round = 0; round < 4; round += 1) {
        shop.later(minute + Math.floor(random() * 4000));
        const works = [says, settles, settles].map((work) => () => work().catch(() => {})); // the queue brings it again
        await shop.interleaved.together(works, random);
        shop.later(1);
      }
      await shop.later(minute).settleOnce();
      const state = (await shop.goesTo({ id: 'a' })) ? 'granted' : shop.told.length === 0 ? 'unknown' : 'withdrawn';
      const orders = [shop.told, shop.told.toReversed(), shop.told.toSorted(() => random() - 0.5)];
      expect([seed, ...orders.map(keptOf)]).toEqual([seed, state, state, state]);
    }
  },
  120_000,
);
