import { expect, it } from 'vitest';
import type { FoundCustomer } from '../../../src/model/data-request.ts';
import { MemoryTable } from '../../../src/stores/memory-table.ts';
import type { Key, Stored } from '../../../src/stores/table.ts';
import { busEvent, line } from '../../fixtures/events.ts';
import { InterleavedTable, randomFrom } from '../../joins/interleaved-table.ts';
import { World } from '../world.ts';
import { countOf, everything, livedWorld, past, personal } from './lived.ts';

/** The old mailbox is somebody else's by now. */
const { email: _theirs, ...ownTexts } = personal;

/** A table whose function dies after so many writes, or before one. */
class Mortal extends MemoryTable {
  left = Number.POSITIVE_INFINITY;

  override async put(...given: Parameters<MemoryTable['put']>): Promise<number | undefined> {
    return this.#dying(() => super.put(...given));
  }

  override async delete(...given: Parameters<MemoryTable['delete']>): Promise<boolean> {
    return this.#dying(() => super.delete(...given));
  }

  async #dying<Answer>(write: () => Promise<Answer>): Promise<Answer> {
    this.left -= 1;
    if (this.left < 0) throw new Error('died');
    return write();
  }
}

async function customerOf(world: World): Promise<string> {
  return ((await world.data({ do: 'find', who: personal.nextEmail })) as FoundCustomer).customer;
}

async function leftIn(world: World): Promise<string[]> {
  const counts = countOf(await everything(world.table), ownTexts);
  return Object.entries(counts).flatMap(([name, count]) => (count > 0 ? [name] : []));
}

async function lookAgain(world: World): Promise<void> {
  for (const { time, ...look } of world.looks.splice(0)) {
    world.now = Math.max(world.now, time);
    await world.data({ do: 'erase', ...look });
  }
}

it('is finished by its later looks wherever it dies', async () => {
  let died = 0;
  for (let writes = 0; writes < 400; writes += 9) {
    const table = new Mortal();
    const world = await livedWorld(table);
    const customer = await customerOf(world);
    table.left = writes;
    const isWhole = await world.data({ do: 'erase', customer }).then(
      () => true,
      () => false,
    );
    table.left = Number.POSITIVE_INFINITY;
    await lookAgain(world);
    expect(await leftIn(world)).toEqual([]);
    expect((await everything(table)).filter(({ pk }) => pk === `C#${customer}`)).toHaveLength(1);
    if (isWhole) break;
    died += 1;
  }
  expect(died).toBeGreaterThan(3);
});

it('leaves nothing behind when events, deliveries, sweeps and a second erasure go on at once', async () => {
  for (let seed = 1; seed <= 5; seed += 1) {
    const table = new InterleavedTable();
    const world = await livedWorld(table);
    const customer = await customerOf(world);
    const started = world.started.at(-1);
    if (started === undefined) throw new Error('nothing was started');
    const at = new Date(world.now - 1000).toISOString();
    const account = { id: personal.id, name: personal.name, email: personal.nextEmail };
    const order = busEvent('order.placed', at, {
      id: 'meanwhile',
      customer: account,
      order: orderNamed('late'),
    });
    const guest = busEvent('customer.updated', at, {
      id: 'joining',
      customer: { ...account, anonymousId: personal.browser },
    });
    const ignored = (work: Promise<unknown>) => work.catch(() => {});
    await table.together(
      [
        () => ignored(world.ingest(order)),
        () => ignored(world.ingest(guest)),
        () => ignored(world.start('order-journey', order)),
        () => ignored(world.deliver(started.input, { id: 'reminder' })),
        () => ignored(world.sweep(at)),
        () => world.data({ do: 'erase', customer }),
        () => ignored(world.data({ do: 'erase', customer })),
      ],
      randomFrom(seed),
    );
    await lookAgain(world);
    await world.ingest(order);
    expect(await leftIn(world), `seed ${seed}`).toEqual([]);
    const own = (await everything(table)).filter(({ pk }) => pk === `C#${customer}`);
    expect(
      own.map(({ sk }) => sk),
      `seed ${seed}`,
    ).toEqual(['1#profile']);
  }
});

it('takes along the customers who were being joined to this one, under every name', async () => {
  for (let seed = 1; seed <= 5; seed += 1) {
    const table = new InterleavedTable();
    const world = await livedWorld(table);
    const customer = await customerOf(world);
    const before = new Date(world.now - 60_000).toISOString();
    const guest = { email: 'hanako.guest@example.net', name: personal.name };
    await world.ingest(
      busEvent('order.placed', before, { id: 'as guest', customer: guest, order: orderNamed('guest') }),
    );
    const joining = busEvent('customer.updated', before, {
      id: 'one and the same',
      customer: { id: personal.id, email: guest.email, verified: ['email'] },
    });
    await table.together(
      [() => world.ingest(joining).catch(() => {}), () => world.data({ do: 'erase', customer }).catch(() => {})],
      randomFrom(seed),
    );
    await world.ingest(joining); // once more, as the queue does
    await lookAgain(world);
    const held = (await world.data({ do: 'find', who: guest.email })) as FoundCustomer;
    const names = [...(await leftIn(world)), ...((await text(table)).includes(guest.email) ? ['guest'] : [])];
    // Where the erasure was first, the guest is still somebody else, whom nobody asked to erase.
    if (held.found && held.erasedAt === undefined) expect(held.items.fact, `seed ${seed}`).toBeGreaterThan(0);
    else expect(names, `seed ${seed}`).toEqual([]);
  }
});

