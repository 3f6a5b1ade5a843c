import { describe, expect, it } from 'vitest';
import { marketingWord, withdraw } from '../../src/policy/customer/address.ts';
import { unknownAddress } from '../../src/policy/customer/address-topics.ts';
import { takeBack } from '../../src/policy/customer/take-back.ts';
import { topicRefusedAt } from '../../src/policy/customer/topic-stance.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { type Fields, fieldsOf, mailed, minute, topicsIn, without } from './preference-page.ts';

describe('a change on the preference page', () => {
  it('is undone within the hour, pressed twice or once, and everything is as it was', async () => {
    const { world, input, ask, shown, undoOf, later, profile } = await mailed();
    const state = async () => [await shown(), { ...(await profile()), topicStances: undefined }];
    const before = await state();
    const proof = undoOf((await ask('POST', without(await shown(), 'topic', 'offers'))).html);
    later(59);
    expect((await ask('POST', proof)).html).toContain('Your last change is undone.');
    await ask('POST', proof);
    expect(await state()).toEqual(before);
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(2);
  });

  it('of a topic holds at every address that the customer takes later, until they undo it', async () => {
    const { world, input, ask, shown, undoOf, later, profile } = await mailed();
    const proof = undoOf((await ask('POST', without(await shown(), 'topic', 'offers'))).html);
    expect(topicRefusedAt(await profile(), 'email', 'offers')).toBe(world.now);
    later(5);
    await ask('POST', proof);
    expect(topicRefusedAt(await profile(), 'email', 'offers')).toBeUndefined();
    later(5);
    await ask('POST', without(await shown(), 'topic', 'offers'));
    const customer = { ...shopper, email: 'new@example.com' };
    await world.ingest(busEvent('customer.updated', new Date(world.now).toISOString(), { customer }));
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    const lines = await world.ledger(input);
    expect(lines.find(({ step }) => step === 'last-call')?.reason).toBe('topic-off');
  });

  it('stays if two browsers have switched a topic off, and the first takes that back', async () => {
    const { ask, shown, undoOf, later } = await mailed();
    const off = without(await shown(), 'topic', 'offers');
    const first = undoOf((await ask('POST', off)).html);
    later(1);
    const second = (await ask('POST', off)).html;
    expect([second.includes('name="undo"'), second.includes('You have changed nothing')]).toEqual([false, true]);
    later(1);
    expect((await ask('POST', first)).html).toContain('no longer be undone');
    expect(topicsIn(await shown())).not.toContain('offers');
  });

  it('stays at later addresses too, when the first browser takes back what else it had changed', async () => {
    const { ask, shown, undoOf, later, profile } = await mailed();
    const off = without(await shown(), 'topic', 'offers');
    const first = undoOf((await ask('POST', without(off, 'topic', 'restock'))).html);
    later(1);
    await ask('POST', off);
    later(1);
    expect((await ask('POST', first)).html).toContain('Your last change is undone.');
    const topics = topicsIn(await shown());
    expect([topics.includes('offers'), topics.includes('restock')]).toEqual([false, true]);
    const known = await profile();
    const refused = ['offers', 'restock'].map((topic) => topicRefusedAt(known, 'email', topic) !== undefined);
    expect(refused).toEqual([true, false]);
  });

  it('is final after an hour, and the page says so', async () => {
    const { ask, shown, undoOf, later } = await mailed('ja');
    const proof = undoOf((await ask('POST', without(await shown(), 'topic', 'offers'))).html);
    later(61);
    expect((await ask('POST', proof)).html).toContain('元に戻せなくなりました');
    expect(topicsIn(await shown())).not.toContain('offers');
  });

  it('that agreed to a topic leaves no agreement once it is undone', async () => {
    const { world, ask, shown, undoOf, later, known, ref, claim, profile } = await mailed('en', {
      verified: ['email'],
    });
    await world.stores.addresses.change(ref, (address) => withdraw(address, claim.customer, world.now, 'test'));
    expect(topicsIn(await shown())).toEqual(['surveys', 'order-updates']);
    later(1);
    const saved = await ask('POST', [...(await shown()), ['topic', 'offers']]);
    expect(topicsIn(fieldsOf(saved.html))).toContain('offers');
    later(1);
    await ask('POST', undoOf(saved.html));
    expect(topicsIn(await shown())).toEqual(['surveys', 'order-updates']);
    const { topics = {} } = await known();
    expect(marketingWord({ ...unknownAddress, ...topics.offers })).toBeUndefined();
    expect((await profile()).topicStances?.email?.offers).toEqual({
      chosen: world.now - minute,
      unchosen: world.now - minute,
    });
  });

  it('that agreed to a topic lifts no opt-out that is told after it was undone, whatever the customer agrees to later', async () => {
    const { world, input, ask, shown, undoOf, later, ref, claim, profile } = await mailed('en', {
      verified: ['email'],
    });
    await world.stores.addresses.change(ref, (address) => withdraw(address, claim.customer, world.now, 'test'));
    later(1);
    const saved = await ask('POST', [...(await shown()), ['topic', 'offers']]);
    later(1);
    await ask('POST', undoOf(saved.html));
    const tell = (time: string, consent: object) => {
      const customer = { ...shopper, consent: { email: { source: 'account page', at: time, ...consent } } };
      return world.ingest(busEvent('customer.updated', time, { customer }));
    };
    await tell('2026-03-02T08:00:00Z', { granted: false, topic: 'offers' });
    later(60);
    await tell(new Date(world.now).toISOString(), { granted: true });
    expect(topicsIn(await shown())).not.toContain('offers');
    expect(topicsIn(await shown())).toContain('restock');
    expect(topicRefusedAt(await profile(), 'email', 'offers')).toBe(fromIso('2026-03-02T08:00:00Z'));
    await world.at('2026-03-03T10:00:00Z').deliver(input, { id: 'last-call' });
    expect((await world.ledger(input)).find(({ step }) => step === 'last-call')?.reason).toBe('topic-off');
  });

  it('that agreed to a topic does not take back that another browser agreed to it as well', async () => {
    const { world, ask, shown, undoOf, later, ref, claim, profile } = await mailed('en', { verified: ['email'] });
    await world.stores.addresses.change(ref, (address) => withdraw(address, claim.customer, world.now, 'test'));
    later(1);
    const on: Fields = [...(await shown()), ['topic', 'offers']];
    const first = undoOf((await ask('POST', on)).html);
    later(1);
    expect((await ask('POST', on)).html).toContain('You have changed nothing');
    later(1);
    expect((await ask('POST', first)).html).toContain('no longer be undone');
    expect(topicsIn(await shown())).toContain('offers');
    expect((await profile()).topicStances?.email?.offers?.agreed).toBe(world.now - minute);
  });

  it('is final once the choice was made again, here or by opting out of everything', async () => {
    const { world, ask, shown, undoOf, later, ref, claim } = await mailed();
    const proof = undoOf((await ask('POST', without(await shown(), 'topic', 'offers'))).html);
    later(1);
    await ask('POST', [...(await shown()), ['topic', 'offers']]);
    later(1);
    await ask('POST', without(await shown(), 'topic', 'offers'));
    expect((await ask('POST', proof)).html).toContain('no longer be undone');
    await world.stores.addresses.change(ref, (address) => withdraw(address, claim.customer, world.now, 'STOP'));
    await ask('POST', proof);
    expect(topicsIn(await shown())).toEqual(['surveys', 'order-updates']);
  });

  it.each([
    ['"less often"', 'less', 'on', []],
    ['a pause', 'paused', 'on', []],
    ['the end of "less often"', 'less', '', [['less', 'on']]],
    ['the end of a pause', 'paused', '', [['paused', 'on']]],
    ['the language', 'locale', 'ja', []],
  ] as const)(
    'of %s stays if another browser has chosen the same, and the first takes it back',
    async (_, name, value, before) => {
      const { ask, shown, undoOf, later } = await mailed();
      await ask('POST', [...(await shown()), ...before]);
      later(180);
      const page = (await shown()).filter(([field]) => field !== name);
      const chosen: Fields = value === '' ? page : [...page, [name, value]];
      const first = undoOf((await ask('POST', chosen)).html);
      later(1);
      await ask('POST', chosen);
      const state = async () => (await shown()).filter(([field]) => field === name);
      const both = await state();
      later(1);
      await ask('POST', first);
      expect(await state()).toEqual(both);
      expect(both).toEqual(value === '' ? [] : [[name, value]]);
    },
  );

  it('that is posted twice is one change, written once, and can be undone', async () => {
    const { world, ask, shown, undoOf, later, known, profile } = await mailed();
    const changed: Fields = [...without(await shown(), 'topic', 'offers'), ['less', 'on'], ['paused', 'on']];
    const first = undoOf((await ask('POST', changed)).html);
    const once = [await known(), await profile()];
    world.at(new Date(world.now + 1500).toISOString());
    expect((await ask('POST', changed)).html).toContain('You have changed nothing');
    expect([await known(), await profile()]).toEqual(once);
    later(1);
    expect((await ask('POST', first)).html).toContain('Your last change is undone.');
    expect((await shown()).filter(([name]) => name === 'less' || name === 'paused')).toEqual([]);
    expect(topicsIn(await shown())).toContain('offers');
  });

  it('is undone in the profile by the next try, if the first one died after the address', async () => {
    const { world, ask, shown, undoOf, later, ref, claim, profile } = await mailed();
    const madeAt = world.now;
    const proof = undoOf((await ask('POST', without(await shown(), 'topic', 'offers'))).html);
    later(1);
    const taken = { customer: claim.customer, madeAt, choices: { off: ['offers'] } };
    await world.stores.addresses.change(ref, (address) => takeBack(address, taken, world.now).address);
    expect(topicRefusedAt(await profile(), 'email', 'offers')).toBe(madeAt);
    expect((await ask('POST', proof)).html).toContain('Your last change is undone.');
    expect(topicRefusedAt(await profile(), 'email', 'offers')).toBeUndefined();
  });
});
