import { beforeEach, describe, expect, it } from 'vitest';
import { type ReachingPorts, reachOf } from '../../src/aws/reach.ts';
import { hour } from '../../src/commerce/values/time-units.ts';
import type { Reach } from '../../src/connectors/contract/reach.ts';
import { ecCube } from '../../src/connectors/ec-cube/connector.ts';
import { type ConnectorSecrets, withCredential } from '../../src/secrets/connector-secrets.ts';
import { ConnectorUpkeep } from '../../src/stores/connector-upkeep.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';

const url = 'https://shop.example';
const tick = () => new Promise<void>((done) => setImmediate(done));

/** A shop on EC-CUBE, where each refresh token is good once, and what Aftercart keeps of it. */
class TokenShop {
  /** The refresh token that EC-CUBE accepts next. */
  good = 'R0';
  asked: string[] = [];
  refusal = 401;
  kept = '{}';
  failingWrites = 0;
  now = Date.parse('2026-11-20T00:00:00Z');
  credentials: ConnectorSecrets = ['clientId', 'clientSecret', 'refreshToken'].reduce(
    (all, name) => withCredential(all, 'ec-cube', name, name === 'refreshToken' ? 'R0' : name),
    {},
  );
  #access = '';
  #renewals = 0;
  readonly #upkeep = new ConnectorUpkeep(new MemoryTable());

  revoke(): void {
    this.good = 'revoked';
    this.#access = 'revoked';
  }

  /** What `npm run connectors -- secret --credential` does. */
  set(name: string, value: string): void {
    this.credentials = withCredential(this.credentials, 'ec-cube', name, value);
  }

  readonly #fetch = async (to: string, init?: RequestInit): Promise<Response> => {
    await tick();
    if (!to.endsWith('/token')) {
      const isGood = new Headers(init?.headers).get('authorization') === `Bearer ${this.#access}`;
      const page = { nodes: [], pageInfo: { hasNextPage: false } };
      return Response.json(isGood ? { data: { orders: page, customers: page } } : {}, { status: isGood ? 200 : 401 });
    }
    const given = new URLSearchParams(String(init?.body)).get('refresh_token') ?? '';
    this.asked.push(given);
    if (given !== this.good) return Response.json({ error: 'invalid_grant' }, { status: this.refusal });
    this.#renewals += 1;
    this.good = `R${this.#renewals}`;
    this.#access = `A${this.#renewals}`;
    return Response.json({ access_token: this.#access, expires_in: 3600, refresh_token: this.good });
  };

  readonly #write = async (text: string): Promise<void> => {
    await tick();
    this.failingWrites -= 1;
    if (this.failingWrites >= 0) throw new Error('Rate exceeded');
    this.kept = text;
  };

  reach(connector: string, fetch = this.#fetch): Promise<Reach> {
    const ports: ReachingPorts = {
      secrets: async () => this.credentials,
      tokens: { read: async () => tick().then(() => this.kept), write: this.#write },
      connections: this.#upkeep,
      clock: () => this.now,
      pause: tick,
      fetch,
    };
    return reachOf(connector, ports);
  }

  async round(): Promise<void> {
    const changed = ecCube.changedSince?.(this.now - hour, await this.reach('ec-cube'), { url });
    for await (const _ of changed ?? []);
  }
}

describe('a refresh token that is good once', () => {
  let shop: TokenShop;
  beforeEach(async () => {
    shop = new TokenShop();
    await shop.round();
    shop.now += 2 * hour;
    shop.asked = [];
  });

  it('is replaced by the one that came with the last, and the access token serves for its hour', async () => {
    await shop.round();
    await shop.round();
    expect(shop.asked).toEqual(['R1']);
  });

  it.each([400, 401])('that was revoked, by a %i, gives way to one that the shop sets', async (status) => {
    shop.refusal = status;
    shop.revoke();
    await expect(shop.round()).rejects.toThrow(/refuses/);
    shop.good = 'R-new';
    shop.set('refreshToken', 'R-new');
    shop.asked = [];
    await shop.round();
    shop.now += 2 * hour;
    await shop.round();
    expect(shop.asked).toEqual(['R-new', 'R2']);
  });

  it('is set with effect at once, while an access token of the one before is still good', async () => {
    shop.now -= 2 * hour;
    shop.good = 'R-new';
    shop.set('refreshToken', 'R-new');
    await shop.round();
    expect(shop.asked).toEqual(['R-new']);
  });

  it('goes on when another credential is set, or a wrong one', async () => {
    shop.set('clientSecret', 'another');
    await shop.round();
    shop.set('refreshToken', 'mistyped');
    await shop.round();
    expect(shop.asked).toEqual(['R0', 'R1', 'mistyped', 'R2']);
  });

  it('that an older version kept, void and with no word of where it came from, gives way to the shop’s', async () => {
    shop.kept = JSON.stringify({ 'ec-cube': { access: 'A', until: shop.now - hour, refresh: 'void' } });
    shop.good = 'R0';
    await shop.round();
    expect(shop.asked).toEqual(['void', 'R0']);
  });

  it('is kept although the secret takes it only at the third try', async () => {
    shop.failingWrites = 2;
    await shop.round();
    shop.now += 2 * hour;
    await shop.round();
    expect(shop.asked).toEqual(['R1', 'R2']);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('outlives the token of another connector, got %i ticks later', async (ticks) => {
    const other = async () => {
      for (let one = 0; one < ticks; one += 1) await tick();
      const reach = await shop.reach('shopify');
      return reach.token(async () => tick().then(() => ({ access: 'S', until: shop.now + 24 * hour })));
    };
    await Promise.all([shop.round(), other()]);
    expect(JSON.parse(shop.kept)).toMatchObject({ 'ec-cube': { refresh: shop.good }, shopify: { access: 'S' } });
  });

  it('is used once when several functions find the access token refused', async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => shop.round()));
    expect(shop.asked).toEqual(['R1']);
  });
});
