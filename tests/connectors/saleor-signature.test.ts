import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/commerce/values/time-units.ts';
import { keyFinder } from '../../src/connectors/contract/published-keys.ts';
import type { Fetch } from '../../src/connectors/contract/reach.ts';
import { saleorConfig } from '../../src/connectors/saleor/config.ts';
import { saleorVerifier } from '../../src/connectors/saleor/verify.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { ConnectedShop } from './connected-shop.ts';
import { confused, headerOf, instanceKey, keySet, signed, unsigned } from './saleor-instance.ts';

const [first, second, small] = [instanceKey('1'), instanceKey('2'), instanceKey('3', 1024)];
const body = '{"order": {"id": "T3JkZXI6MQ=="}}';
const url = 'https://shop.saleor.example';
const wrong = { verdict: 'refused', reason: 'wrong-signature' };

/** An instance that publishes keys, and whoever asks it. */
class Instance {
  readonly asked: string[] = [];
  keys = [first];
  answer: () => Promise<Response> = async () => keySet(...this.keys);
  now = Date.parse('2026-11-20T06:00:00Z');
  readonly #verify = saleorVerifier(keyFinder());
  readonly fetch: Fetch = (address) => {
    this.asked.push(address);
    return this.answer();
  };

  verify(signature: string | undefined, { secrets = [] as string[], text = body, config = { url } as object } = {}) {
    const headers = {
      'saleor-domain': 'elsewhere.example',
      'saleor-api-url': 'https://elsewhere.example/graphql/',
      ...(signature !== undefined && { 'saleor-signature': signature }),
    };
    const using = { secrets, now: this.now, fetch: this.fetch };
    return this.#verify({ path: '/in/saleor', headers, bytes: Buffer.from(text) }, using, saleorConfig.parse(config));
  }
}

describe('a signature of Saleor', () => {
  it('is right when a key of the configured instance made it over the raw bytes', async () => {
    const instance = new Instance();
    expect(await instance.verify(signed(body, first))).toEqual({ verdict: 'accepted' });
    const { crit: _crit, ...older } = headerOf('1');
    expect(await instance.verify(signed(body, first, older))).toEqual({ verdict: 'accepted' });
    expect(await instance.verify(signed(body, first), { text: `${body} ` })).toEqual(wrong);
    expect(await instance.verify(signed(`${body} `, first))).toEqual(wrong);
    expect(instance.asked).toEqual([`${url}/.well-known/jwks.json`]);
  });

  it.each([
    ['none', unsigned(first)],
    ['none, with a signature', signed(body, first, { ...headerOf('1'), alg: 'none' })],
    ['HS256 with the public key as its secret', confused(body, first)],
    ['RS512', signed(body, first, { ...headerOf('1'), alg: 'RS512' })],
    ['an attached payload', signed(body, first, { ...headerOf('1'), b64: true })],
    ['extensions that nobody knows', signed(body, first, { ...headerOf('1'), crit: ['b64', 'exp'] })],
    ['no key', signed(body, first, { ...headerOf('1'), kid: undefined })],
    ['a payload between the full stops', signed(body, first).replace('..', '.e30.')],
    ['no JSON in its header', 'AAAA..AAAA'],
    ['a signature of nothing', signed(body, first).replace(/\.\..*/, '..')],
  ])('is refused with %s, and the instance is not asked for it', async (_, signature) => {
    const instance = new Instance();
    expect(await instance.verify(signature)).toEqual(wrong);
    expect(instance.asked).toEqual([]);
  });

  it('is refused when it names another key than the one that made it', async () => {
    const instance = new Instance();
    instance.keys = [first, second];
    expect(await instance.verify(signed(body, second))).toEqual({ verdict: 'accepted' });
    expect(await instance.verify(signed(body, second, headerOf('1')))).toEqual(wrong);
    expect(await instance.verify(signed(body, instanceKey('1')))).toEqual(wrong);
  });

  it('never says where its keys are: neither its header nor the request’s does', async () => {
    const instance = new Instance();
    const elsewhere = { jku: 'https://elsewhere.example/keys', jwk: second.jwk, x5u: 'https://elsewhere.example/' };
    expect(await instance.verify(signed(body, second, { ...headerOf('2'), ...elsewhere }))).toEqual(wrong);
    expect(new Set(instance.asked)).toEqual(new Set([`${url}/.well-known/jwks.json`]));
  });

  it('is refused when it is absent, and when the settings do not say whose keys count', async () => {
    const instance = new Instance();
    for (const none of [undefined, ''])
      expect(await instance.verify(none)).toEqual({ verdict: 'refused', reason: 'no-signature' });
    const config = {};
    expect(await instance.verify(signed(body, first), { config })).toEqual({ verdict: 'refused', reason: 'no-keys' });
    expect(instance.asked).toEqual([]);
  });

  it('may be the older one: hexadecimal HMAC with one of two secrets, for which no instance is asked', async () => {
    const instance = new Instance();
    const secrets = ['the new key', 'the old key'];
    const by = (secret: string, text = body) => createHmac('sha256', secret).update(text).digest('hex');
    for (const secret of secrets)
      expect(await instance.verify(by(secret), { secrets, config: {} })).toEqual({ verdict: 'accepted' });
    expect(await instance.verify(by('another'), { secrets })).toEqual(wrong);
    expect(await instance.verify(by('the new key', `${body} `), { secrets })).toEqual(wrong);
    expect(await instance.verify(by('the new key').slice(2), { secrets })).toEqual(wrong);
    expect(await instance.verify(by(''))).toEqual({ verdict: 'refused', reason: 'no-secret' });
    expect(instance.asked).toEqual([]);
  });
});

