import { describe, expect, it } from 'vitest';
import { day, minute } from '../../src/commerce/values/time-units.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { isUndelivered } from '../../src/policy/customer/address-sent.ts';
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

  it('costs no write for each message or report: three in five minutes for the channel, and none in a shop without such a message', async () => {
    const { world, othersArrive } = await sentByMail(spoken);
    const noted: string[] = [];
    const { put } = world.table;
    world.table.put = (key, ...rest) => {
      if (key.sk === 'reports') noted.push(key.pk);
      return put.apply(world.table, [key, ...rest]);
    };
    for (let second = 0; second < 600; second += 10) await othersArrive(dueAt + second * 1000);
    expect(noted).toEqual(Array(5).fill('G#email')); // the first message of all was noted before
    const plain = await sentByMail();
    expect(await plain.world.stores.reportTimes.of('email')).toEqual({});
    await plain.world.feedback(plain.report('delivered', dueAt));
    expect(await plain.world.stores.reportTimes.of('email')).toEqual({});
  });

  it('is not sent again when the reports of twenty minutes are lost, however many come in before and after', async () => {
    const { world, input, othersGo, othersArrive, comeBack, sentBy } = await sentByMail(spoken);
    for (let at = -60; at < 30 * 60; at += 1) {
      await comeBack(dueAt + at * minute);
      await (at < -5 || at > 14 ? othersArrive : othersGo)(dueAt + at * minute);
    }
    expect(sentBy()).toEqual(['email']);
    await comeBack(dueAt + 10 * day);
    expect(sentBy()).toEqual(['email']);
    expect(await world.ledger(input)).toContainEqual(
      expect.objectContaining({ outcome: 'skipped', reason: 'stale', detail: 'no-reports' }),
    );
  });

  it('waits for the backlog of an outage, which fresh reports overtake', async () => {
    const { world, report, othersGo, othersArrive, comeBack, sentBy } = await sentByMail(spoken);
    for (let at = -60; at < 0; at += 5) await othersArrive(dueAt + at * minute);
    for (let at = 5; at < 300; at += 5) await othersGo(dueAt + at * minute);
    for (let at = 300; at < 360; at += 1) {
      await comeBack(dueAt + at * minute);
      await othersArrive(dueAt + at * minute); // fresh
      const old = dueAt + (at - 300) * 5 * minute + minute;
      if (at % 7 !== 0) await othersArrive(old, world.now - old);
    }
    await comeBack(dueAt + 6 * hours);
    expect(sentBy()).toEqual(['email']);
    await world.feedback(report('delivered', dueAt + minute));
    await comeBack(dueAt + 20 * hours);
    expect(sentBy()).toEqual(['email']);
  });

  it('goes in time though one report fails again and again', async () => {
    const { world, report, othersArrive, comeBack, sentBy } = await sentByMail(spoken);
    const tags = {
      customer: 'other',
      message: 'run-9_step',
      journey: 'cart-journey',
      purpose: 'transactional',
    } as const;
    const stuck = report('bounced', dueAt + minute, { suppress: 'bounce', address: 'stuck@example.com', tags });
    world.stores.addresses.change = () => Promise.reject(new RetryableError('The address is changed too often.'));
    for (let at = 0; at < 118; at += 2) {
      await othersArrive(dueAt + at * minute);
      if (at % 6 === 0) await expect(world.feedback(stuck)).rejects.toThrow('too often');
    }
    Reflect.deleteProperty(world.stores.addresses, 'change');
    await comeBack(dueAt + 121 * minute);
    expect(sentBy()).toEqual(['email', 'sms']);
  });

  it.each([0, 1, 2, 3, 4])(
    'goes a minute and a quarter after the five that are set, at most, sent in minute %s of a span',
    async (of) => {
      const { othersArrive, comeBack, sentBy } = await sentByMail({
        purpose: 'transactional',
        afterMinutes: 5,
        dueIn: of,
      });
      for (let second = -600; second <= 390; second += 15) {
        await comeBack(dueAt + of * minute + second * 1000);
        await othersArrive(dueAt + of * minute + second * 1000);
      }
      expect(sentBy()).toEqual(['email', 'sms']);
    },
  );

  it.each(['no time', 'the other way round'])('goes on being decided when a deployment sets %s', async (set) => {
    const { world, step, othersArrive, comeBack, sentBy } = await sentByMail(spoken);
    const fallBack = set === 'no time' ? { to: ['sms'] as const } : { to: ['email'] as const, afterMinutes: 120 };
    const reminder = { ...step, channels: set === 'no time' ? step.channels : (['sms'] as const), fallBack };
    const cart = world.journeys['cart-journey'] ?? expect.fail('there is no such journey');
    world.journeys = { ...world.journeys, 'cart-journey': { ...cart, fallBacks: { reminder } } };
    for (let at = 10; at < 180; at += 10) {
      await comeBack(dueAt + at * minute);
      await othersArrive(dueAt + at * minute);
    }
    expect(sentBy()).toEqual(['email', 'sms']);
  });
});

describe('a second attempt that is soon of no use', () => {
  it('looks for reports once more just before', async () => {
    const { othersArrive, comeBack, sentBy } = await sentByMail({ afterMinutes: 120, usefulHours: 4 });
    await othersArrive(dueAt);
    await comeBack(dueAt + 184 * minute);
    expect(sentBy()).toEqual(['email']); // nothing that went later has been heard of
    await othersArrive(dueAt + 185 * minute);
    await comeBack(dueAt + 241 * minute);
    expect(sentBy()).toEqual(['email', 'sms']);
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
