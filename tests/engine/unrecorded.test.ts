import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/channels/contract/report.ts';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { day, minute } from '../../src/commerce/values/time-units.ts';
import { isCounted } from '../../src/model/message.ts';
import { isUndelivered } from '../../src/policy/customer/address-sent.ts';
import { shopper } from '../fixtures/events.ts';
import { aboutToBeSent, bringBackLast, dieOnceTaken, dueAt, phone, returnsOf, sentByMail } from './falling-back.ts';
import type { World } from './world.ts';

const busy = () => {
  throw new NotAcceptedError('too much');
};

function doorOf({ stores }: World, kind: 'email' | 'phone', value: string) {
  const ref = stores.addresses.refOf(kind, value);
  return stores.addresses.find([ref]).then(([read]) => ({ ...ref, value: read?.value ?? expect.fail('no address') }));
}

/** A message that was held once, and then taken by a function that died before it could write that down. */
async function takenUnrecorded(world: World, channel: Report['channel']) {
  const live = dieOnceTaken(world);
  const { input, answer } = await bringBackLast(world);
  expect(answer).toBeInstanceOf(Error);
  live();
  const { tags } = world.sent.at(-1) ?? expect.fail('nothing was sent');
  const report = (kind: Report['kind'], more: Partial<Report> = {}) => {
    world.now += 2000;
    return world.feedback({ channel, tags, kind, at: world.now, ...more });
  };
  /** The queue brings the message back. */
  const repeat = () => {
    world.now += 6 * minute;
    return world.deliverInput(input);
  };
  return { report, repeat };
}

describe('a message that was held, and whose function died once it was taken,', () => {
  it.each(['transactional', 'marketing'] as const)('is sent again when it bounces: %s', async (purpose) => {
    const { world, input, deliver } = await aboutToBeSent({ purpose });
    world.behaviour = busy;
    await deliver();
    const { report, repeat } = await takenUnrecorded(world, 'email');
    await report('bounced', { suppress: 'bounce', address: shopper.email });
    expect(await repeat()).toMatchObject({ outcome: 'sent' });
    await returnsOf(world)(world.now + day);
    expect(world.sent.map(({ channel }) => channel)).toEqual(['email', 'email', 'sms']); // refused, taken, taken
    expect((await world.ledger(input)).filter(isCounted)).toMatchObject([{ channel: 'sms' }]);
  });

  it('has its channel and address in the ledger once its call is repeated after a report', async () => {
    const { world, input, deliver } = await aboutToBeSent({});
    world.behaviour = busy;
    await deliver();
    const { report, repeat } = await takenUnrecorded(world, 'email');
    await report('delivered');
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', channel: 'email' }]);
    await repeat();
    const { hash } = await doorOf(world, 'email', shopper.email);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', channel: 'email', address: hash }]);
  });

  it('takes the place of the first attempt, if it is the second one', async () => {
    const { world, input, bounce, comeBack } = await sentByMail({ purpose: 'transactional' });
    world.behaviour = busy;
    await world.feedback(bounce(dueAt + minute));
    await comeBack(dueAt + minute);
    const { report, repeat } = await takenUnrecorded(world, 'sms');
    await report('delivered');
    await repeat();
    const lines = await world.ledger(input);
    expect(lines).toContainEqual(expect.objectContaining({ channel: 'email', replaced: expect.anything() }));
    expect(lines.filter(isCounted)).toMatchObject([{ channel: 'sms', outcome: 'sent' }]);
  });

  it('marks the number that its carrier could not reach, as the report names it', async () => {
    const { world, bounce, comeBack } = await sentByMail({ purpose: 'transactional' });
    world.behaviour = busy;
    await world.feedback(bounce(dueAt + minute));
    await comeBack(dueAt + minute);
    const { report } = await takenUnrecorded(world, 'sms');
    await report('failed', { address: phone, failure: { reason: 'failed', detail: 'TEXT_CARRIER_BLOCKED' } });
    expect(isUndelivered((await doorOf(world, 'phone', phone)).value, world.now)).toBe(true);
  });
});

describe('a marketing message that may have gone hours before anybody could write that down', () => {
  it.each([
    ['when it was written down', 5 * 60, ['email']],
    ['when it may have gone', 0, ['email', 'sms']],
  ] as const)('is judged by the reports on what was sent %s', async (_when, minutes, channels) => {
    const { world, deliver } = await aboutToBeSent({ purpose: 'marketing', afterMinutes: 30 });
    const live = dieOnceTaken(world);
    await expect(deliver()).rejects.toThrow('died');
    live();
    world.now = dueAt + 5 * 60 * minute;
    expect(await deliver()).toMatchObject({ outcome: 'unknown' });
    for (const around of [-10, -5, 0, 5, 10, 40]) {
      const at = dueAt + (minutes + around) * minute;
      await world.stores.reportTimes.noteSent('email', at);
      await world.stores.reportTimes.noteReport(
        { channel: 'email', isAwaited: true },
        { sent: at, at, isNews: true },
        at,
      );
    }
    await returnsOf(world)(dueAt + 7 * 60 * minute);
    expect(world.sent.map(({ channel }) => channel)).toEqual(channels);
  });
});