it('finds, by an event of the shop, the customer and nobody who came later or has the address now', async () => {
  const world = await livedWorld();
  const customer = await customerOf(world);
  const at = new Date(world.now).toISOString();
  const request = busEvent('customer.erased', at, {
    id: 'request',
    customer: { id: personal.id, email: personal.email },
  });
  await world.ingest(request);
  expect(await leftIn(world)).toEqual([]);
  expect(countOf(await everything(world.table), { name: 'Taro Suzuki' }).name).toBeGreaterThan(0);
  world.now += 60_000;
  const anew = new Date(world.now).toISOString();
  await world.ingest(
    busEvent('order.placed', anew, { id: 'anew', customer: { id: personal.id, email: personal.nextEmail } }),
  );
  const after = await everything(world.table);
  await world.ingest(request); // redelivered
  await lookAgain(world);
  expect((await everything(world.table)).map(placeOf)).toEqual(after.map(placeOf));
  expect(await customerOf(world)).not.toBe(customer);
});

it('keeps events out that are still under way when nobody is known yet', async () => {
  const world = await livedWorld();
  const at = new Date(world.now).toISOString();
  const stranger = { id: 'c-unknown', email: 'unknown@example.com' };
  await world.ingest(busEvent('customer.erased', at, { id: 'request', customer: stranger }));
  const before = new Date(world.now - 60_000).toISOString();
  await world.ingest(busEvent('customer.updated', before, { id: 'late', customer: stranger }));
  expect(await text(world.table)).not.toContain(stranger.email);
});

it('exports every item of the customer, under all names, with times in ISO 8601', async () => {
  const world = await livedWorld();
  const customer = await customerOf(world);
  const page = await world.data({ do: 'export', customer });
  if (page === undefined || !('names' in page) || typeof page.names === 'number') throw new Error('no export');
  const { items, names } = page as Extract<
    typeof page,
    { readonly items: readonly object[]; readonly names: readonly string[] }
  >;
  const stored = (await everything(world.table)).filter(({ pk }) =>
    (names as readonly string[]).some((name) => pk === `C#${name}`),
  );
  const exported = (items as readonly { under: string; place: string }[]).map(
    ({ under, place }) => `C#${under} ${place}`,
  );
  expect(exported.sort()).toEqual(stored.map(({ pk, sk }) => `${pk} ${sk}`).sort());
  const json = JSON.stringify(page);
  for (const [name, value] of Object.entries(ownTexts)) expect(json, name).toContain(value);
  expect(json).not.toMatch(/"(?!version|since)\w+":1[67]\d{11}[,}]/); // no epoch milliseconds of these years
  expect(json).toContain('"placedAt":"2026-02-02T01:00:00Z"');
  expect(past.length).toBeGreaterThan(0);
});

it('exports of a mailbox only what was said and sent in the customer’s own name: anybody can list it as theirs', async () => {
  const world = new World().at('2026-03-01T09:00:00Z');
  const email = 'mia@shop.example.jp';
  const agreed = { granted: true, at: '2026-03-01T09:00:00Z', source: 'newsletter form' };
  const consent = { email: { ...agreed, wording: 'Mia’s words' } };
  const input = await world.enter(
    'cart-journey',
    busEvent('cart.updated', '2026-03-01T09:00:00Z', { id: 'her-cart', customer: { id: 'c-mia', email, consent } }),
  );
  world.now = Date.parse(input.next.until);
  await world.deliver(input, { id: 'reminder' });
  const listing = { id: 'his-event', customer: { id: 'c-other', email } };
  await world.ingest(busEvent('customer.updated', '2026-03-04T09:00:00Z', listing));
  const [other = ''] = (await world.stores.identities.find({ id: 'c-other' })).map(({ owner }) => owner);
  const told = async (customer: string) => {
    const page = await world.data({ do: 'export', customer });
    if (page === undefined || !('addresses' in page)) throw new Error('no export');
    return JSON.stringify(page.addresses);
  };
  const [hers, his] = [await told(input.customer), await told(other)];
  for (const own of [input.customer, input.run, 'her-cart', 'newsletter form']) {
    expect(hers).toContain(own);
    expect(his).not.toContain(own);
  }
  expect(his).toContain(email);
  expect(hers).not.toContain(other);
});

/** An order of the customer. */
function orderNamed(name: string) {
  return {
    id: `${personal.order}-${name}`,
    number: name,
    total: { amount: 3000, currency: 'JPY' },
    lines: [line('tea', 1, 3000)],
  };
}

async function text(table: World['table']): Promise<string> {
  return JSON.stringify(await everything(table));
}

function placeOf({ pk, sk }: Key | Stored<unknown>): string {
  return `${pk} ${sk}`;
}
