import { describe, expect, it } from 'vitest';
import { takeSurvey } from '../../functions/take-survey/take-survey.ts';
import type { RunInput } from '../../src/contracts/run.ts';
import type { SurveyAnswered } from '../../src/contracts/survey.ts';
import { surveyLink } from '../../src/links/survey.ts';
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

/** Lets something happen just before, or just after, the first write that the test picks. */
function at(
  world: World,
  when: 'before' | 'after',
  isTheOne: (value: Detail) => boolean,
  happens: () => Promise<unknown>,
): void {
  const put = world.table.put.bind(world.table);
  let armed = true;
  world.table.put = async (key: Key, value: unknown, rev: number, next?: number) => {
    const isIt = armed && isTheOne(value as Detail);
    if (isIt) armed = false;
    if (isIt && when === 'before') await happens();
    const written = await put(key, value, rev, next);
    if (isIt && when === 'after') await happens();
    return written;
  };
}

/** A claimant with whom a guest left an order; it is the morning on which its thanks are due. */
async function left() {
  const world = new World().at('2026-03-01T08:00:00Z');
  await world.ingest(claims);
  const input = await world.enter('order-journey', ordered);
  return { world: world.at('2026-03-02T10:00:00Z'), input };
}

async function factsOf({ stores }: World, customer: Detail) {
  const [identity] = await stores.identities.find(customer);
  const history = await stores.customers.load(identity?.owner ?? 'nobody');
  return history?.facts.map(({ value }) => value.id).sort();
}

describe("an address that is proven to be another customer's", () => {
  it("brings its owner also what is told of the guest's order at that moment", async () => {
    const { world } = await left();
    at(
      world,
      'before',
      ({ dispatchedAt }) => dispatchedAt !== undefined,
      () => world.ingest(proves),
    );
    await world.ingest(parcel('shipment.dispatched', 1, 's-1', guest));
    expect(await factsOf(world, { id: 'owner' })).toEqual(['o-1', 's-1']);
  });

  it('lets a message go once that is claimed at that moment', async () => {
    const { world, input } = await left();
    at(
      world,
      'before',
      ({ claims }) => Object.keys(claims ?? {}).length > 0,
      async () => {
        await world.ingest(proves);
        await world.deliver(input, { id: 'thanks' });
      },
    );
    await world.deliver(input, { id: 'thanks' });
    expect(world.sent.map(({ address }) => address)).toEqual([email]);
  });

  it('loses no message when the function dies over a run that it has just marked', async () => {
    const { world, input } = await left();
    const death = () => Promise.reject(new RetryableError('died'));
    at(world, 'after', ({ takenBy }) => takenBy !== undefined, death);
    await expect(world.ingest(proves)).rejects.toThrow('died');
    await world.deliver(input, { id: 'thanks' });
    expect(world.sent.map(({ address }) => address)).toEqual([email]);
  });

  it('lets a run go on that awaits what its owner has told of before the address was proven', async () => {
    const { world, input } = await left();
    await world.awaitEvent({ ...input, step: { id: 'await', on: ['shipment.delivered'] }, token: 'T' });
    const unproven = { id: 'owner', email };
    await world.ingest(parcel('shipment.delivered', 20, 's-1', unproven));
    expect(world.resumed).toEqual([]);
    await world.start('order-journey', proves).catch(() => {}); // whoever hears of it first
    await world.ingest(proves);
    expect(world.resumed).toMatchObject([{ token: 'T' }]);
  });

  it('brings an account that proves it, too, the order that it left as a guest', async () => {
    const world = new World().at('2026-03-01T08:00:00Z');
    await world.ingest(
      busEvent('customer.updated', '2026-03-01T08:00:00Z', { customer: { ...claimant, verified: ['email'] } }),
    );
    const input = await world.enter('order-journey', ordered);
    await world.start('cart-journey', busEvent('cart.updated', '2026-03-01T09:00:00Z', { customer: guest }));
    await world.ingest(parcel('shipment.dispatched', 40, 's-2', owner));
    expect(await factsOf(world, { id: 'owner' })).toEqual(['o-1', 's-2']);
    await world.ingest(busEvent('order.cancelled', '2026-03-01T11:00:00Z', { customer: owner }));
    await world.at('2026-03-02T10:00:00Z').deliver(input, { id: 'thanks' });
    expect(world.sent).toEqual([]);
  });

  it('leaves a run of the claimant about the same thing where it can begin', async () => {
    const { world } = await left();
    const cart = (customer: Detail, at: string) => busEvent('cart.updated', at, { customer });
    await world.start('cart-journey', cart(guest, '2026-03-01T09:00:00Z'));
    await world.ingest(proves);
    expect(await world.start('cart-journey', cart(claimant, '2026-03-20T09:00:00Z'))).toBe('started');
  });

  it('brings its owner the answer to a question that was asked before', async () => {
    const { world, input } = await left();
    const { stores, keys } = world;
    const token = new URL(surveyLink({ customer: input.customer, survey: input.run, locale: 'en' }, keys, 'https://x'));
    await world.ingest(proves);
    const answers: SurveyAnswered[] = [];
    const publish = async (answer: SurveyAnswered) => void answers.push(answer);
    const request = { method: 'POST', token: token.searchParams.get('t') ?? '', language: undefined, score: '2' };
    await takeSurvey(request, { stores, keys, settings, clock: () => world.now, publish, failed: () => {} });
    expect(answers.map(({ customer }) => customer)).toEqual([{ id: 'owner' }]);
  });

  it("brings its owner nothing that the claimant's account did, or that came with another address first", async () => {
    const world = new World().at('2026-03-01T08:00:00Z');
    const phone = '+819012345678';
    await world.ingest(busEvent('customer.updated', '2026-03-01T07:00:00Z', { customer: { ...claimant, phone } }));
    await world.ingest(
      busEvent('order.placed', '2026-03-01T07:01:00Z', { customer: claimant, order: orderNamed('a') }),
    );
    await world.ingest(
      busEvent('order.placed', '2026-03-01T07:02:00Z', { customer: { email, phone }, order: orderNamed('b') }),
    );
    const mallory = { id: 'mallory', phone, verified: ['phone'] };
    await world.ingest(busEvent('customer.created', '2026-03-01T07:03:00Z', { customer: mallory }));
    expect(await factsOf(world, { id: 'mallory' })).toEqual([]);
    await world.ingest(proves);
    expect(await factsOf(world, { id: 'owner' })).toEqual(['b']);
  });
});

const orderNamed = (id: string) => ({ id, total: { amount: 4, currency: 'USD' }, lines: [] });

describe('what a guest left under an address that an account merely claimed', () => {
  it.each([1, 31, 61])(
    'goes to the owner who proves it, whole and once, whoever dies meanwhile (10 histories from seed %i)',
    async (from) => {
      for (let seed = from; seed < from + 10; seed += 1) {
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
