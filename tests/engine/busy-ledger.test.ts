import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { abandonedCart, comeBack, dueAt, reminder, thanks } from './due.ts';
import type { World } from './world.ts';

const minute = 60_000;

const busy = () => {
  throw new NotAcceptedError('too much', { detail: 'TooManyRequestsException' });
};

describe('a message that its service has taken while the table is too busy for the ledger', () => {
  it.each([
    ['marketing', abandonedCart, reminder],
    ['transactional', thanks, { id: 'thanks' }],
  ] as const)('is recorded as soon as the table has room: %s', async (_purpose, due, step) => {
    const { world, input } = await due();
    const put = world.table.put.bind(world.table);
    let refusals = 5;
    world.table.put = async (key, ...rest) => {
      if (key.sk.startsWith('4#') && refusals-- > 0) {
        throw Object.assign(new Error(), { name: 'ThrottlingException', $fault: 'client', $metadata: {} });
      }
      return put(key, ...rest);
    };
    expect(await world.deliver(input, step)).toMatchObject({ outcome: 'sent' });
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent' }]);
  });
});

/** Lets no line of the ledger be written any more: the table is too busy. */
function throttleLedger({ table }: World): void {
  const put = table.put.bind(table);
  table.put = async (key, ...rest) => {
    if (!key.sk.startsWith('4#')) return put(key, ...rest);
    throw Object.assign(new Error(), { name: 'ThrottlingException', $fault: 'client', $metadata: {} });
  };
}

describe('a message that is held while the table is too busy for the ledger', () => {
  it.each([
    ['its service is busy', dueAt],
    ['the quiet hours have begun', '2026-03-02T22:00:00Z'],
  ])('comes back as one copy each time: %s', async (_why, at) => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, reminder);
    throttleLedger(world);
    world.onPark = () => {
      world.now += 12; // as long as it takes
    };
    const first = world.parked.pop() ?? expect.fail('nothing was parked');
    world.now = Math.max(first.until, fromIso(at));
    await world.deliverInput(first.input);
    for (let times = 0; times < 5; times += 1) {
      const back = world.parked.splice(0);
      expect(back).toHaveLength(1);
      for (const one of back)
        await world.at(new Date(Math.max(one.until, world.now)).toISOString()).deliverInput(one.input);
    }
  });

  it('is parked once by a state machine that has to call again', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    const { put } = world.table;
    throttleLedger(world);
    for (let calls = 0; calls < 5; calls += 1) {
      await expect(world.deliver(input, reminder)).rejects.toThrow();
      world.now += minute;
    }
    world.table.put = put;
    await world.deliver(input, reminder);
    expect(world.parked).toHaveLength(1);
  });

  it('is left to its queue when nobody knows whether it was parked', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, reminder);
    world.onPark = () => {
      throw Object.assign(new Error(), { name: 'TimeoutError', $metadata: {} });
    };
    const parked = world.parked.length;
    await expect(comeBack(world)).rejects.toThrow();
    expect(world.parked).toHaveLength(parked + 1);
  });
});
