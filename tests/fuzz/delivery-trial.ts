import { Random } from '../../local/demo/random.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import type { PlatformDelivery } from '../../src/connectors/contract/delivery.ts';
import { setUpOf } from '../../src/connectors/set-ups.ts';
import { BrowsedShop } from '../connectors/browsed-shop.ts';
import { ConnectedShop } from '../connectors/connected-shop.ts';
import { forgedJws, publishedKeys } from './forged-jws.ts';
import { hostileValue } from './hostile.ts';

/** What became of the mutated deliveries of one connector. */
export interface DeliveryTrial {
  readonly connector: string;
  /** Deliveries that became events, were ignored with a reason, or were refused by field. */
  readonly mapped: number;
  readonly ignored: number;
  readonly refused: number;
  /** Those of a platform that is fetched from, and does not answer. */
  readonly waiting: number;
  /** Answers to forged deliveries, by status. */
  readonly forged: Readonly<Record<string, number>>;
  readonly faults: readonly string[];
}

/**
 * Sends mutated deliveries to every connector: forged ones by its route, and unsigned ones straight into the mapping.
 * @param only the names of the connectors, if not all of them
 */
export async function tryDeliveries(
  count: number,
  seed: number,
  only: readonly string[] = [...connectors.keys()],
): Promise<DeliveryTrial[]> {
  const trials: DeliveryTrial[] = [];
  for (const connector of connectors.values())
    if (only.includes(connector.name)) trials.push(await tryConnector(connector, count, new Random(seed)));
  return trials;
}

async function tryConnector(connector: Connector, count: number, random: Random): Promise<DeliveryTrial> {
  const counts = { mapped: 0, ignored: 0, refused: 0, waiting: 0 };
  const forged: Record<string, number> = {};
  const faults: string[] = [];
  for (let number = 0; number < count; number += 1) {
    const shop = new ConnectedShop();
    const body = mutate(setUpOf(connector.name).example.body, shop.now, random);
    const status = await forge(connector, shop, body, random);
    forged[status] = (forged[status] ?? 0) + 1;
    if (status < 400 && connector.verify) faults.push(`delivery ${number} was accepted with a wrong signature`);
    const headers = setUpOf(connector.name).example.headers;
    if (connector.pages) faults.push(...(await forgeBeacon(body, random, number)));
    const result = await mapOne(connector, shop, {
      connector: connector.name,
      way: 'http',
      headers,
      body,
      receivedAt: shop.now,
    });
    if (result in counts)
      counts[result as keyof typeof counts] += 1; // it is one of them
    else faults.push(`delivery ${number}: ${result}`);
  }
  return { connector: connector.name, ...counts, forged, faults };
}

/** `mapped`, `ignored`, `refused` or `waiting`; anything else is a fault. */
async function mapOne(connector: Connector, shop: ConnectedShop, delivery: PlatformDelivery): Promise<string> {
  try {
    await shop.map(delivery);
  } catch (error) {
    if (connector.complete && error instanceof Error && error.name === 'RetryableError') return 'waiting'; // nobody answers
    if (error instanceof Error && error.name === 'ContractError' && /[a-z]/i.test(error.message)) return 'refused';
    return `threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
  if (shop.bus.length > 0) return 'mapped';
  if (connector.pages && connector.parts(delivery, {}).length === 0) return 'ignored'; // a token alone
  return shop.counted('IgnoredDelivery').length > 0 ? 'ignored' : 'vanished without a reason';
}

/**
 * Posts a mutated beacon to the collector of pages, with a token that somebody made up or with none.
 * @returns what must not happen: a breakage, somebody named without a signature, or more kept than there is room for
 */
async function forgeBeacon(body: unknown, random: Random, number: number): Promise<string[]> {
  const shop = new BrowsedShop();
  const isForged = random.chance(0.5);
  const part = () =>
    Buffer.from(JSON.stringify({ alg: 'HS256', sub: 'c-1', exp: random.next() * 1e10 })).toString('base64url');
  const token = `${part()}.${part()}.${Buffer.from(String(random.next())).toString('base64url')}`;
  const isTree = typeof body === 'object' && body !== null && !Array.isArray(body);
  const posted = isForged && isTree ? { ...body, token } : body;
  try {
    const { status } = await shop.post(posted);
    const isRefused = [400, 401, 413].includes(status);
    const kept = await shop.world.table.size();
    return [
      ...(isForged && isTree && !isRefused ? [`beacon ${number} with a forged token was answered ${status}`] : []),
      ...(shop.bus.length > 0 ? [`beacon ${number} named somebody`] : []),
      ...(kept > 40_000 ? [`beacon ${number} left ${kept} bytes`] : []),
    ];
  } catch (error) {
    return [`beacon ${number} threw ${String(error)}`];
  }
}

/** Posts a delivery with headers that somebody made up. */
async function forge(connector: Connector, shop: ConnectedShop, body: unknown, random: Random): Promise<number> {
  const signature = Buffer.from(String(random.next())).toString(random.chance(0.5) ? 'base64' : 'hex');
  const made = [
    'webhook-signature',
    'authorization',
    'x-shopify-hmac-sha256',
    'x-wc-webhook-signature',
    'x-eccube-signature',
    'saleor-signature',
  ];
  const scheme = () =>
    random.pick([
      ['v1,', 1],
      ['Basic ', 1],
      ['', 1],
      ['sha256=', 1],
    ]);
  const text = JSON.stringify(body) ?? '';
  const headers = {
    ...Object.fromEntries(made.filter(() => random.chance(0.8)).map((name) => [name, `${scheme()}${signature}`])),
    ...(connector.name === 'saleor' && random.chance(0.8) && { 'saleor-signature': forgedJws(text, random) }),
  };
  const stamped = { 'webhook-id': 'msg', 'webhook-timestamp': String(Math.floor(shop.now / 1000)), ...headers };
  const path = connector.routes?.[0] ?? `/in/${connector.name}`;
  shop.secrets = random.chance(0.1) ? [] : ['the right secret', 'the one before'];
  if (connector.name === 'saleor') [shop.config, shop.fetch] = [{ url: 'https://shop.saleor.example' }, publishedKeys];
  const { status } = await shop.receive(path, stamped, Buffer.from(text));
  return shop.queue.length > 0 ? 200 : status;
}

/** The body with one to four values replaced, removed or repeated at any depth. */
function mutate(body: unknown, now: number, random: Random): unknown {
  const harmed: unknown = structuredClone(body);
  const of = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T; // the list is not empty
  for (let left = 1 + Math.floor(random.next() * 4); left > 0; left -= 1) {
    const places = placesIn(harmed);
    if (places.length === 0) break;
    const { within, key } = of(places);
    const value = within[key];
    const kind = Math.floor(random.next() * 5);
    if (kind === 0) delete within[key];
    else if (kind === 1) within[key] = [value, value];
    else if (kind === 2) within[key] = of<unknown>([null, {}, [], -1, 1e300, true, '', '\u0000', 'x'.repeat(3000)]);
    else within[key] = hostileValue(key, now, of);
  }
  return JSON.parse(JSON.stringify(harmed));
}

function placesIn(value: unknown, depth = 0): { readonly within: Record<string, unknown>; readonly key: string }[] {
  if (typeof value !== 'object' || value === null || depth > 10) return [];
  const within = value as Record<string, unknown>; // a list too has keys
  return Object.keys(within).flatMap((key) => [{ within, key }, ...placesIn(within[key], depth + 1)]);
}
