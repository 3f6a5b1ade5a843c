import { setTimeout as pause } from 'node:timers/promises';
import { pagesConnector as connector } from '../../src/connectors/pages.ts';
import { collectBrowsing, type PageAnswer, type PageRequest } from '../../src/engine/connect/collect-browsing.ts';
import { deliveryNoter } from '../../src/engine/connect/delivery-times.ts';
import { addressLimiter, limiter } from '../../src/engine/connect/limiter.ts';
import type { ShopEvent } from '../../src/engine/connect/publish-mapping.ts';
import { budget } from '../../src/engine/connect/visitor.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { World } from '../engine/world.ts';
import { bytesOf } from './connected-shop.ts';

export const shopOrigin = 'https://shop.example';

/** As a browser of a person calls itself. */
export const person =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

/** A shop whose pages report to the collector, with the events of the bus recorded at once. */
export class BrowsedShop {
  readonly world = new World();
  readonly bus: ShopEvent[] = [];
  readonly counts: string[] = [];
  secrets: readonly string[] = ['the secret of the backend'];
  config: object = { origins: [shopOrigin], imageOrigins: ['https://cdn.example'], currency: 'JPY' };
  busFails = false;
  /** Whether what is put on the bus is recorded at once. */
  records = true;
  now: number;
  readonly #note = deliveryNoter();
  readonly #mayAsk = addressLimiter({ burst: 60, perSecond: 5, names: 1000 });
  readonly #mayTell = limiter({ ...budget, names: 1000 });

  constructor(now = '2026-11-10T12:00:00Z') {
    this.now = Date.parse(now);
  }

  /** Posts a beacon, or a text as it is. */
  post(body: unknown, request: Partial<PageRequest> = {}): Promise<PageAnswer> {
    const { headers, ...rest } = request;
    const usual = { origin: shopOrigin, 'content-type': 'text/plain;charset=UTF-8', 'user-agent': person };
    const asked = {
      method: 'POST',
      bytes: bytesOf(body),
      address: '192.0.2.1',
      headers: { ...usual, ...headers },
      ...rest,
    };
    return collectBrowsing(asked, this.#ports());
  }

  /** What the table keeps of visitors. */
  async kept(visitor: string): Promise<unknown> {
    return (await this.world.stores.connections.thing({ connector: 'browser', resource: 'visitor', id: visitor }))
      ?.value.state;
  }

  #ports() {
    const { stores, keys } = this.world.at(new Date(this.now).toISOString());
    const { connections, identities } = stores;
    return {
      connector,
      config: this.config,
      shop: 'demo',
      clock: () => this.now,
      count: (name: string, details: Readonly<Record<string, string>>) =>
        void this.counts.push([name, ...Object.values(details).slice(1)].join(' ')),
      secrets: async () => this.secrets,
      mayAsk: this.#mayAsk,
      mayTell: this.#mayTell,
      pause: async (most: number) => pause(Math.random() * most),
      noteDelivery: this.#note,
      stores: async () => ({
        visitors: connections,
        upkeep: connections,
        isTold: (visitor: string) =>
          identities.isProven({ kind: 'anonymousId', hash: keys.hash('anonymousId', visitor) }),
      }),
      putEvents: (events: readonly ShopEvent[]) => this.#put(events),
    };
  }

  async #put(events: readonly ShopEvent[]): Promise<void> {
    if (this.busFails) throw new RetryableError('The bus did not take 1 events: busy.');
    this.bus.push(...events);
    if (!this.records) return;
    for (const { type, detail } of events)
      await this.world.ingest({ 'detail-type': type, detail, source: 'store.demo' });
  }
}
