import { describe, expect, it } from 'vitest';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { writeSecret } from '../../src/secrets/secret-value.ts';
import { settings } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const at = '2026-03-02T09:00:00Z';

async function mailed(locale: string) {
  const world = new World().at(at);
  const input = await world.enter('cart-journey', busEvent('cart.updated', at, { customer: { ...shopper, locale } }));
  await world.at(input.next.until).deliver(input, { id: 'reminder' });
  const link = new URL(world.sent[0]?.unsubscribe ?? expect.fail('no link was sent'));
  const token = link.searchParams.get('t') ?? '';
  const ask = (method: string, t: string | undefined, language?: string) =>
    manageConsent(
      { method, token: t, language },
      { stores: world.stores, keys: world.keys, settings, clock: () => world.now, failed: () => {} },
    );
  const consent = async () => (await world.stores.customers.load(input.customer))?.profile.consent.email;
  return { world, input, token, ask, consent };
}

describe('manage-consent', () => {
  it('shows a page on GET and changes nothing', async () => {
    const { token, ask, consent } = await mailed('en');
    const page = await ask('GET', token);
    expect(page).toMatchObject({ status: 200, html: expect.stringContaining('Unsubscribe from Demo Store') });
    expect((await consent())?.granted).toBe(true);
  });

  it.each(['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'post', ''])('answers %s as it does GET', async (method) => {
    const { token, ask, consent } = await mailed('en');
    expect(await ask(method, token)).toEqual(await ask('GET', token));
    expect(await ask(method, undefined)).toEqual(await ask('GET', undefined));
    expect((await consent())?.granted).toBe(true);
  });

  it('unsubscribes on POST, at once and for good, and twice is once', async () => {
    const { world, input, token, ask, consent } = await mailed('ja');
    expect(await ask('POST', token)).toMatchObject({ status: 200, html: expect.stringContaining('停止しました') });
    expect(await ask('POST', token)).toMatchObject({ status: 200 });
    expect(await consent()).toMatchObject({ granted: false, source: 'unsubscribe link' });
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(1);
  });

  it('answers 400 to a link that was tampered with, and changes nothing', async () => {
    const { token, ask, consent } = await mailed('en');
    const [customer = '', , ...rest] = token.split('.');
    const forged = [
      undefined,
      '',
      'x',
      `${token}x`,
      token.slice(0, -1),
      [customer, 'sms', ...rest].join('.'),
      ['0'.repeat(24), 'email', ...rest].join('.'),
    ];
    for (const bad of forged)
      expect(await ask('POST', bad, 'ja,en;q=0.8')).toMatchObject({
        status: 400,
        html: expect.stringContaining('リンク'),
      });
    expect((await consent())?.granted).toBe(true);
  });

  it('tells the reader of a link whose key is void where else to unsubscribe', async () => {
    const { world, token } = await mailed('en');
    const secret = { pepper: 'p'.repeat(32), linkKeys: [{ id: '2', key: 'k'.repeat(32) }] } as const;
    const request = { method: 'POST', token, language: 'en' };
    const { stores } = world;
    const keys = new Keys(writeSecret(secret), world.now);
    const page = await manageConsent(request, { stores, keys, settings, clock: () => world.now, failed: () => {} });
    expect(page).toMatchObject({ status: 400, html: expect.stringContaining('does not work') });
    expect(page.html).toContain(`writing to us: ${settings.brand.contact}`);
  });
});
