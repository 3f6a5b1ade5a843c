import { describe, expect, it } from 'vitest';
import { day, mail, no, SharingShop, switchingOff, yes } from '../sharing-shop.ts';

const former = 'former@example.com';

class Shop extends SharingShop {
  async erase(id: string): Promise<void> {
    const { customer } = await this.profile({ id });
    await this.later(day).data({ do: 'erase', customer });
  }
}

describe('an opt-out that an erased customer brought along to a mailbox which somebody else has too', () => {
  /** A refuses at another address, then takes and verifies B's. @param refuse how A does; @param agree when B agrees */
  const shared = async (refuse: (shop: Shop) => Promise<unknown>, agree: 'before' | 'since' | 'left') => {
    const shop = new Shop();
    const signsUp = () => shop.tell({ id: 'b', email: mail, consent: { email: yes(shop.now) } });
    await shop.tell({ id: 'a', email: former, verified: ['email'], consent: { email: yes(shop.now) } });
    if (agree === 'before') await signsUp();
    await refuse(shop.later(day));
    shop.later(day);
    if (agree !== 'before') await signsUp();
    await shop.later(day).tell({ id: 'a', email: mail, verified: ['email'] });
    if (agree === 'left') await shop.later(day).tell({ id: 'b', email: 'next@example.com' });
    return shop;
  };
  const wholly = (shop: Shop) => shop.unsubscribe({ id: 'a' });
  const oneTopic = (shop: Shop) => shop.prefer({ id: 'a' }, switchingOff);

  it.each([
    ['all marketing', wholly, undefined],
    ['a topic', oneTopic, 'offers'],
  ])('silences nobody who agreed there since: %s', async (_, refuse, topic) => {
    const shop = await shared(refuse, 'since');
    expect(await shop.goesTo({ id: 'b' }, 'email', topic)).toBe(true);
    await shop.erase('a');
    expect(await shop.goesTo({ id: 'b' }, 'email', topic)).toBe(true);
  });

  it.each(['before', 'left'] as const)('closes it where nobody has: %s', async (agree) => {
    const shop = await shared(wholly, agree);
    await shop.erase('a');
    await shop.later(day).tell({ id: 'c', email: mail, consent: { email: yes(shop.now) } });
    expect(await shop.goesTo({ id: 'c' })).toBe(false);
  });

  it('closes it where the other declined there since', async () => {
    const shop = await shared(wholly, 'since');
    await shop.later(day).tell({ id: 'b', email: mail, consent: { email: no(shop.now) } });
    await shop.erase('a');
    await shop.later(day).tell({ id: 'b', email: mail, consent: { email: yes(shop.now) } });
    expect(await shop.goesTo({ id: 'b' })).toBe(false);
  });
});
