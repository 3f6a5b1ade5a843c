import { describe, expect, it } from 'vitest';
import type { RunInput } from '../../src/contracts/run.ts';
import { RetryableError } from '../../src/platform/errors.ts';
import type { Key } from '../../src/stores/table.ts';
import { journeys, messages, segments, settings } from '../fixtures/catalogue.ts';
import { busEvent, consentToAll, type Detail } from '../fixtures/events.ts';
import { World } from '../functions/world.ts';
import { InterleavedTable, randomFrom } from '../joins/interleaved-table.ts';

const email = 'shared@example.com';
const claimant = { id: 'claimant', email };
const guest = { email, consent: consentToAll };
const owner = { id: 'owner', email, verified: ['email'], consent: consentToAll };

const claims = busEvent('customer.updated', '2026-03-01T08:00:00Z', { customer: claimant });
const parcel = (type: 'shipment.dispatched' | 'shipment.delivered', minute: number, id: string, customer: Detail) =>
  busEvent(type, `2026-03-01T10:${String(minute).padStart(2, '0')}:00Z`, { customer, shipment: { id } });

const ordered = busEvent('order.placed', '2026-03-01T09:00:00Z', { customer: guest });
const proves = busEvent('customer.created', '2026-03-01T10:30:00Z', { customer: owner });
const told = [
  parcel('shipment.dispatched', 1, 's-1', guest),
  parcel('shipment.delivered', 20, 's-1', guest),
  parcel('shipment.dispatched', 40, 's-2', owner),
  parcel('shipment.delivered', 50, 's-2', owner),
];

/** A table whose callers die now and then as they hear its answer, while {@link deadly}. */
class DeadlyTable extends InterleavedTable {
  deadly = 0;
  readonly #random: () => number;

  constructor(random: () => number) {
    super();
    this.#random = random;
  }

  override async getMany(keys: readonly Key[]) {
    return this.#survive(await super.getMany(keys));
  }

  override async range(pk: string, from: string, to: string) {
    return this.#survive(await super.range(pk, from, to));
  }

  override async put(key: Key, value: unknown, rev: number, next = rev + 1) {
    return this.#survive(await super.put(key, value, rev, next));
  }

  #survive<Answer>(answer: Answer): Answer {
    if (this.#random() < this.deadly) throw new RetryableError('died');
    return answer;
  }
}

/** A shop in which everything is told side by side, twice in part, and tried again until it is done. */
class Life {
  readonly table: DeadlyTable;
  readonly world: World;
  readonly #random: () => number;
  readonly #runs = new Set<string>();

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.table = new DeadlyTable(this.#random);
    this.world = new World({ settings, journeys, segments, messages }, this.table).at('2026-03-01T12:00:00Z');
  }

  async tellAll(): Promise<void> {
    await this.hear(claims);
    const shuffled = [ordered, proves, ...told].map((event) => ({ event, at: this.#random() }));
    const events = shuffled.sort((one, other) => one.at - other.at).map(({ event }) => event);
    const first = Math.floor(this.#random() * events.length);
    for (const event of events.slice(0, first)) await this.hear(event);
    const rest = [...events.slice(first), ...events.filter(() => this.#random() < 0.3)];
    this.table.deadly = 0.02;
    await this.table.together(
      rest.map((event) => () => this.hear(event)),
      this.#random,
    );
    this.table.deadly = 0;
    await this.hear(proves); // whatever was broken off is completed by the next event
  }

  async hear(event: Detail): Promise<void> {
    await patiently(() => this.world.ingest(event));
    const journey = { 'order.placed': 'order-journey', 'shipment.delivered': 'review-journey' }[
      String(event['detail-type'])
    ];
    if (journey === undefined) return;
    await patiently(() => this.world.start(journey, event));
    const thanks = this.world.started.filter((one) => one.journey === 'order-journey' && !this.#runs.has(one.name));
    for (const { name, input } of thanks) {
      this.#runs.add(name);
      await patiently(() => this.world.deliver(input, { id: 'thanks' }));
    }
  }

  /** Lets every run that was begun come to its last message. */
  async finish(): Promise<void> {
    this.world.at('2026-03-04T10:00:00Z');
    const inputs = new Map<string, RunInput>(this.world.started.map(({ name, input }) => [name, input]));
    for (const input of inputs.values()) {
      const id = input.journey === 'order-journey' ? 'thanks' : 'ask';
      await this.world.deliver(input, { id });
    }
  }

  async historyOf(customer: Detail) {
    const [identity] = await this.world.stores.identities.find(customer);
    return this.world.stores.customers.load(identity?.owner ?? 'nobody');
  }
}

/** As queues and state machines do. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RetryableError) || attempt === 40) throw error;
    }
  }
}

describe('what a guest left under an address that an account merely claimed', () => {
  it.each(Array.from({ length: 10 }, (_, nth) => 1 + nth * 15))(
    'goes to the owner who proves it, whole and once, whoever dies meanwhile (15 histories from seed %i)',
    async (from) => {
      for (let seed = from; seed < from + 15; seed += 1) {
        const life = new Life(seed);
        await life.tellAll();
        await life.finish();
        const facts = (await life.historyOf({ id: 'owner' }))?.facts.map(({ value }) => value.id);
        expect(facts?.toSorted(), `seed ${seed}`).toEqual(['o-1', 's-1', 's-2']);
        expect((await life.historyOf({ id: 'claimant' }))?.runs, `seed ${seed}`).toEqual([]);
        const steps = life.world.sent.map(({ tags, address }) => [tags.step, address]).sort();
        expect(steps, `seed ${seed}`).toEqual([
          ['ask', email],
          ['thanks', email],
        ]);
      }
    },
  );
});
