import { expect, it } from 'vitest';
import type { Outgoing } from '../../src/channels/contract/sender.ts';
import type { DeliverInput } from '../../src/model/step.ts';
import { abandonedCart, dueAt, reminder } from './due.ts';
import type { World } from './world.ts';

/** A held reminder of which the queue brings back copies. */
async function heldReminder() {
  const { world, input } = await abandonedCart();
  const more: Partial<DeliverInput> = { parked: { due: dueAt, since: dueAt } };
  return { world, input, copy: () => world.deliver(input, reminder, more) };
}

/** A service that takes a message, and answers when it is let. */
function slowService() {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const taken: Outgoing[] = [];
  const send = async (message: Outgoing) => {
    taken.push(message);
    reach();
    await answered;
    return { accepted: `ses-${taken.length}` };
  };
  return { taken, answer, reached, senders: { email: { send } } };
}

/** Lets the first copy that asks for its turn wait until others are done, and gives it a later turn. All others go at once. */
function firstIsSlow(world: World, meanwhile: () => Promise<void>): World['overrides'] {
  let asked = 0;
  const take = async () => {
    asked += 1;
    const isFirst = asked === 1;
    if (isFirst) await meanwhile();
    return { at: world.now + (isFirst ? 3000 : 0), giveBack: async () => {} };
  };
  const gate = { take, warmDay: () => undefined, countOn: async () => undefined } as unknown;
  return { gate: gate as NonNullable<World['overrides']['gate']> }; // all that is asked of it
}

it('a copy that is held for its turn as another claims the message is no proof that nothing was taken', async () => {
  const { world, input, copy } = await heldReminder();
  const { taken, answer, reached, senders } = slowService();
  let sending: Promise<unknown> = Promise.resolve();
  const isSent = async () => {
    sending = copy(); // in the very millisecond in which the slow one was decided
    await reached;
  };
  world.overrides = { ...firstIsSlow(world, isSent), senders };
  expect(await copy()).toMatchObject({ outcome: 'held' });
  expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason: 'busy' }]);
  world.now += 40;
  expect(await copy()).toMatchObject({ outcome: 'held' }); // it looks again once the other can no longer be sending
  answer();
  expect(await sending).toMatchObject({ outcome: 'sent' });
  for (const { input: back, until } of world.parked.splice(0)) {
    world.now = Math.max(world.now, until);
    await world.deliverInput(back);
  }
  expect(taken).toHaveLength(1);
  expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent' }]);
});
