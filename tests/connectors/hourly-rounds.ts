import { hour } from '../../src/commerce/values/time-units.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { PlatformDelivery } from '../../src/connectors/contract/delivery.ts';
import { reconcileConnector } from '../../src/engine/connect/reconcile.ts';
import { ConnectorUpkeep } from '../../src/stores/connector-upkeep.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';

export const start = Date.parse('2026-11-20T06:07:00Z');
export const url = 'https://shop.example';
export const domain = 'a.myshopify.com';

/** What a platform answers to a request. */
type Answer = (url: string, init?: RequestInit) => Response;

/** Hourly rounds of a connector, whose platform is a function. */
export class Rounds {
  now = start;
  readonly upkeep = new ConnectorUpkeep(new MemoryTable());
  readonly queue: PlatformDelivery[] = [];
  readonly counts = new Set<string>();
  readonly warnings: string[] = [];
  readonly #name: string;
  readonly #answer: Answer;
  onQueue: () => void = () => {};

  constructor(name: string, answer: Answer) {
    this.#name = name;
    this.#answer = answer;
  }

  async go(rounds: number): Promise<void> {
    const connector = connectors.get(this.#name);
    const credentials = Object.fromEntries(Object.keys(connector?.credentials ?? {}).map((name) => [name, 'x']));
    for (let round = 0; round < rounds; round += 1, this.now += hour)
      await reconcileConnector(
        { connector: this.#name },
        {
          clock: () => this.now,
          count: (name, { reason }) => void this.counts.add(`${name} ${reason}`),
          upkeep: this.upkeep,
          warn: (_message, { reason }) => void this.warnings.push(String(reason)),
          configured: () => connector && { connector, config: { url, domain } },
          reach: async () => ({
            now: this.now,
            credentials,
            fetch: async (to, init) => this.#answer(to, init),
            token: async (renew) => (await renew(undefined)).access,
            forgetToken: async () => {},
          }),
          queueDeliveries: async (deliveries) => {
            this.onQueue();
            this.queue.push(...deliveries);
          },
        },
      );
  }

  async reconciledTo(): Promise<string | undefined> {
    const at = (await this.upkeep.times(this.#name))?.reconciledTo;
    return at === undefined ? undefined : new Date(at).toISOString();
  }
}

/** The token of Shopify and EC-CUBE, or else another answer. */
export const withToken = (answer: (to: string, init?: RequestInit) => Response) => (to: string, init?: RequestInit) =>
  to.endsWith('token') ? Response.json({ access_token: 't', expires_in: 86_399 }) : answer(to, init);