describe('the keys of an instance', () => {
  it('are asked for once an hour, by many deliveries at a time as by one', async () => {
    const instance = new Instance();
    await Promise.all([1, 2, 3].map(() => instance.verify(signed(body, first))));
    instance.now += hour - 1;
    await instance.verify(signed(body, first));
    expect(instance.asked).toHaveLength(1);
    instance.now += 1;
    await instance.verify(signed(body, first));
    expect(instance.asked).toHaveLength(2);
  });

  it('are asked for again when a signature names a new one, but at most once a minute', async () => {
    const instance = new Instance();
    await instance.verify(signed(body, first));
    instance.now += minute;
    instance.keys = [second];
    expect(await instance.verify(signed(body, second))).toEqual({ verdict: 'accepted' });
    expect(await instance.verify(signed(body, first))).toEqual(wrong); // it was withdrawn
    for (const id of ['4', '5', '6']) expect(await instance.verify(signed(body, second, headerOf(id)))).toEqual(wrong);
    expect(instance.asked).toHaveLength(2);
  });

  it('are good as long as the instance does not answer; if there are none, the sender is told to come again', async () => {
    const instance = new Instance();
    instance.answer = async () => new Response('', { status: 502 });
    for (const _ of [1, 2]) await expect(instance.verify(signed(body, first))).rejects.toThrow(RetryableError);
    expect(instance.asked).toHaveLength(1);
    instance.now += minute;
    instance.answer = async () => keySet(first);
    await instance.verify(signed(body, first));
    instance.now += 5 * hour;
    instance.answer = async () => Response.error();
    expect(await instance.verify(signed(body, first))).toEqual({ verdict: 'accepted' });
    expect(instance.asked).toHaveLength(3);
  });

  it.each([
    ['too much', `{"keys": [], "more": "${'x'.repeat(70_000)}"}`],
    ['no JSON', '<html>'],
    ['no set of keys', '{"keys": {}}'],
    ['too many keys', JSON.stringify({ keys: Array.from({ length: 21 }, () => first.jwk) })],
  ])('are none when the instance answers with %s', async (_, text) => {
    const instance = new Instance();
    instance.answer = async () => new Response(text);
    await expect(instance.verify(signed(body, first))).rejects.toThrow(RetryableError);
  });

  it('count if they are of RSA, for signatures, and long enough; others beside them do no harm', async () => {
    const instance = new Instance();
    const oddities = [{ ...second.jwk, use: 'enc' }, { ...small.jwk }, { kty: 'oct', kid: '9', k: 'AAAA' }, 7, null];
    instance.answer = async () => Response.json({ keys: [...oddities, first.jwk] });
    expect(await instance.verify(signed(body, first))).toEqual({ verdict: 'accepted' });
    expect(await instance.verify(signed(body, second))).toEqual(wrong);
    expect(await instance.verify(signed(body, small))).toEqual(wrong);
  });

  it('are asked for with a time limit, and not fetched from where a redirect leads', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/.well-known/jwks.json') response.writeHead(302, { location: '/elsewhere' }).end();
      else response.end(JSON.stringify({ keys: [first.jwk] }));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo; // it listens on a port
    const inits: RequestInit[] = [];
    const verify = saleorVerifier(keyFinder());
    const asking = verify(
      { path: '/in/saleor', headers: { 'saleor-signature': signed(body, first) }, bytes: Buffer.from(body) },
      {
        secrets: [],
        now: 0,
        fetch: (to, init = {}) => {
          inits.push(init);
          return fetch(to.replace(url, `http://127.0.0.1:${port}`), init);
        },
      },
      saleorConfig.parse({ url }),
    );
    await expect(asking).rejects.toThrow('did not give its keys');
    server.close();
    expect(inits).toHaveLength(1);
    expect(inits[0]?.signal).toBeInstanceOf(AbortSignal);
  });
});

describe('a delivery of Saleor whose keys cannot be fetched', () => {
  it('is answered with 503, so that Saleor sends it again', async () => {
    const shop = new ConnectedShop();
    shop.config = { url: 'https://down.saleor.example' };
    const headers = { 'saleor-event': 'order_created', 'saleor-signature': signed(body, first) };
    const answer = await shop.receive('/in/saleor', headers, Buffer.from(body));
    expect(answer).toMatchObject({ status: 503, body: { error: expect.stringContaining('send the delivery again') } });
    expect(shop.queue).toEqual([]);
  });
});
