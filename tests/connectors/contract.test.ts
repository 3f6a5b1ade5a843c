import { describe, expect, it } from 'vitest';
import { languages } from '../../src/commerce/words.ts';
import { connectors } from '../../src/connectors/connectors.ts';
import type { SetUp } from '../../src/connectors/contract/set-up.ts';
import { setUpOf } from '../../src/connectors/set-ups.ts';
import { bytesOf, ConnectedShop } from './connected-shop.ts';

const all = [...connectors.values()];

/** What each partner puts into an event's detail. */
const detailsOnBus: Readonly<Record<string, (delivery: SetUp['example']) => unknown>> = {
  shopify: ({ headers, body }) => ({ payload: body, metadata: headers }),
  stripe: ({ body }) => body,
};

/** Every text in both languages somewhere in a value. */
function textsIn(value: unknown): Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value || 'ja' in value) return [value as Record<string, unknown>];
  return Object.values(value).flatMap(textsIn);
}

describe.each(all.map((connector) => [connector.name, connector] as const))('the connector %s', (name, connector) => {
  const setUp = setUpOf(name);

  it('has a name that may be a route, and settings that all have defaults', () => {
    expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
    expect(connector.config.safeParse({}).success).toBe(true);
    expect(connector.verify ?? connector.partnerBus ?? connector.pages).toBeDefined();
  });

  it('explains its set-up and its topics in every language, within fifteen minutes', () => {
    const texts = textsIn([setUp, connector.topics, connector.credentials]);
    expect(texts.length).toBeGreaterThan(2);
    for (const text of texts) expect(Object.keys(text).sort()).toEqual([...languages].sort());
    expect(setUp.minutes).toBeLessThanOrEqual(15);
  });

  it('names, in its set-up, ways to store secrets that the command has', () => {
    const steps = setUp.steps.flatMap(({ en, ja }) => [en, ja]).join('\n');
    const calls = [...steps.matchAll(/connectors -- secret (.+?)`/g)].map(([, call = '']) => call);
    const names = Object.keys(connector.credentials ?? {}).join('|') || 'none';
    const known = new RegExp(`^${name} (--new|(--credential (${names}) )?--from -) --stage {stage}$`);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).toMatch(known);
  });

  it('says of each topic what it becomes, or why it is ignored', () => {
    expect(Object.keys(connector.topics).length).toBeGreaterThan(0);
    for (const topic of Object.values(connector.topics)) {
      if ('becomes' in topic) expect(topic.becomes.length).toBeGreaterThan(0);
      else expect(topic.ignored.en).not.toBe('');
    }
  });

  it.runIf(connector.complete === undefined)(
    'maps its example purely: into the same events that fit their contracts, which change nothing the second time',
    async () => {
      const shop = new ConnectedShop();
      const delivery = { connector: name, way: 'http', ...setUp.example, receivedAt: shop.now };
      const written = JSON.stringify(delivery);
      for (const part of connector.parts(delivery, {})) {
        expect(connector.topics).toHaveProperty([part.topic]);
        expect(connector.map(part, {}, undefined)).toEqual(connector.map(part, {}, undefined));
      }
      await shop.map(delivery);
      expect(shop.bus.length).toBeGreaterThan(0);
      const first = new Map(shop.bus.map(({ detail }) => [detail.id, detail]));
      await shop.map(delivery);
      expect(shop.bus.filter(({ detail }) => !first.has(detail.id))).toEqual([]);
      expect(JSON.stringify(delivery)).toBe(written);
    },
  );

  it.runIf(connector.verify)('accepts nothing without a signature, with a wrong one, or without a secret', async () => {
    const shop = new ConnectedShop();
    const bytes = bytesOf(setUp.example.body);
    const [type = 'application/json'] = connector.contentTypes ?? [];
    const headers = { ...setUp.example.headers, 'content-type': type };
    for (const secrets of [['a secret'], []]) {
      shop.secrets = secrets;
      for (const path of [`/in/${name}`, ...(connector.routes ?? [])]) {
        const { status } = await shop.receive(path, headers, bytes);
        expect(status).toBe(401);
      }
    }
    expect(shop.queue).toEqual([]);
  });

  it.runIf(connector.pages)(
    'is heard by the collector of pages alone: whatever comes as a delivery is refused',
    async () => {
      const shop = new ConnectedShop();
      const { status } = await shop.receive(`/in/${name}`, {}, bytesOf(setUp.example.body));
      expect([status, shop.queue]).toEqual([401, []]);
    },
  );

  it.runIf(connector.partnerBus)('opens the envelope of its partner event source', async () => {
    const shop = new ConnectedShop();
    const source = `${connector.partnerBus?.sourcePrefix}test`;
    const time = new Date(shop.now).toISOString();
    const detail = detailsOnBus[name]?.(setUp.example);
    await shop.map({ source, 'detail-type': 'x', time, detail });
    expect(shop.bus.length).toBeGreaterThan(0);
  });

  it('counts an unknown topic and ignores it; refuses what is no delivery by field', async () => {
    const shop = new ConnectedShop();
    for (const body of [null, 7, [], {}, [[]], { id: {} }]) {
      const delivery = { connector: name, way: 'http', headers: {}, body, receivedAt: shop.now };
      const failure = await shop.map(delivery).then(
        () => undefined,
        (error: Error) => error.name,
      );
      expect([undefined, 'ContractError']).toContain(failure);
    }
    expect(shop.bus).toEqual([]);
  });
});
