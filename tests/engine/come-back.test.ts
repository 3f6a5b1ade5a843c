import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { RetryableError } from '../../src/model/errors.ts';
import type { SendAndAwaitInput } from '../../src/model/step.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { abandonedCart, comeBack, reminder, thanks } from './due.ts';
import { World } from './world.ts';

const minute = 60_000;

const busy = () => {
  throw new NotAcceptedError('too much', { detail: 'TooManyRequestsException' });
};
const taken = () => ({ accepted: 'ses-2' });

/** From now on writes fail, all or those of a place. Returns what takes that back. */
function closeTable({ table }: World, place = ''): () => void {
  const put = table.put.bind(table);
  table.put = async (key, ...rest) => {
    if (key.sk.startsWith(place)) throw new RetryableError('The table cannot be reached.');
    return put(key, ...rest);
  };
  return () => {
    table.put = put;
  };
}

describe('a held message', () => {
  it('stays skipped when a queue brings it back twice', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, reminder);
    world.behaviour = taken;
    const [parked] = world.parked;
    const say = (granted: boolean) => {
      const at = new Date(world.now).toISOString();
      const customer = { ...shopper, consent: { email: { granted, at, source: 'account' } } };
      return world.ingest(busEvent('customer.updated', at, { id: at, customer }));
    };
    await say(false);
    expect(await comeBack(world)).toMatchObject({ outcome: 'skipped' });
    world.now += minute;
    await say(true);
    const tried = world.sent.length;
    const again = await world.deliverInput(parked?.input ?? expect.fail('nothing was parked'));
    expect({ ...again, tried: world.sent.length }).toMatchObject({ outcome: 'skipped', tried });
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'no-consent' }]);
  });

  it.each([
    ['completes its run', { last: true }, { ended: { why: 'completed' } }],
    ['leads its run on', { then: { minutes: 60 } }, { next: { at: expect.any(Number) } }],
  ] as const)('%s when it comes back, if the run could not be written then', async (_what, more, after) => {
    const { world, input } = await abandonedCart();
    let open = () => {};
    world.behaviour = () => {
      open = closeTable(world);
      return busy();
    };
    await world.deliver(input, reminder, more);
    open();
    world.behaviour = busy;
    await comeBack(world); // refused once more
    const run = await world.run(input);
    expect(run).toMatchObject(after);
    expect(run?.next?.at).not.toBe(fromIso(input.next.until));
    world.behaviour = taken;
    expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
    expect(await world.run(input)).toEqual(run);
  });

  it('gives back the half of a claim that a dead attempt left, when it is not sent after all', async () => {
    const { world, input } = await abandonedCart();
    const open = closeTable(world, 'address');
    await expect(world.deliver(input, reminder)).rejects.toThrow(); // between the profile and the address
    open();
    await world.ingest(busEvent('cart.emptied', '2026-03-02T13:04:00Z'));
    expect(await world.at('2026-03-02T13:10:00Z').deliver(input, reminder)).toMatchObject({ outcome: 'skipped' });
    expect((await world.stores.customers.load(input.customer))?.profile.claims).toEqual({});
  });

  it('is sent and counted once when its task was called again after it was parked', async () => {
    const { world, input } = await thanks();
    world.behaviour = busy;
    const awaited = { step: { id: 'delivered', on: ['shipment.delivered'] } } as const;
    const step = {
      id: 'thanks',
      message: 'thanks',
      channels: ['email'],
      purpose: 'transactional',
      priority: 60,
    } as const;
    const task: SendAndAwaitInput = { ...input, step, await: awaited, token: 'token-1' };
    world.overrides = {
      count: world.count,
      reschedule: async (message, until) => {
        world.parked.push({ input: message, until });
        open = closeTable(world, '2#run'); // for the wait below the message
      },
    };
    let open = () => {};
    await expect(world.deliverInput(task)).rejects.toThrow('cannot be reached');
    open();
    world.now += 4000;
    world.overrides = { count: world.count };
    await world.deliverInput({ ...task, token: 'token-2' });
    expect(world.parked).toHaveLength(2);
    world.behaviour = taken;
    world.counted.length = 0;
    const tried = world.sent.length;
    for (const copy of world.parked.splice(0)) {
      world.now = Math.max(world.now, copy.until);
      expect(await world.deliverInput(copy.input)).toMatchObject({ outcome: 'sent' });
    }
    expect(world.sent.length - tried).toBe(1);
    expect(world.counted).toEqual(['MessageOutcome order-journey sent none']);
  });

  it('is no sign of a service that stays busy when a night lies between two refusals', async () => {
    const world = new World().at('2026-03-02T16:59:50Z');
    const input = await world.enter('cart-journey', busEvent('cart.updated', '2026-03-02T16:59:50Z'));
    world.overrides = { count: world.count };
    world.behaviour = busy;
    await world.at('2026-03-02T20:59:50Z').deliver(input, reminder);
    await comeBack(world); // quiet hours have begun
    expect(world.counted.at(-1)).toBe('MessageOutcome cart-journey held quiet-hours');
    await comeBack(world);
    expect(world.now).toBeGreaterThan(fromIso('2026-03-03T08:00:00Z'));
    expect(world.counted.at(-1)).toBe('MessageOutcome cart-journey held busy');
    expect(world.parked.at(-1)?.input.parked?.notTaken).toMatchObject({ times: 2 });
    world.now += 4 * 60 * minute;
    const parked = world.parked.at(-1) ?? expect.fail('nothing was parked');
    await world.deliverInput(parked.input);
    expect(world.counted.at(-1)).toBe('MessageOutcome cart-journey held busy long');
  });
});
