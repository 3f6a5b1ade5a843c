import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reachOf } from '../../src/aws/reach.ts';
import { hour } from '../../src/commerce/values/time-units.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { PlatformDelivery } from '../../src/connectors/contract/delivery.ts';
import { exampleOrder } from '../../src/connectors/woocommerce/example.ts';
import { deliveryNoter, noted } from '../../src/engine/connect/delivery-times.ts';
import { reconcileConnector } from '../../src/engine/connect/reconcile.ts';
import { ConnectorUpkeep } from '../../src/stores/connector-upkeep.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import { ConnectedShop } from './connected-shop.ts';

const start = Date.parse('2026-11-20T06:30:00Z');
const url = 'https://shop.example';
const key = { consumerKey: 'ck', consumerSecret: 'cs' };

/** A site of WooCommerce, and the round that asks it. */
class Site {
  readonly shop = new ConnectedShop('2026-11-20T06:30:00Z');
  readonly upkeep = new ConnectorUpkeep(new MemoryTable());
  readonly since: string[] = [];
  readonly queue: PlatformDelivery[] = [];
  readonly warnings: unknown[] = [];
  credentials: Readonly<Record<string, string>> = key;
  config: object = { url };
  orders: readonly object[] = [exampleOrder];
  status = 200;
  server: Server = createServer();

  async open(): Promise<void> {
    this.server = createServer(({ url: path = '', headers }, response) => {
      const isKnown = headers.authorization === `Basic ${btoa('ck:cs')}`;
      this.since.push(new URL(path, url).searchParams.get('modified_after') ?? '');
      response.writeHead(isKnown ? this.status : 401).end(JSON.stringify(this.orders));
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  }

  async round(connector = 'woocommerce'): Promise<void> {
    const { port } = this.server.address() as AddressInfo; // it listens on a port
    const reaching = {
      secrets: async () => ({ woocommerce: { secrets: [], credentials: this.credentials } }),
      tokens: { read: async () => '{}', write: async () => {} },
      connections: this.upkeep,
      clock: () => this.shop.now,
      pause: async () => {},
      fetch: (to: string, init?: RequestInit) => fetch(to.replace(url, `http://127.0.0.1:${port}`), init),
    };
    await reconcileConnector(
      { connector },
      {
        clock: () => this.shop.now,
        count: this.shop.count,
        upkeep: this.upkeep,
        warn: (_message, details) => void this.warnings.push(details),
        configured: (name) => {
          const one = connectors.get(name);
          return one && { connector: one, config: this.config };
        },
        reach: (name) => reachOf(name, reaching),
        queueDeliveries: async (deliveries) => void this.queue.push(...deliveries),
      },
    );
  }
}

describe('a platform that is asked what changed', () => {
  let site: Site;
  beforeEach(async () => {
    site = new Site();
    await site.open();
  });
  afterEach(() => site.server.close());

  it('tells of a lost webhook, and the next round begins where this one did, with an overlap', async () => {
    await site.round();
    expect(site.since).toEqual(['2026-11-20T05:25:00']);
    for (const delivery of site.queue) await site.shop.map(delivery);
    expect(site.shop.bus.map(({ type }) => type)).toEqual(['order.placed']);
    site.shop.now += hour;
    await site.round();
    expect(site.since[1]).toBe('2026-11-20T06:25:00');
    for (const delivery of site.queue) await site.shop.map(delivery);
    expect(site.shop.bus).toHaveLength(1);
  });

  it('is asked nothing until all credentials are set', async () => {
    site.credentials = { consumerKey: 'ck' };
    await site.round();
    expect([site.since, site.queue, await site.upkeep.times('woocommerce')]).toEqual([[], [], undefined]);
  });

  it('is missed each round while its address is not set, once the shop has set its credentials', async () => {
    site.config = {};
    site.credentials = {};
    await site.round();
    expect(site.shop.counted('QuietConnector')).toEqual([]);
    site.credentials = key;
    await site.round();
    expect(site.shop.counted('QuietConnector')).toEqual(['woocommerce no-address']);
    expect(site.warnings).toEqual([{ connector: 'woocommerce', reason: 'The stage sets no url for it.' }]);
    expect([site.since, await site.upkeep.times('woocommerce')]).toEqual([[], undefined]);
  });

  it('is asked for the same again when it was busy, and counts as quiet after a day in vain', async () => {
    site.status = 429;
    await site.round();
    expect(site.warnings).toMatchObject([{ connector: 'woocommerce', reason: expect.stringContaining('429') }]);
    site.shop.now += hour;
    await site.round();
    expect(site.since).toEqual(['2026-11-20T05:25:00', '2026-11-20T05:25:00']);
    expect(site.shop.counted('QuietConnector')).toEqual([]);
    site.shop.now += 24 * hour;
    await site.round();
    expect(site.shop.counted('QuietConnector')).toEqual(['woocommerce not-reconciled']);
    site.status = 200;
    await site.round();
    expect((await site.upkeep.times('woocommerce'))?.reconciledTo).toBe(site.shop.now);
    expect(site.queue).toHaveLength(1);
  });

  it('fills the queue in messages that fit it, and counts the one that does not', async () => {
    const large = (id: number, bytes: number) => ({ ...exampleOrder, id, note: 'x'.repeat(bytes) });
    site.orders = [large(1, 600_000), large(2, 600_000), large(3, 1_000_001)];
    await site.round();
    expect(site.queue).toHaveLength(2);
    expect(site.shop.counted('IgnoredDelivery')).toEqual(['woocommerce too-large']);
  });

  it('counts a connector that used to deliver and is quiet, also one that cannot be asked', async () => {
    const note = deliveryNoter();
    await note('events', start, site.upkeep);
    await note('events', start + 2 * hour, site.upkeep);
    site.shop.now = start + 80 * hour;
    await site.round('events');
    expect(site.shop.counted('QuietConnector')).toEqual([]);
    site.shop.now = start + 90 * hour;
    await site.round('events');
    expect(site.shop.counted('QuietConnector')).toEqual(['events no-delivery']);
  });
});

describe('the times of a connector', () => {
  it('are written by deliveries, at most once a minute, and not by what was asked for', async () => {
    const shop = new ConnectedShop('2026-11-20T06:30:00Z');
    const delivery = {
      connector: 'woocommerce',
      headers: { 'x-wc-webhook-topic': 'order.updated' },
      body: exampleOrder,
    };
    const { connections } = shop.world.at('2026-11-20T06:30:00Z').stores;
    await shop.map({ ...delivery, way: 'poll', receivedAt: start });
    expect(await connections.times('woocommerce')).toBeUndefined();
    for (const after of [0, 20_000, 59_000, 90_000])
      await shop.map({ ...delivery, way: 'http', receivedAt: start + after });
    expect(await connections.times('woocommerce')).toMatchObject({ lastAt: start + 90_000, longestGap: 90_000 });
  });

  it('forget a long pause after some weeks', () => {
    let times = noted(noted(undefined, start), start + 80 * hour);
    for (let at = start + 90 * hour; at < start + 1500 * hour; at += 10 * hour) times = noted(times, at) ?? times;
    expect(times?.longestGap).toBe(10 * hour);
  });
});
