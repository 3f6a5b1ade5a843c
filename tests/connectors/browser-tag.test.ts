import { describe, expect, it } from 'vitest';
import type { Calls, Page } from '../../src/tag/page.ts';
import { startTag } from '../../src/tag/tag.ts';
import { BrowsedShop, shopOrigin } from './browsed-shop.ts';

interface Beacon {
  readonly visitor: string;
  readonly token?: string;
  readonly forget?: boolean;
  readonly events?: readonly { readonly id: string; readonly type: string }[];
}

interface Made {
  readonly gpc?: boolean;
  readonly dataset?: Readonly<Record<string, string>>;
  readonly stored?: Map<string, string> | 'forbidden';
  readonly before?: readonly (readonly unknown[])[];
  readonly beaconsFail?: boolean;
}

/** A page in a made-up browser: what it sent and stored, and how it is left. */
class MadePage {
  readonly sent: Beacon[] = [];
  readonly urls: string[] = [];
  readonly stored: Map<string, string>;
  readonly warnings: (readonly unknown[])[] = [];
  readonly #timers: (() => void)[] = [];
  readonly #page: Page;
  readonly #leave: (() => void)[] = [];

  constructor({ gpc, dataset = {}, stored, before = [], beaconsFail = false }: Made = {}) {
    const items = stored instanceof Map ? stored : new Map<string, string>();
    this.stored = items;
    const take = (url: string, body: string) => {
      this.urls.push(url);
      this.sent.push(JSON.parse(body));
    };
    const calls: Calls = Object.assign(() => {}, { q: before });
    this.#page = {
      document: { currentScript: { src: 'https://links.example/aftercart.js', dataset }, visibilityState: 'visible' },
      navigator: {
        ...(gpc !== undefined && { globalPrivacyControl: gpc }),
        sendBeacon: (url, body) => {
          if (!beaconsFail) take(url, body);
          return !beaconsFail;
        },
      },
      get localStorage() {
        if (stored === 'forbidden') throw new TypeError('The visitor has forbidden it.');
        return {
          getItem: (key: string) => items.get(key) ?? null,
          setItem: (key: string, value: string) => void items.set(key, value),
          removeItem: (key: string) => void items.delete(key),
        };
      },
      crypto: globalThis.crypto as Page['crypto'], // it fills what it is given
      console: { warn: (...words) => void this.warnings.push(words) },
      fetch: async (url, { body }) => take(url, String(body)),
      setTimeout: (act) => this.#timers.push(act),
      addEventListener: (type, act) => void (type === 'pagehide' && this.#leave.push(act)),
      aftercart: calls,
    };
    startTag(this.#page);
  }

  /** A call as the shop's page makes it, and whatever follows of it at once. */
  async call(...call: readonly unknown[]): Promise<this> {
    this.#page.aftercart?.(...call);
    await new Promise((resolve) => setImmediate(resolve));
    return this;
  }

  leave(): this {
    for (const act of this.#leave) act();
    return this;
  }

  pass(): this {
    for (const act of this.#timers.splice(0)) act();
    return this;
  }

  get types(): string[][] {
    return this.sent.map(({ events = [] }) => events.map(({ type }) => type));
  }
}

const product = { id: 'p', title: 'A cup', price: 10 };

describe('the tag in a page', () => {
  it('sends what happened when the page is left, once, under a random id that lasts', async () => {
    const stored = new Map<string, string>();
    const page = await new MadePage({ stored }).call('view', product);
    await page.call('cart', { lines: [] });
    page.leave().leave().pass();
    const next = (await new MadePage({ stored }).call('checkout', { lines: [] })).leave();
    expect(page.types).toEqual([['view', 'cart']]);
    expect(page.urls).toEqual(['https://links.example/in/browser']);
    expect(page.sent[0]?.visitor).toMatch(/^[0-9a-f]{32}$/);
    expect(next.sent[0]?.visitor).toBe(page.sent[0]?.visitor);
    expect(new Set(page.sent.flatMap(({ events = [] }) => events.map(({ id }) => id))).size).toBe(2);
  });

  it('sends of carts and checkouts the last one alone, and every view', async () => {
    const page = await new MadePage().call('view', product);
    for (const total of [1, 2, 3]) await page.call('cart', { lines: [], total });
    await page.call('checkout', { lines: [] });
    await page.call('view', product);
    await page.call('cart', { lines: [], total: 4 });
    page.leave();
    expect(page.types).toEqual([['view', 'checkout', 'view', 'cart']]);
    expect(page.sent[0]?.events?.at(-1)).toMatchObject({ cart: { total: 4 } });
  });

  it('sends several beacons, each as large as the collector takes, and leaves lines out where one is too large', async () => {
    const shop = new BrowsedShop();
    const url = `${shopOrigin}/products/${encodeURIComponent('陶器ドリッパー職人手作り')}`;
    const lines = (long: string) =>
      Array.from({ length: 20 }, (_, index) => ({
        productId: `p-${index}`,
        title: `陶器 ${index}`,
        price: 1980,
        url: url + long,
      }));
    const page = await new MadePage().call('view', product);
    await page.call('cart', { lines: lines('?variant=45123456789012'.repeat(10)) });
    await page.call('checkout', { lines: lines('?variant=45123456789012') });
    await page.call('cart', { lines: lines('?variant=45123456789012'.repeat(20)) });
    page.leave();
    expect(page.types).toEqual([['view', 'checkout'], ['cart']]);
    for (const sent of page.sent) expect((await shop.post(sent)).status).toBe(200);
    const [cart] = page.sent[1]?.events ?? [];
    expect((cart as unknown as { cart: { lines: object[] } }).cart.lines.length).toBeGreaterThan(10);
  });

  it('sends after three seconds what is still there', async () => {
    const page = await new MadePage().call('view', product);
    expect(page.sent).toEqual([]);
    expect(page.pass().types).toEqual([['view']]);
  });

  it('does by attributes and by earlier calls what it does by calls', async () => {
    const dataset = { view: JSON.stringify(product), cart: '{"lines":[]}', identify: 'a.b.c' };
    const page = await new MadePage({ dataset, before: [['checkout', { lines: [] }]] }).call('nothing');
    page.leave();
    expect(page.types.flat()).toEqual(['view', 'cart', 'checkout']);
    expect(page.sent[0]?.token).toBe('a.b.c');
  });

  it('drops a token that comes after the customer has signed out, or somebody else has signed in', async () => {
    for (const next of ['reset', 'identify'] as const) {
      const page = await new MadePage().call('view', product);
      let answer: (token: string) => void = () => {};
      await page.call('identify', () => new Promise((resolve) => (answer = resolve)));
      await page.call(next, ...(next === 'identify' ? ['token of B'] : []));
      const before = page.sent.length;
      answer('token of A');
      await page.call('view', product);
      page.leave();
      expect(JSON.stringify(page.sent)).not.toContain('token of A');
      expect(page.sent.slice(before).map(({ token }) => token)).toEqual([next === 'reset' ? undefined : 'token of B']);
      expect(page.sent.length).toBeGreaterThan(before);
    }
  });

  it('gives the visitor’s id to whoever makes the token, and sends that at once', async () => {
    const page = await new MadePage().call('identify', async (id: string) => `token for ${id}`);
    const [first] = page.sent;
    expect(first).toEqual({ visitor: first?.visitor, token: `token for ${first?.visitor}`, events: [] });
    let told: unknown;
    await page.call('id', (id: unknown) => {
      told = id;
    });
    expect(told).toBe(first?.visitor);
  });

  it.each([
    ['Global Privacy Control', { gpc: true }],
    ['the consent still to be asked for', { dataset: { consent: 'ask' } }],
    ['the consent refused before', { stored: new Map([['aftercart_consent', 'no']]) }],
    ['storage forbidden', { stored: 'forbidden' }],
  ] as const)('stores no id and sends nothing with %s', async (_, made) => {
    const page = await new MadePage(made).call('view', product);
    await page.call('identify', 'a.b.c');
    page.pass().leave();
    expect(page.sent).toEqual([]);
    expect([...page.stored.keys()].filter((key) => key !== 'aftercart_consent')).toEqual([]);
  });

  it('sends what waited once consent is given, and remembers it', async () => {
    const stored = new Map<string, string>();
    const page = await new MadePage({ dataset: { consent: 'ask' }, stored }).call('view', product);
    await page.call('identify', 'a.b.c');
    await page.call('consent', true);
    page.leave();
    expect(page.types.flat()).toEqual(['view']);
    expect(page.sent[0]?.token).toBe('a.b.c');
    const next = (await new MadePage({ dataset: { consent: 'ask' }, stored }).call('view', product)).leave();
    expect(next.types).toEqual([['view']]);
  });

  it('deletes the id when consent is withdrawn, and has the collector forget it', async () => {
    const page = (await new MadePage().call('view', product)).leave();
    await page.call('view', product);
    await page.call('consent', false);
    page.leave().pass();
    expect(page.sent.slice(1)).toEqual([{ visitor: page.sent[0]?.visitor, forget: true }]);
    expect([...page.stored]).toEqual([['aftercart_consent', 'no']]);
    expect((await new MadePage({ stored: page.stored }).call('view', product)).leave().sent).toEqual([]);
  });

  it('deletes an id of before Global Privacy Control was switched on, whatever was agreed to', async () => {
    const id = '0'.repeat(32);
    const stored = new Map([
      ['aftercart_id', id],
      ['aftercart_consent', 'yes'],
    ]);
    const page = await new MadePage({ gpc: true, stored }).call('view', product);
    await page.call('consent', true);
    page.leave().pass();
    expect(page.sent).toEqual([{ visitor: id, forget: true }]);
    expect(stored.has('aftercart_id')).toBe(false);
  });

  it('gives the next customer of a shared computer another id', async () => {
    const page = (await new MadePage().call('view', product)).leave();
    await page.call('reset');
    await page.call('view', product);
    page.leave();
    const [first, forgotten, next] = page.sent;
    expect(forgotten).toEqual({ visitor: first?.visitor, forget: true });
    expect(next?.visitor).not.toBe(first?.visitor);
  });

  it('makes a new id of a stored one that is none', async () => {
    const page = await new MadePage({ stored: new Map([['aftercart_id', '<x>']]) }).call('view', product);
    expect(page.leave().sent[0]?.visitor).toMatch(/^[0-9a-f]{32}$/);
  });

  it('sends at most twenty events and twenty lines, and by fetch where beacons are not taken', async () => {
    const page = new MadePage({ beaconsFail: true });
    const lines = Array.from({ length: 30 }, () => ({ productId: 'p', title: 'A cup' }));
    for (let index = 0; index < 25; index += 1) await page.call('view', product);
    await page.call('cart', { lines });
    const [first] = page.leave().sent;
    expect(first?.events).toHaveLength(20);
    expect(first?.events?.at(-1)).toMatchObject({ cart: { lines: lines.slice(0, 20) } });
  });

  it('breaks nothing in the page when a call is wrong', async () => {
    const page = await new MadePage({ dataset: { view: 'no JSON' } }).call('view');
    await page.call('identify', () => {
      throw new TypeError('The session is over.');
    });
    await page.call('cart', { lines: [] });
    expect(page.warnings.map(([, name]) => name)).toEqual(['view', 'identify']);
    expect(page.leave().types.at(-1)).toEqual(['view', 'cart']);
  });
});
