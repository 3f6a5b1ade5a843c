import { connectors } from '../../src/connectors/connectors.ts';
import type { Connector } from '../../src/connectors/contract/connector.ts';
import type { PlatformDelivery } from '../../src/connectors/contract/delivery.ts';
import type { Fetch, Reach, Token } from '../../src/connectors/contract/reach.ts';
import { deliveryNoter } from '../../src/engine/connect/delivery-times.ts';
import { mapDelivery } from '../../src/engine/connect/map-delivery.ts';
import type { ShopEvent } from '../../src/engine/connect/publish-mapping.ts';
import { type DeliveryAnswer, receiveDelivery } from '../../src/engine/connect/receive-delivery.ts';
import { World } from '../engine/world.ts';

export const bytesOf = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

/** A shop with connectors, whose events go straight from the bus into the profile. */
export class ConnectedShop {
  readonly world = new World();
  readonly queue: PlatformDelivery[] = [];
  readonly bus: ShopEvent[] = [];
  readonly counts: [name: string, details: Readonly<Record<string, string>>][] = [];
  secrets: readonly string[] = ['a secret of the platform'];
  config: unknown = {};
  fetch: Fetch = async () => Response.error();
  /** How often the bus takes nothing. */
  busFails = 0;
  queueFails = false;
  secretsFail = false;
  now: number;
  readonly #note = deliveryNoter();
  readonly #all: ReadonlyMap<string, Connector>;
  #token: Token | undefined;

  constructor(now = '2027-12-31T00:00:00Z', all: ReadonlyMap<string, Connector> = connectors) {
    this.now = Date.parse(now);
    this.#all = all;
    this.world.storeClockIsRight = false;
  }

  readonly count = (name: string, details: Readonly<Record<string, string>>): void =>
    void this.counts.push([name, details]);

  /** Counts of one name, by its details in order. */
  counted(name: string): string[] {
    return this.counts.filter(([one]) => one === name).map(([, details]) => Object.values(details).join(' '));
  }

  receive(path: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<DeliveryAnswer> {
    const byPath = (wanted: string) =>
      [...this.#all.values()].find(({ name, routes = [] }) => [`/in/${name}`, ...routes].includes(wanted));
    return receiveDelivery(
      { path, headers: { 'content-type': 'application/json', ...headers }, bytes: body },
      {
        clock: () => this.now,
        count: this.count,
        failed: () => {},
        connectorAt: (wanted) => {
          const connector = byPath(wanted);
          return connector && { connector, config: this.config };
        },
        shop: 'demo',
        secretsOf: async () => {
          if (this.secretsFail) throw new TypeError('The secret cannot be read.');
          return this.secrets;
        },
        fetch: this.fetch,
        queueDelivery: async (delivery) => {
          if (this.queueFails) throw new TypeError('The queue is down.');
          this.queue.push(JSON.parse(JSON.stringify(delivery)));
        },
      },
    );
  }

  /** Maps everything that waits in the queue, and records the events. */
  async drain(): Promise<void> {
    for (const delivery of this.queue.splice(0)) await this.map(delivery);
  }

  async map(message: unknown): Promise<void> {
    const { stores } = this.world.at(new Date(this.now).toISOString());
    await mapDelivery(message, {
      stores,
      clock: () => this.now,
      count: this.count,
      shop: 'demo',
      configured: (name) => {
        const connector = this.#all.get(name);
        return connector && { connector, config: this.config };
      },
      connectorOnBus: (source) =>
        [...this.#all.values()].find(({ partnerBus }) => partnerBus && source.startsWith(partnerBus.sourcePrefix)),
      reach: async () => this.#reach(),
      noteDelivery: this.#note,
      putEvents: (events) => this.#put(events),
    });
  }

  async #put(events: readonly ShopEvent[]): Promise<void> {
    if (this.busFails > 0) {
      this.busFails -= 1;
      throw new TypeError('The bus is down.');
    }
    this.bus.push(...events);
    for (const { type, detail } of events) {
      await this.world.ingest({ 'detail-type': type, detail, source: 'store.demo' });
    }
  }

  #reach(): Reach {
    return {
      fetch: this.fetch,
      now: this.now,
      credentials: {},
      token: async (renew) => {
        this.#token ??= await renew(undefined);
        return this.#token.access;
      },
      forgetToken: async () => {
        this.#token = undefined;
      },
    };
  }
}
