import { expect, it } from 'vitest';
import { masked } from '../../src/web/mask.ts';
import { cart, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';

function linkTo(shop: LocalShop, email: string): string {
  const mail = shop.runtime.outbox.mails.find(({ to }) => to === email);
  const header = mail?.headers.find(({ name }) => name === 'List-Unsubscribe');
  return header?.value.slice(1, -1) ?? expect.fail('no mail carries a link');
}

async function post(link: string, fields: Record<string, string>): Promise<string> {
  return (await fetch(link, { method: 'POST', body: new URLSearchParams(fields) })).text();
}

it('a customer who clicks by mistake sees which address it is about, takes it back, and hears on; another does not', () =>
  inShop(opens, async (shop) => {
    const [ann, ben] = [inTokyo('ann'), inTokyo('ben')];
    for (const customer of [ann, ben]) shop.post('cart.updated', customer, cart(`cart-of-${customer.id}`));
    await shop.until('2026-03-02T15:00:00+09:00');
    const [toAnn, toBen] = [ann, ben].map(({ email }) => linkTo(shop, email));
    const page = await (await fetch(toAnn ?? '')).text();
    expect(page).toContain(masked(ann.email));
    expect(page).not.toContain(ann.email);
    const done = await post(toAnn ?? '', { 'List-Unsubscribe': 'One-Click' });
    const undo = /name="undo" value="([^"]+)"/.exec(done)?.[1] ?? expect.fail('no way back is offered');
    await post(toBen ?? '', { 'List-Unsubscribe': 'One-Click' });
    expect(await post(toBen ?? '', { undo })).not.toContain('name="undo"'); // Ann's proof is nothing to Ben's link
    await post(toAnn ?? '', { undo });
    await shop.until('2026-03-04T12:00:00+09:00');
    const sent = (email: string) => shop.runtime.outbox.mails.filter(({ to }) => to === email).length;
    expect([sent(ann.email), sent(ben.email)]).toEqual([2, 1]);
  }));
