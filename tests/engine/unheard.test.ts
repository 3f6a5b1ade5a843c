import { describe, expect, it } from 'vitest';
import { day, minute } from '../../src/commerce/values/time-units.ts';
import { isUndelivered } from '../../src/policy/customer/address.ts';
import { dueAt, sentByMail } from './falling-back.ts';

describe('a message of which no report tells whether it arrived', () => {
  const hours = 60 * minute;
  const spoken = { purpose: 'marketing', afterMinutes: 120 } as const;

  it('waits while no report on anything comes in, says why, and goes nowhere else once it turns out to have arrived', async () => {
    const { world, input, report, comeBack, sentBy } = await sentByMail(spoken);
    await comeBack(dueAt + 5 * hours);
    expect(sentBy()).toEqual(['email']);
    const second = (await world.ledger(input)).find(({ insteadOf }) => insteadOf);
    expect(second).toMatchObject({ outcome: 'held', reason: 'no-reports', insteadOf: { because: 'not-delivered' } });
    await world.feedback(report('delivered', dueAt + minute));
    await comeBack(dueAt + 20 * hours);
    expect(sentBy()).toEqual(['email']);
    expect(await world.ledger(input)).toContainEqual(
      expect.objectContaining({ outcome: 'skipped', reason: 'already-delivered' }),
    );
  });

  it('is sent again once reports on later messages have come in', async () => {
    const { othersArrive, comeBack, sentBy } = await sentByMail(spoken);
    await comeBack(dueAt + 3 * hours);
    await othersArrive(dueAt + 4 * hours);
    await comeBack(dueAt + 6 * hours);
    expect(sentBy()).toEqual(['email', 'sms']);
  });

  it('waits while reports come in late, steadily or as a backlog in any order', async () => {
    const { world, othersArrive, report, comeBack, sentBy } = await sentByMail(spoken);
    await othersArrive(dueAt - 3 * hours, 4 * hours); // three hours late, steadily
    await comeBack(dueAt + 3 * hours);
    expect(sentBy()).toEqual(['email']);
    await othersArrive(dueAt + 4 * hours - minute, minute); // the end of the backlog first
    await othersArrive(dueAt + 1 * hours, 3 * hours);
    await comeBack(dueAt + 4 * hours + 14 * minute);
    expect(sentBy()).toEqual(['email']);
    await world.feedback(report('delivered', dueAt + minute));
    await comeBack(dueAt + 20 * hours);
    expect(sentBy()).toEqual(['email']);
  });

  it('is given up as stale when no report comes in, and says that', async () => {
    const { world, input, comeBack, sentBy } = await sentByMail(spoken);
    await comeBack(dueAt + 10 * day);
    expect(sentBy()).toEqual(['email']);
    expect(await world.ledger(input)).toContainEqual(
      expect.objectContaining({ outcome: 'skipped', reason: 'stale', detail: 'no-reports' }),
    );
    expect(world.parked).toEqual([]);
  });

  it('does not wait for reports when its own failure is reported', async () => {
    const { world, bounce, comeBack, sentBy } = await sentByMail(spoken);
    world.now = dueAt + 30 * minute;
    await world.feedback(bounce(dueAt + minute));
    await comeBack(dueAt + 40 * minute);
    expect(sentBy()).toEqual(['email', 'sms']);
  });

  it('costs no write for each report: one in five minutes for the channel, and none in a shop without such a message', async () => {
    const { world, othersArrive } = await sentByMail(spoken);
    const noted: string[] = [];
    const { put } = world.table;
    world.table.put = (key, ...rest) => {
      if (key.sk === 'reports') noted.push(key.pk);
      return put.apply(world.table, [key, ...rest]);
    };
    for (let second = 0; second < 600; second += 10) await othersArrive(dueAt + second * 1000);
    expect(noted).toEqual(['G#email', 'G#email']);
    const cart = world.journeys['cart-journey'] ?? expect.fail('there is no such journey');
    const { fallBacks: _none, ...without } = cart;
    world.journeys = { 'cart-journey': without };
    await othersArrive(dueAt + hours);
    expect(noted).toHaveLength(2);
  });
});

describe('the mark of an address that did not get a message', () => {
  it.each(['delivered', 'opened'] as const)('is lifted when the message is reported as %s after all', async (kind) => {
    const { world, othersArrive, mailbox, report, comeBack, sentBy } = await sentByMail({ afterMinutes: 120 });
    await othersArrive(dueAt + 30 * minute);
    await comeBack(dueAt + 121 * minute);
    expect(sentBy()).toEqual(['email', 'sms']);
    expect(isUndelivered(await mailbox(), world.now)).toBe(true);
    await world.feedback(report(kind, dueAt + 1000));
    expect(isUndelivered(await mailbox(), world.now)).toBe(false);
  });

  it('never comes when the report overtakes the second attempt', async () => {
    const { world, othersArrive, mailbox, report, comeBack } = await sentByMail({ afterMinutes: 120 });
    await othersArrive(dueAt + 30 * minute);
    const { replace } = world.stores.messages;
    world.stores.messages.replace = async (...given) => {
      await replace.apply(world.stores.messages, given);
      await world.feedback(report('delivered', dueAt + 1000));
    };
    await comeBack(dueAt + 121 * minute);
    expect(isUndelivered(await mailbox(), world.now)).toBe(false);
  });

  it('is lifted by the next message that arrives there', async () => {
    const { world, input, step, othersArrive, mailbox, comeBack } = await sentByMail({ afterMinutes: 120 });
    await othersArrive(dueAt + 30 * minute);
    await comeBack(dueAt + 121 * minute);
    const { fallBack: _none, ...plain } = step;
    await world.deliver(input, { ...plain, id: 'last-call', message: 'last-call' });
    const { channel, tags } = world.sent.at(-1) ?? expect.fail('nothing was sent');
    expect(channel).toBe('email');
    expect(isUndelivered(await mailbox(), world.now)).toBe(true);
    await world.feedback({ channel: 'email', tags, kind: 'delivered', at: world.now });
    expect(isUndelivered(await mailbox(), world.now)).toBe(false);
  });
});
