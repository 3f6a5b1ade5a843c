import { nounOf } from '../../../src/stores/item-keys.ts';
import type { Key, Stored, Table } from '../../../src/stores/table.ts';
import { busEvent, type Detail, line } from '../../fixtures/events.ts';
import { World } from '../world.ts';

/** Everything that may be read of the customer Hanako, and of nobody else. */
export const personal = {
  id: 'c-hanako',
  email: 'hanako.first@example.com',
  nextEmail: 'hanako@example.jp',
  phone: '+819011112222',
  browser: 'browser-of-hanako',
  name: 'Hanako Yamada',
  birthday: '--04-30',
  order: 'order-of-hanako',
  cart: 'cart-of-hanako',
  comment: 'The lid of my pot came off',
  tracking: 'tracking-of-hanako',
} as const;

const consent = { email: { granted: true, at: '2026-02-01T00:00:00Z', source: 'checkout' } };
const account = { id: personal.id, name: personal.name, birthday: personal.birthday, phone: personal.phone, consent };

/** The mailbox that another customer has as well. */
export const shared = personal.email;

const by = (type: Parameters<typeof busEvent>[0], at: string, customer: Detail, more: Detail = {}) =>
  busEvent(type, at, { id: `${type} ${at}`, customer, ...more });

/** The orders: the first are settled soon, with a small budget of history. */
const orders = Array.from({ length: 6 }, (_, nth) => {
  const day = `2026-02-0${nth + 2}`;
  const order = {
    id: `${personal.order}-${nth}`,
    number: `${nth}`,
    total: { amount: 3000, currency: 'JPY' },
    lines: [line('tea', 1, 3000)],
  };
  const shipment = { id: `parcel-${order.id}`, carrier: 'Yamato', trackingNumber: `${personal.tracking}-${nth}` };
  const mailbox = { ...account, email: personal.email };
  return [
    by('order.placed', `${day}T01:00:00Z`, mailbox, { order }),
    by('shipment.dispatched', `${day}T05:00:00Z`, mailbox, { order: { id: order.id }, shipment }),
    by('shipment.delivered', `${day}T09:00:00Z`, mailbox, { order: { id: order.id }, shipment }),
  ];
}).flat();

/**
 * A customer with a past: a browser that became a guest, then an account; many orders, of which most are put aside; another
 * mailbox; a survey with a comment; runs that are over, wait for their first step, and hold a message.
 */
export const past: readonly Detail[] = [
  by(
    'product.viewed',
    '2026-02-01T00:00:00Z',
    { anonymousId: personal.browser },
    { product: { id: 'p-1', title: 'Pot' } },
  ),
  by('customer.updated', '2026-02-01T00:10:00Z', {
    anonymousId: personal.browser,
    email: personal.email,
    name: personal.name,
  }),
  by('customer.created', '2026-02-01T00:20:00Z', {
    ...account,
    anonymousId: personal.browser,
    email: personal.email,
    verified: ['email'],
  }),
  ...orders,
  by(
    'survey.answered',
    '2026-02-10T00:00:00Z',
    { id: personal.id },
    { survey: { id: 'survey-1', score: 3, comment: personal.comment } },
  ),
  by('customer.updated', '2026-02-20T00:00:00Z', {
    ...account,
    consent: { email: { ...consent.email, at: '2026-02-20T00:00:00Z' } },
    email: personal.nextEmail,
    verified: ['email'],
  }),
];

/** What somebody else did, who has the old mailbox now. */
export const neighbour: readonly Detail[] = [
  by('customer.created', '2026-02-25T00:00:00Z', {
    id: 'c-taro',
    email: shared,
    name: 'Taro Suzuki',
    consent,
    verified: ['email'],
  }),
  by(
    'order.placed',
    '2026-02-25T01:00:00Z',
    { id: 'c-taro', email: shared, name: 'Taro Suzuki' },
    {
      order: {
        id: 'order-of-taro',
        number: 'T',
        total: { amount: 900, currency: 'JPY' },
        lines: [line('cup', 1, 900)],
      },
    },
  ),
];

/** A small budget: the fourth order puts the first one aside. */
const budget = { facts: { most: 1200, least: 900 }, runs: { most: 1500, least: 900 } };

/** A world in which Hanako and Taro have lived. */
export async function livedWorld(table?: Table): Promise<World> {
  const world = new World(undefined, table, budget);
  world.now = Date.parse('2026-02-01T00:00:00Z');
  for (const event of [...past, ...neighbour]) {
    world.now = Math.max(world.now, happenedAt(event));
    await world.ingest(event);
    if (event['detail-type'] === 'order.placed') await world.start('order-journey', event);
  }
  const cart = { id: personal.cart, lines: [line('pot', 1, 4800)], total: { amount: 4800, currency: 'JPY' } };
  const filled = by('cart.updated', '2026-03-02T03:00:00Z', { ...account, email: personal.nextEmail }, { cart });
  world.now = Date.parse('2026-03-02T03:00:00Z');
  const input = await world.enter('cart-journey', filled);
  world.now = Date.parse('2026-03-02T20:00:00Z');
  const second = { ...cart, id: `${personal.cart}-2` }; // waits four hours for its first step
  await world.enter(
    'cart-journey',
    by('cart.updated', '2026-03-02T20:00:00Z', { ...account, email: personal.nextEmail }, { cart: second }),
  );
  world.now = Date.parse('2026-03-02T22:00:00Z'); // at night: it is held
  await world.deliver(input, { id: 'reminder' });
  return world;
}

/** When an event happened; epoch milliseconds. */
export function happenedAt({ detail }: Detail): number {
  return Date.parse((detail as { readonly occurredAt: string }).occurredAt); // as the fixture makes it
}

/** Every place begins in one of these ways. */
const prefixes = [...'0123456789abcdefghijklmnopqrstuvwxyz'];

/** All items of a table. */
export async function everything(table: Table): Promise<Stored<unknown>[]> {
  const items: Stored<unknown>[] = [];
  for (let from: Key | undefined, first = true; first || from !== undefined; first = false) {
    const page = await table.scan({ sk: 'none', prefixes }, { from });
    items.push(...page.items);
    from = page.next;
  }
  return items;
}

/** In how many items each text stands, with keys. */
export function countOf(
  items: readonly Stored<unknown>[],
  texts: Readonly<Record<string, string>>,
): Record<string, number> {
  const spelt = items.map((item) => JSON.stringify(item));
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, spelt.filter((one) => one.includes(text)).length]),
  );
}

/** How many items of each kind there are. */
export function kindsOf(items: readonly Key[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[nounOf(item)] = (counts[nounOf(item)] ?? 0) + 1;
  return counts;
}
