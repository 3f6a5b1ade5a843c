import { describe, expect, it } from 'vitest';
import { manageConsent } from '../../src/engine/manage-consent.ts';
import { undoToken } from '../../src/links/unsubscribe.ts';
import { withdraw } from '../../src/policy/customer/address.ts';
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
  const ask = (method: string, t: string | undefined, language?: string, undo?: string) =>
    manageConsent(
      { method, token: t, language, undo },
      { stores: world.stores, keys: world.keys, settings, clock: () => world.now, failed: () => {} },
    );
  const undoOf = ({ html }: { html: string }) => /name="undo" value="([^"]+)"/.exec(html)?.[1];
  const consent = async () => (await world.stores.customers.load(input.customer))?.profile.consent.email;
  return { world, input, token, ask, consent, undoOf };
}

describe('manage-consent', () => {
  it('shows a page on GET and changes nothing', async () => {
    const { token, ask, consent } = await mailed('en');
    const page = await ask('GET', token);
    expect(page).toMatchObject({
      status: 200,
      html: expect.stringContaining('Stop marketing e-mails from Demo Store?'),
    });
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

  it('says which address it is about, and shows a part of it only', async () => {
    const { ask, token } = await mailed('en');
    const { html } = await ask('GET', token);
    const [name = '', domain] = shopper.email.split('@');
    expect(html).toContain(`${name[0]}…${name.at(-1)}@${domain}`);
    expect(html).not.toContain(shopper.email);
  });

  it('undoes a click within an hour, on the page that follows it, and marketing goes on', async () => {
    const { world, input, token, ask, consent, undoOf } = await mailed('en');
    const undo = undoOf(await ask('POST', token));
    world.at(new Date(world.now + 59 * 60_000).toISOString());
    expect(await ask('POST', token, undefined, undo)).toMatchObject({
      status: 200,
      html: expect.stringContaining('You are subscribed to marketing e-mails from Demo Store again.'),
    });
    expect(await consent()).toMatchObject({ granted: true, source: 'undo of unsubscribe link' });
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(2);
  });

  it('undoes nothing later, and says so', async () => {
    const { world, token, ask, consent, undoOf } = await mailed('ja');
    const undo = undoOf(await ask('POST', token));
    world.at(new Date(world.now + 61 * 60_000).toISOString());
    expect((await ask('POST', token, undefined, undo)).html).toContain('期限を過ぎました');
    expect((await consent())?.granted).toBe(false);
  });

  it('offers no undo of an opt-out that was there before the click', async () => {
    const { token, ask, undoOf } = await mailed('en');
    expect(undoOf(await ask('POST', token))).toBeDefined();
    expect(undoOf(await ask('POST', token))).toBeUndefined();
  });

  it('undoes nothing once another opt-out has closed the address', async () => {
    const { world, token, input, ask, undoOf } = await mailed('en');
    const undo = undoOf(await ask('POST', token));
    const ref = world.stores.addresses.refOf('email', shopper.email);
    await world.stores.addresses.change(ref, (known) => withdraw(known, 'somebody', world.now, 'store'));
    expect((await ask('POST', token, undefined, undo)).html).toContain('too late to undo this');
    expect(input.customer).not.toBe('somebody');
  });

  it('takes no link of a message, and no proof of somebody else, for a click', async () => {
    const { world, token, ask, consent } = await mailed('en');
    await ask('POST', token);
    const other = undoToken(
      { customer: 'other', channel: 'email', locale: 'en', address: 'x', clickedAt: world.now, withdrawnAt: world.now },
      world.keys,
    );
    for (const undo of [token, other, '', 'x']) expect((await ask('POST', token, undefined, undo)).status).toBe(400);
    expect((await consent())?.granted).toBe(false);
  });

  it('is a page of the shop in light and dark, whose buttons a thumb can hit', async () => {
    const { token, ask } = await mailed('ja');
    const { html } = await ask('GET', token);
    expect(html).toContain('<html lang="ja">');
    expect(html).toContain('<p class="brand">');
    expect(html).toContain('prefers-color-scheme:dark');
    expect(html).toMatch(/button\{[^}]*min-height:48px/);
    expect(html).not.toMatch(/<(script|img|link)/);
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
    expect(page.html).toContain(`write to us to unsubscribe: ${settings.brand.contact}`);
  });
});
