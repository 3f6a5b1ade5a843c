import { expect, it } from 'vitest';
import type { ExportPage } from '../../../src/model/data-request.ts';
import { toIso } from '../../../src/policy/time/timing.ts';
import { busEvent } from '../../fixtures/events.ts';
import { day, mail, minute, SharingShop, switchingOn, yes } from '../sharing-shop.ts';

/** What an account's export holds of the mailbox. */
async function exportOf(shop: SharingShop, id: string): Promise<string> {
  const { customer } = await shop.profile({ id });
  const page = (await shop.data({ do: 'export', customer })) as ExportPage; // as asked for
  const { hash } = shop.stores.addresses.refOf('email', mail);
  return JSON.stringify(page.addresses?.filter((address) => address.hash === hash));
}

it('exports what its next holder chose at a mailbox to that one, and not to the customer who gave it up', async () => {
  const shop = new SharingShop();
  const customer = { id: 'a', email: mail, timeZone: 'UTC', consent: { email: yes(shop.now) } };
  const input = await shop.enter('cart-journey', busEvent('cart.updated', toIso(shop.now), { customer }));
  await shop.at(input.next.until).deliver(input, { id: 'reminder', channels: ['email'] });
  await shop.later(day).tell({ id: 'b', email: mail, consent: { email: yes(shop.now) } });
  await shop.later(day).tell({ id: 'a', email: 'next@example.com' });
  await shop.settled();
  const choices = [[['less', 'on']], [['paused', 'on']], switchingOn] as const;
  for (const chosen of choices) await shop.later(minute).prefer({ id: 'b' }, [['do', 'save'], ...chosen]);
  await shop.settled();
  const next = (await shop.profile({ id: 'b' })).customer;
  const former = await exportOf(shop, 'a');
  expect(former).toContain((await shop.profile({ id: 'a' })).customer);
  for (const part of [next, 'paused', 'less', 'proven', 'preference page']) expect(former).not.toContain(part);
  const own = await exportOf(shop, 'b');
  expect(own).toContain(next);
  expect(own).toContain('preference page');
});

it('exports to one of two who share a mailbox no key of the other', async () => {
  const shop = new SharingShop();
  await shop.tell({ id: 'a', email: mail, consent: { email: yes(shop.now) } });
  await shop.later(day).tell({ id: 'b', email: mail, consent: { email: yes(shop.now) } });
  await shop.later(day).prefer({ id: 'b' }, switchingOn);
  await shop.settled();
  const [a, b] = [await shop.profile({ id: 'a' }), await shop.profile({ id: 'b' })];
  const exported = await exportOf(shop, 'a');
  expect(exported).toContain(a.customer);
  expect(exported).toContain('lastTold');
  expect(exported).not.toContain(b.customer);
});
