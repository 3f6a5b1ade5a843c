import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/connectors-command.ts';
import { exampleNotices } from '../../src/connectors/ec-cube/example.ts';
import { EcCubeSite } from './ec-cube-site.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-11-20T14:05:00+09:00';
const [{ data: example }] = exampleNotices;

/** An order of another guest, at a time. */
const orderOf = (id: string, at: string, email: string) => ({
  ...example,
  id,
  order_no: id,
  email,
  Customer: null,
  order_date: at,
  create_date: at,
  update_date: at,
});

const heard = orderOf('2001', '2026-11-20T14:04:00+09:00', 'heard@mail.example.com');
const lost = orderOf('2002', '2026-11-20T14:12:00+09:00', 'lost@mail.example.com');
const late = orderOf('2003', '2026-11-20T15:31:00+09:00', 'late@mail.example.com');

/** Delivers a webhook as EC-CUBE does: signed, with the id alone. */
async function notify({ runtime }: LocalShop, id: string, secret: string): Promise<number> {
  const body = JSON.stringify([{ entity: 'order', id: Number(id), action: 'created' }]);
  const headers = {
    'content-type': 'application/json',
    'x-eccube-signature': createHmac('sha256', secret).update(body).digest('hex'),
  };
  return (await fetch(`${runtime.endpoint}/in/ec-cube`, { method: 'POST', headers, body })).status;
}

describe('a shop on EC-CUBE', () => {
  const site = new EcCubeSite();
  const folder = mkdtempSync(join(tmpdir(), 'aftercart-secrets-'));
  const { fetch: outside } = globalThis;

  beforeEach(async () => {
    await site.open();
    vi.stubGlobal('fetch', (to: string | URL, init?: RequestInit) => outside(site.local(String(to)), init));
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'local');
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  });
  afterEach(() => {
    site.close();
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  /** Runs `npm run connectors` for the stack on this machine. */
  async function command(shop: LocalShop, ...args: readonly string[]): Promise<string> {
    vi.stubEnv('AWS_ENDPOINT_URL', shop.runtime.endpoint);
    const lines: string[] = [];
    const print = (text: string) => void lines.push(text);
    const code = await main(args, { root: resolve(import.meta.dirname, '../..'), print, printError: print });
    expect([code, lines.join('\n')]).toEqual([0, expect.any(String)]);
    return lines.join('\n');
  }

  async function setSecret(shop: LocalShop, value: string, ...options: readonly string[]): Promise<string> {
    const file = join(folder, 'secret');
    writeFileSync(file, `${value}\n`);
    return command(shop, 'secret', 'ec-cube', '--from', file, ...options);
  }

  it('is connected by commands; an order whose webhook is lost arrives by the next round, past busy hours and a void token', () =>
    inShop(
      opens,
      async (shop) => {
        for (const { email } of [heard, lost, late]) shop.customers.add({ email });
        expect(await setSecret(shop, 'the secret of the webhook')).toContain('the secret is set');
        for (const [name, value] of Object.entries(site.credentials))
          expect(await setSecret(shop, value, '--credential', name, '--lang', 'ja')).toContain(
            `認証情報 ${name} を設定しました`,
          );
        await shop.until('2026-11-20T14:06:30+09:00'); // a minute later everybody knows

        site.orders = [heard];
        expect(await notify(shop, heard.id, 'the secret of the webhook')).toBe(200);
        expect(await notify(shop, heard.id, 'another secret')).toBe(401);
        await shop.until('2026-11-20T14:09:00+09:00');
        expect((await shop.profileOf({ email: heard.email }))?.identities).toMatchObject({ email: heard.email });

        site.orders = [heard, lost];
        site.busy = 1;
        await shop.until('2026-11-20T14:19:00+09:00'); // the round of 14:10 was before the order
        site.endToken();
        site.busy = 1;
        await shop.until('2026-11-20T14:29:00+09:00'); // the round of 14:20 got a new token, and no answer
        expect(await shop.profileOf({ email: lost.email })).toBeUndefined();
        await shop.until('2026-11-20T14:39:00+09:00');
        expect((await shop.profileOf({ email: lost.email }))?.identities).toMatchObject({ email: lost.email });

        site.orders = [heard, lost, late];
        await shop.until('2026-11-20T15:45:00+09:00'); // by then the token is over, and renewed with its successor
        expect(await shop.runsOf({ email: late.email })).toMatchObject([{ journey: 'post-purchase' }]);
        for (const { email } of [heard, lost]) expect(await shop.runsOf({ email })).toHaveLength(1);
        expect(site.answers.filter((one) => /token|401|429/.test(one))).toEqual([
          'POST /token 200',
          'POST /api 429',
          'POST /api 401',
          'POST /token 200',
          'POST /api 429',
          'POST /token 200',
        ]);
        expect(shop.runtime.deadLetters()).toEqual([]);

        const told = await command(shop, 'status');
        const ours = told.slice(told.indexOf('ec-cube'), told.indexOf('woocommerce'));
        expect(ours).toMatch(/credentials: clientId, clientSecret, refreshToken\n {2}last delivery: 2026-11-20T05:06/);
        expect(ours).toMatch(
          /reconciled up to: 2026-11-20T06:40:\S+\n {2}refused in the last 24 hours: wrong-signature 1/,
        );
        expect(await command(shop, 'status', '--lang', 'ja')).toMatch(
          /ec-cube\n {2}シークレット: 設定日時 2026-11-20T05:05\S+\n {2}認証情報: .*\n {2}最終受信: .*\n.*\n?.*照合済み: .*\n {2}過去24時間に拒否: wrong-signature 1/,
        );
      },
      { rounds: true, journeys: ['post-purchase'] },
    ));
});
