import { describe, expect, it } from 'vitest';
import { NotAcceptedError, type Outgoing } from '../../src/channels/contract/sender.ts';
import { day, minute } from '../../src/commerce/values/time-units.ts';
import { secondInput } from '../../src/engine/deliver/fall-back.ts';
import { isCounted, secondKeyOf } from '../../src/model/message.ts';
import { turn } from '../../src/policy/delivery/pause.ts';
import { shopper } from '../fixtures/events.ts';
import { aboutToBeSent, dueAt, phone, returnsOf, type Setting } from './falling-back.ts';
import type { World } from './world.ts';

/** What SES does with the next mail: it answers nothing, without having taken it or having taken it, or it is too busy. */
type Mood = 'not taken' | 'taken' | 'busy' | 'well';

/** A transactional mail that SES did not answer to when it was first handed over. */
async function unanswered(mood: Mood, setting: Setting = {}) {
  const { world, input, step, deliver } = await aboutToBeSent({ purpose: 'transactional', ...setting });
  const shop = { mood };
  const accepted: string[] = [];
  world.behaviour = ({ address }: Outgoing) => {
    const channel = address === phone ? 'sms' : 'email';
    const isMail = channel === 'email';
    if (isMail && shop.mood === 'busy') throw new NotAcceptedError('too much');
    if (!isMail || shop.mood !== 'not taken') accepted.push(channel);
    if (isMail && shop.mood !== 'well') throw new Error('socket hang up');
    return { accepted: `${channel}-${accepted.length}` };
  };
  await expect(deliver()).rejects.toThrow('gave no answer');
  /** What the state machine calls again, a quarter of an hour later at the earliest. */
  const retry = (at: number) => {
    world.now = at;
    return deliver();
  };
  return { world, input, step, shop, accepted, retry, comeBack: returnsOf(world) };
}

/** Other mails go and are reported all the time, so silence says something. */
async function othersArrive({ stores }: World, from: number, until: number): Promise<void> {
  for (let at = from; at < until; at += 2 * minute) {
    await stores.reportTimes.noteSent('email', at);
    await stores.reportTimes.noteReport({ channel: 'email', isAwaited: true }, { sent: at, at, isNews: true }, at);
  }
}

function turnMail({ stores }: World, to: 'paused' | 'resumed', at: number) {
  return stores.switches.change((known) => turn(known, { scope: 'channel#email', to, at, by: 'mia' }));
}

describe('a first attempt without an answer', () => {
  it.each(['busy', 'paused'])('may go itself while it is held as %s, so the second waits', async (reason) => {
    const { world, input, shop, accepted, retry, comeBack } = await unanswered('not taken', { afterMinutes: 30 });
    shop.mood = 'busy';
    if (reason === 'paused') await turnMail(world, 'paused', dueAt + minute);
    expect(await retry(dueAt + 16 * minute)).toMatchObject({ until: expect.any(String) });
    await othersArrive(world, dueAt - 10 * minute, dueAt + 240 * minute);
    await comeBack(dueAt + 120 * minute);
    expect(accepted).toEqual([]);
    shop.mood = 'well';
    await turnMail(world, 'resumed', world.now);
    await comeBack(dueAt + 200 * minute);
    expect(accepted.slice(0, 1)).toEqual(['email']);
    await comeBack(dueAt + day);
    expect(accepted).toEqual(['email', 'sms']); // no delivery is reported in the set time
    expect((await world.ledger(input)).filter(isCounted)).toMatchObject([{ channel: 'sms' }]);
  });

  it('stays one of two: a bounce that is reported while it is held brings the second, and the first goes no more', async () => {
    const { world, input, shop, accepted, retry, comeBack } = await unanswered('taken');
    shop.mood = 'busy';
    await retry(dueAt + 16 * minute);
    shop.mood = 'well';
    const { tags } = world.sent[0] ?? expect.fail('nothing was handed over');
    const bounce = { kind: 'bounced', suppress: 'bounce', address: shopper.email } as const;
    await world.feedback({ channel: 'email', tags, at: world.now, ...bounce });
    await comeBack(dueAt + day);
    expect(accepted).toEqual(['email', 'sms']);
    expect((await world.ledger(input)).filter(isCounted)).toMatchObject([{ channel: 'sms' }]);
  });

  it.each(['claimed', 'recorded, its claim dropped for later ones'])(
    'does not go once the second has gone, as one goes that an earlier release has planned: it is %s',
    async (what) => {
      const { world, input, step, shop, accepted, retry, comeBack } = await unanswered('not taken', {
        afterMinutes: 30,
      });
      shop.mood = 'busy';
      await retry(dueAt + 16 * minute);
      await othersArrive(world, dueAt - 10 * minute, dueAt + 60 * minute);
      const first = world.parked.splice(0);
      world.now = dueAt + 60 * minute;
      await world.deliverInput(secondInput(input, step, { due: dueAt, since: dueAt + 30 * minute }));
      expect(accepted).toEqual(['sms']);
      if (what !== 'claimed') await dropClaim(world, input.customer, secondKeyOf(`${input.run}_${step.id}`));
      shop.mood = 'well';
      world.parked.push(...first);
      await comeBack(dueAt + day);
      expect(accepted).toEqual(['sms']);
      expect(await world.ledger(input)).toContainEqual(
        expect.objectContaining({ outcome: 'unknown', replaced: expect.objectContaining({ channel: 'sms' }) }),
      );
    },
  );
});

/** Forgets a claim, as a profile does that has too many later ones. */
function dropClaim({ stores }: World, customer: string, key: string) {
  return stores.customers.change(customer, (profile) => {
    const { [key]: dropped, ...claims } = profile.claims;
    return { ...profile, claims, dropped: dropped?.at ?? expect.fail('there is no such claim') };
  });
}
