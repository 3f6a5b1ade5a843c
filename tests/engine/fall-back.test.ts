import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { day, minute } from '../../src/commerce/values/time-units.ts';
import { isCounted } from '../../src/model/message.ts';
import type { StepResult } from '../../src/model/step.ts';
import { isReplaced } from '../../src/policy/customer/past-claims.ts';
import { pauseUntil } from '../../src/policy/customer/preferences.ts';
import { turn } from '../../src/policy/delivery/pause.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { aboutToBeSent, dueAt, phone, refused, returnsOf, type Setting, sentByMail } from './falling-back.ts';
import type { World } from './world.ts';

describe('a message that did not arrive', () => {
  it.each(['transactional', 'marketing'] as const)(
    'is sent again after a hard bounce (%s), and is counted once',
    async (purpose) => {
      const { world, input, bounce, comeBack, sentBy } = await sentByMail({ purpose });
      world.now = dueAt + minute;
      await world.feedback(bounce(world.now));
      await comeBack(dueAt + 5 * minute);
      expect(sentBy()).toEqual(['email', 'sms']);
      const [first, second] = (await world.ledger(input)).toSorted((one, other) => one.at - other.at);
      expect(first).toMatchObject({
        channel: 'email',
        replaced: { channel: 'sms' },
        feedback: { bounced: dueAt + minute },
      });
      expect(second).toMatchObject({
        key: `${first?.key}_fallback`,
        outcome: 'sent',
        channel: 'sms',
        insteadOf: { channel: 'email', at: dueAt, because: 'failed' },
      });
      expect([first, second].filter((line) => line && isCounted(line))).toEqual([second]);
    },
  );

  it('takes the place of the first attempt under the daily cap, and no second one', async () => {
    const { world, input, bounce, comeBack } = await sentByMail({ purpose: 'marketing' });
    await world.feedback(bounce(dueAt + minute));
    await comeBack(dueAt + minute);
    const claims = (await world.stores.customers.load(input.customer))?.profile.claims ?? {};
    expect(Object.entries(claims).map(([key, claim]) => [claim.channel, isReplaced(key, claims)])).toEqual([
      ['email', true],
      ['sms', false],
    ]);
  });

  it('leaves no room to another e-mail while its text is being sent, which may not go after all', async () => {
    const caps = { marketingPerDay: 9, channels: { email: { perDay: 1 } } };
    const shop = await sentByMail({ purpose: 'marketing', afterMinutes: 30, caps, gaps: { email: 18 * 60 } });
    const { world, input, othersArrive, comeBack, sentBy } = shop;
    let meanwhile: StepResult | undefined;
    const mail = async () => ({ accepted: 'another' });
    const text = async () => {
      meanwhile ??= await world.deliver(input, { id: 'last-call', purpose: 'marketing' });
      throw new NotAcceptedError('too much');
    };
    for (const minutes of [-5, 0, 5]) await othersArrive(dueAt + minutes * minute);
    world.overrides = { senders: { email: { send: mail }, sms: { send: text } } };
    await comeBack(dueAt + 30 * minute);
    expect(meanwhile).toMatchObject({ outcome: 'held' });
    expect(sentBy()).toEqual(['email']);
    const basis = { setting: { name: 'caps.email.per day' } };
    expect((await world.ledger(input)).find(({ step }) => step === 'last-call')).toMatchObject({ basis });
  });

  it('never goes by a channel without consent, and says so', async () => {
    const { world, input, bounce, comeBack, sentBy } = await sentByMail({ purpose: 'marketing', sms: refused });
    await world.feedback(bounce(dueAt + minute));
    await comeBack(dueAt + minute);
    expect(sentBy()).toEqual(['email']);
    const lines = await world.ledger(input);
    expect(lines.filter(isCounted)).toMatchObject([{ channel: 'email', outcome: 'sent' }]);
    expect(lines).toContainEqual(expect.objectContaining({ outcome: 'skipped', reason: 'no-consent' }));
  });

  it('grows stale from when it did not arrive, not from when that is heard', async () => {
    const { world, input, bounce, comeBack, sentBy } = await sentByMail();
    world.now = dueAt + 10 * day;
    await world.feedback(bounce(dueAt + minute));
    await comeBack(world.now);
    expect(sentBy()).toEqual(['email']);
    expect(await world.ledger(input)).toContainEqual(expect.objectContaining({ outcome: 'skipped', reason: 'stale' }));
  });

  it('waits out the quiet hours before its second attempt', async () => {
    const { world, bounce, comeBack, sentBy } = await sentByMail({ purpose: 'marketing' });
    world.now = fromIso('2026-03-02T22:00:00Z');
    await world.feedback(bounce(world.now));
    await comeBack(world.now + minute);
    expect(sentBy()).toEqual(['email']);
    await comeBack(fromIso('2026-03-03T12:00:00Z'));
    expect(sentBy()).toEqual(['email', 'sms']);
  });

  it('is sent again when nothing was delivered in the set time, and not before', async () => {
    const { othersArrive, mailbox, comeBack, sentBy } = await sentByMail({ afterMinutes: 120 });
    await othersArrive(dueAt + 30 * minute);
    await comeBack(dueAt + 119 * minute);
    expect(sentBy()).toEqual(['email']);
    await comeBack(dueAt + 120 * minute);
    expect(sentBy()).toEqual(['email', 'sms']);
    expect((await mailbox()).undelivered).toBe(dueAt);
  });

  it('stays with the first attempt when that was delivered in time', async () => {
    const { world, input, report, comeBack, sentBy } = await sentByMail({ afterMinutes: 120 });
    await world.feedback(report('delivered', dueAt + minute));
    await comeBack(dueAt + 300 * minute);
    expect(sentBy()).toEqual(['email']);
    expect(await world.ledger(input)).toHaveLength(1);
  });

  it('keeps a delivery that is reported after the second attempt, and counts the second alone', async () => {
    const { world, input, report, othersArrive, comeBack } = await sentByMail({ afterMinutes: 120 });
    await othersArrive(dueAt + 30 * minute);
    await comeBack(dueAt + 121 * minute);
    await world.feedback(report('delivered', dueAt + 200 * minute));
    const lines = await world.ledger(input);
    expect(lines.find(({ channel }) => channel === 'email')).toMatchObject({
      feedback: { delivered: dueAt + 200 * minute },
      replaced: { channel: 'sms', at: dueAt + 120 * minute },
    });
    expect(lines.filter(isCounted)).toMatchObject([{ channel: 'sms' }]);
  });

  it('drops a second attempt that is held when the first turns out to have arrived', async () => {
    const shop = await sentByMail({ purpose: 'marketing', afterMinutes: 600 });
    const { world, input, report, othersArrive, comeBack, sentBy } = shop;
    await othersArrive(dueAt + 30 * minute);
    await comeBack(dueAt + 600 * minute);
    await world.feedback(report('delivered', dueAt + 601 * minute));
    await comeBack(dueAt + 24 * 60 * minute);
    expect(sentBy()).toEqual(['email']);
    const lines = await world.ledger(input);
    expect(lines.map(({ outcome, reason }) => [outcome, reason])).toContainEqual(['skipped', 'already-delivered']);
    expect(lines.filter(isCounted)).toHaveLength(1);
  });

  it('is sent again at once when the service refuses it', async () => {
    const { world, input, step } = await sentByMail();
    world.behaviour = ({ address }) => (address === phone ? { accepted: 'sms-1' } : { refused: 'MessageRejected' });
    await world.deliver(input, { ...step, id: 'last-call', message: 'last-call' });
    const back = world.parked.at(-1) ?? expect.fail('it does not come back');
    expect(back).toMatchObject({ until: dueAt, input: { parked: { fallBack: {} } } });
    await world.deliverInput(back.input);
    expect(world.sent.at(-1)).toMatchObject({ channel: 'sms' });
  });

  it('never goes twice by the second channel, whatever reports come, in whatever order and however often', async () => {
    const moment = fc.integer({ min: 0, max: 180 }).map((minutes) => dueAt + minutes * minute);
    const kind = fc.constantFrom('bounced', 'delivered', 'opened', 'complained', 'failed', 'none');
    const someReports = fc.array(fc.tuple(moment, kind), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(someReports, fc.boolean(), fc.boolean(), async (reports, consents, reportsComeIn) => {
        const shop = await sentByMail({
          purpose: 'marketing',
          afterMinutes: 120,
          ...(!consents && { sms: refused }),
        });
        const { world, input, report, bounce, othersArrive, comeBack, sentBy } = shop;
        if (reportsComeIn) await othersArrive(dueAt + 10 * minute);
        for (const [at, what] of reports) {
          await comeBack(at);
          if (what === 'bounced') await world.feedback(bounce(at));
          else if (what !== 'none') await world.feedback(report(what, at));
        }
        await comeBack(dueAt + 2 * 24 * 60 * minute);
        expect(['email', 'email sms']).toContain(sentBy().join(' '));
        if (!consents) expect(sentBy()).toEqual(['email']);
        expect((await world.ledger(input)).filter(isCounted)).toHaveLength(1);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['is not held any more', 3 * 60],
    ['has no line if the first attempt arrived', 0],
  ] as const)('%s once the shop has removed its journey', async (_what, minutes) => {
    const { world, input, report, comeBack, sentBy } = await sentByMail({ purpose: 'marketing', afterMinutes: 120 });
    await comeBack(dueAt + minutes * minute);
    if (minutes === 0) await world.feedback(report('delivered', dueAt + minute));
    else expect(await world.ledger(input)).toContainEqual(expect.objectContaining({ outcome: 'held' }));
    const { 'cart-journey': _gone, ...others } = world.journeys;
    world.journeys = others;
    await comeBack(dueAt + 10 * day);
    expect(sentBy()).toEqual(['email']);
    expect(world.parked).toEqual([]);
    const [first, second] = (await world.ledger(input)).toSorted((one, other) => one.key.length - other.key.length);
    expect(first).toMatchObject({ outcome: 'sent' });
    if (minutes === 0) expect(second).toBeUndefined();
    else expect(second).toMatchObject({ outcome: 'skipped', reason: 'removed', insteadOf: { channel: 'email' } });
  });

  it('ends with the erasure of its customer, and takes its schedule back', async () => {
    const { world, input, comeBack, sentBy } = await sentByMail({ afterMinutes: 120 });
    const [line] = await world.ledger(input);
    await world.data({ do: 'erase', customer: input.customer });
    expect(world.returnsCancelled).toContainEqual({ message: `${line?.key}_fallback`, until: dueAt + 120 * minute });
    await comeBack(dueAt + 24 * 60 * minute);
    expect(sentBy()).toEqual(['email']);
    expect(await world.stores.messages.ofCustomer(input.customer)).toEqual([]);
  });

  it.each(['before', 'after'] as const)(
    'goes once when its customer turns out to be another one %s it',
    async (when) => {
      const { id: _id, ...guest } = { ...shopper, verified: ['email'] };
      const { world, input, bounce, comeBack, sentBy } = await sentByMail({ purpose: 'marketing', customer: guest });
      const told = (at: string, customer: object) => world.ingest(busEvent('customer.updated', at, { customer }));
      const join = async () => {
        await told('2026-03-02T11:00:00Z', { id: 'account', email: 'account@example.com' });
        await told('2026-03-02T12:00:00Z', { id: 'account', email: shopper.email, verified: ['email'] });
      };
      if (when === 'before') await join();
      await world.feedback(bounce(dueAt + minute));
      await comeBack(dueAt + 2 * minute);
      if (when === 'after') await join();
      await world.feedback(bounce(dueAt + 3 * minute));
      await comeBack(dueAt + 24 * 60 * minute);
      expect(sentBy()).toEqual(['email', 'sms']);
      const survivor = (await world.stores.customers.load(input.customer))?.profile;
      expect(survivor?.customer).not.toBe(input.customer);
      const claims = survivor?.claims ?? {};
      expect(Object.keys(claims).filter((key) => !isReplaced(key, claims))).toHaveLength(1);
      expect((await world.ledger(input)).filter(isCounted)).toHaveLength(1);
    },
  );

  it.each(['customer', 'shop'] as const)('is held or dropped like any message when the %s pauses', async (who) => {
    const { world, input, bounce, comeBack, sentBy } = await sentByMail({ purpose: 'marketing' });
    const ref = world.stores.addresses.refOf('phone', phone);
    if (who === 'shop')
      await world.stores.switches.change((known) =>
        turn(known, { scope: 'channel#sms', to: 'paused', at: dueAt, by: 'mia' }),
      );
    else await world.stores.addresses.change(ref, (known) => pauseUntil(known, dueAt + 60 * 24 * 60 * minute, dueAt));
    await world.feedback(bounce(dueAt + minute));
    await comeBack(dueAt + 2 * minute);
    expect(sentBy()).toEqual(['email']);
    const second = (await world.ledger(input)).find(({ insteadOf }) => insteadOf);
    expect(second).toMatchObject(
      who === 'shop' ? { outcome: 'held', reason: 'paused' } : { outcome: 'skipped', reason: 'customer-paused' },
    );
  });

  const deaths = Array.from({ length: 40 }, (_, index) => index + 1);

  it.each<[what: string, setting: Setting & { readonly arrives?: boolean }]>([
    ['a bounce', {}],
    ['a silence', { afterMinutes: 120 }],
    ['a silence, and arrives after all', { afterMinutes: 120, arrives: true }],
    [
      'a silence, and arrives after all (transactional)',
      { purpose: 'transactional', afterMinutes: 120, arrives: true },
    ],
  ])('goes once by the second channel after %s, whenever its function dies', async (_, setting) => {
    const died: number[] = [];
    const texts: number[] = [];
    for (const nth of deaths) {
      const shop = await sentByMail({ purpose: 'marketing', ...setting });
      const { world, input, report, bounce, othersArrive, comeBack, sentBy } = shop;
      await othersArrive(dueAt + 10 * minute);
      if (setting.afterMinutes === undefined) await world.feedback(bounce(dueAt + minute));
      const back = world.parked.splice(0)[0] ?? expect.fail('it does not come back');
      world.now = back.until;
      if (await diesAt(nth, world, () => world.deliverInput(back.input))) died.push(nth);
      if (setting.arrives) await world.feedback(report('delivered', world.now + minute));
      await insist(world, () => world.deliverInput(back.input));
      await comeBack(world.now + 60 * minute);
      texts.push(sentBy().filter((channel) => channel === 'sms').length);
      const counted = (await world.ledger(input)).filter(isCounted);
      expect(counted, `death ${nth}`).toHaveLength(1);
      if (texts.at(-1) === 1) expect(counted[0], `death ${nth}`).toMatchObject({ channel: 'sms' });
    }
    expect(died.length).toBeGreaterThan(5);
    expect(Math.max(...texts)).toBe(1);
  });

  it('comes back once, whenever the function of its first attempt dies', async () => {
    const died: number[] = [];
    for (const nth of deaths) {
      const { world, input, step, deliver } = await aboutToBeSent({ purpose: 'marketing', afterMinutes: 120 });
      if (await diesAt(nth, world, deliver)) died.push(nth);
      await insist(world, deliver);
      const { sent } = world;
      for (const at of [dueAt - minute, dueAt + 30 * minute]) {
        const evidence = { sent: at, at, isNews: true };
        await world.stores.reportTimes.noteReport({ channel: 'email', isAwaited: true }, evidence, at);
      }
      await returnsOf(world)(dueAt + 10 * 60 * minute);
      expect(
        sent.filter(({ channel }) => channel === 'sms'),
        `death ${nth}`,
      ).toHaveLength(1);
      expect(sent.filter(({ channel }) => channel === 'email').length, `death ${nth}`).toBeLessThanOrEqual(1);
      expect((await world.ledger(input)).filter(isCounted), `${step.id}, death ${nth}`).toHaveLength(1);
    }
    expect(died.length).toBeGreaterThan(5);
  });

  it('comes back after a bounce, whenever the function that hears of it dies', async () => {
    for (const nth of deaths.slice(0, 20)) {
      const { world, bounce, comeBack, sentBy } = await sentByMail();
      const hear = () => world.feedback(bounce(dueAt + minute));
      await diesAt(nth, world, hear);
      await insist(world, hear);
      await comeBack(dueAt + 60 * minute);
      expect(sentBy(), `death ${nth}`).toEqual(['email', 'sms']);
    }
  });
});

/** Lets a call die at the nth moment: before a request to the table, or after it. @returns whether it died */
async function diesAt(nth: number, { table }: World, call: () => Promise<unknown>): Promise<boolean> {
  const { get, getMany, put, range } = table;
  let moment = 0;
  const live = () => {
    moment += 1;
    if (moment >= nth) throw new Error('the function died');
  };
  const mortal = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    live();
    const answer = await ask();
    live();
    return answer;
  };
  table.get = (...given) => mortal(() => get.apply(table, given));
  table.getMany = (...given) => mortal(() => getMany.apply(table, given));
  table.put = (...given) => mortal(() => put.apply(table, given));
  table.range = (...given) => mortal(() => range.apply(table, given));
  const isDead = await call().then(
    () => false,
    () => true,
  );
  Object.assign(table, { get, getMany, put, range });
  return isDead;
}

/** Calls again every three minutes until it works, as a queue or a state machine does. */
async function insist(world: World, call: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    const isOver = await call().then(
      () => true,
      () => false,
    );
    if (isOver) return;
    world.now += 3 * minute;
  }
  expect.fail('it never works');
}
