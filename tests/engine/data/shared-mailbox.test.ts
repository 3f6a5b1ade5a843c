import { describe, expect, it } from 'vitest';
import { day, mail, minute, no, SharingShop, switchingOff, switchingOn, yes } from '../sharing-shop.ts';

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

describe('a topic that an erased customer switched at a mailbox which somebody else has too', () => {
  /** B switches it on; a month later A switches it off and on. @param more what B does between the two */
  const switched = async (more: (shop: Shop) => Promise<unknown> = async () => {}) => {
    const shop = new Shop();
    for (const id of ['a', 'b']) await shop.tell({ id, email: mail, verified: ['email'] });
    await shop.later(day).preferBy({ ...(await shop.claim({ id: 'b' })), issuedAt: shop.now }, switchingOn);
    const link = { ...(await shop.claim({ id: 'a' })), issuedAt: shop.now };
    await shop.later(30 * day).preferBy(link, switchingOff);
    await more(shop.later(minute));
    await shop.later(minute).preferBy(link, switchingOn);
    await shop.settled();
    return shop;
  };

  it('stays on for who had switched it on themselves, and the shop is told nothing of them', async () => {
    const shop = await switched();
    expect(await shop.goesTo({ id: 'b' }, 'email', 'offers')).toBe(true);
    const { customer } = await shop.profile({ id: 'a' });
    await shop.erase('a');
    expect(await shop.goesTo({ id: 'b' }, 'email', 'offers')).toBe(true);
    expect((await shop.settled()).filter((told) => told.startsWith('b '))).toEqual([]);
    expect(JSON.stringify((await shop.known('email', mail)).topics)).not.toContain(customer);
  });

  it('goes with them when they take another mailbox after it', async () => {
    const shop = await switched();
    await shop.erase('a');
    await shop.later(day).tell({ id: 'b', email: former, verified: ['email'] });
    await shop.later(day).tell({ id: 'c', email: mail, verified: ['email'] });
    expect(await shop.goesTo({ id: 'c' }, 'email', 'offers')).toBe(false);
  });

  it.each([
    ['switched it off since', (shop: Shop) => shop.prefer({ id: 'b' }, switchingOff)],
    ['took another mailbox since', (shop: Shop) => shop.tell({ id: 'b', email: former, verified: ['email'] })],
  ])('is on for nobody where the other %s', async (_, more) => {
    const shop = await switched(more);
    await shop.erase('a');
    await shop.later(day).tell({ id: 'c', email: mail, verified: ['email'] });
    expect(await shop.goesTo({ id: 'c' }, 'email', 'offers')).toBe(false);
  });

  it('stays on for who switched it on last, when who had done so before them is erased', async () => {
    const shop = await switched();
    expect(await shop.goesTo({ id: 'a' }, 'email', 'offers')).toBe(true);
    await shop.erase('b');
    expect(await shop.goesTo({ id: 'a' }, 'email', 'offers')).toBe(true);
  });
});
