import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { rescheduleAfter } from '../../src/engine/deliver/deliver-message.ts';
import { Gate } from '../../src/engine/deliver/gate.ts';
import { RetryableError, SettingError } from '../../src/model/errors.ts';
import { dailyQuota } from '../../src/model/failures.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { DeliverInput } from '../../src/model/step.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { journeys, messages } from '../fixtures/catalogue.ts';
import { busEvent } from '../fixtures/events.ts';
import { abandonedCart, comeBack, dueAt, later, reminder } from './due.ts';
import { World } from './world.ts';

const minute = 60_000;
const lastCall = { id: 'last-call', coupon: { percent: 10, days: 3 } };

const busy = () => {
  throw new NotAcceptedError('too much', { detail: 'TooManyRequestsException' });
};
const stopped = () => {
  throw new NotAcceptedError('paused', { reason: 'sending-stopped', detail: 'SendingPausedException' });
};
const taken = () => ({ accepted: 'ses-2' });
const consent = { email: { granted: true, at: '2026-02-01T00:00:00Z', source: 'checkout' } };

/** From now on every write fails, as when the table cannot be reached. Returns what takes that back. */
function closeTable({ table }: World): () => void {
  const put = table.put.bind(table);
  table.put = async () => {
    throw new RetryableError('The table cannot be reached.');
  };
  return () => {
    table.put = put;
  };
}

/** Lets nobody give a claim back: somebody else is always first. */
function contend({ table }: World): void {
  const put = table.put.bind(table);
  table.put = async (key, value, rev) => {
    const { claims } = value as { claims?: object };
    const givesBack = key.sk === '1#profile' && Object.keys(claims ?? {}).length === 0;
    return givesBack ? undefined : put(key, value, rev);
  };
}

async function claimsOf(world: World, { customer }: RunInput) {
  return Object.values((await world.stores.customers.load(customer))?.profile.claims ?? {});
}

describe('a message that its service surely has not taken', () => {
  it.each([
    ['busy', 'TooManyRequestsException', busy],
    ['sending-stopped', 'SendingPausedException', stopped],
  ] as const)(
    'is held as %s, with the service’s own word, and goes when it comes back',
    async (reason, detail, fail) => {
      const { world, input } = await abandonedCart();
      world.behaviour = fail;
      expect(await world.deliver(input, reminder)).toMatchObject({ outcome: 'held' });
      expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason, detail, due: fromIso(dueAt) }]);
      expect(await claimsOf(world, input)).toEqual([]);
      world.behaviour = taken;
      expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
      const [line] = await world.ledger(input);
      expect(line).toMatchObject({ outcome: 'sent', due: fromIso(dueAt) });
      expect(line).not.toHaveProperty('reason');
    },
  );

  it('rests longer each time although it waits for a turn between two refusals', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    world.overrides = { gate: new Gate(async () => 1 / 60) }; // a turn every 100 minutes
    await world.deliver(input, { ...reminder, priority: 10 });
    await comeBack(world);
    expect(world.parked.at(-1)?.input.parked).toMatchObject({ place: {}, notTaken: { reason: 'busy', times: 1 } });
    await comeBack(world);
    expect(world.parked.at(-1)?.input.parked).toMatchObject({ notTaken: { reason: 'busy', times: 2 } });
  });

  it('waits longer each time although nights pass between: a service that is down for days is not tried afresh each morning', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, reminder);
    while (world.now < fromIso('2026-03-02T20:30:00Z')) await comeBack(world);
    const before = world.parked.at(-1)?.input.parked?.notTaken?.times ?? 0;
    expect(before).toBeGreaterThan(6);
    while (world.now < fromIso('2026-03-03T07:59:00Z')) await comeBack(world);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason: 'busy' }]);
    expect(world.parked.at(-1)?.input.parked?.notTaken?.times).toBeGreaterThan(before);
  });

  it('waits when a new container cannot read the secret; a state machine has to call again', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, reminder);
    const parked = world.parked[0]?.input as DeliverInput;
    const again: DeliverInput[] = [];
    const services = {
      clock: () => world.now,
      count: world.count,
      reschedule: async (it: DeliverInput) => void again.push(it),
    };
    const error = Object.assign(new Error(), { name: 'DecryptionFailure', $fault: 'client', $metadata: {} });
    expect(await rescheduleAfter(error, parked, services)).toMatchObject({ outcome: 'held' });
    expect(again).toMatchObject([{ parked: { notTaken: { reason: 'sending-stopped', times: 2 } } }]);
    const { parked: _parked, ...called } = parked;
    await expect(rescheduleAfter(error, called, services)).rejects.toBe(error);
  });

  it('lets its journey count on from when it comes back', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    const { until } = await world.deliver(input, reminder, { then: { minutes: 60 } });
    expect(fromIso(until)).toBe((world.parked[0]?.until ?? 0) + 60 * minute);
  });

  it('comes back at random within a time that doubles from a minute to an hour', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    const rests: number[] = [];
    await world.deliver(input, reminder);
    for (let from = fromIso(dueAt), times = 0; times < 10; times += 1) {
      const until = world.parked.at(-1)?.until ?? 0;
      rests.push((until - from) / minute);
      from = until;
      await comeBack(world);
    }
    const ceilings = [1, 2, 4, 8, 16, 32, 60, 60, 60, 60];
    expect(rests.filter((rest, times) => rest <= 0 || rest > (ceilings[times] ?? 0))).toEqual([]);
    expect(Math.max(...rests)).toBeGreaterThan(20);
  });

  it('comes back at random within an hour from the first time on when the quota of a day is used up', async () => {
    const rests = await Promise.all(
      Array.from({ length: 20 }, async (_, nth) => {
        const { world, input } = await abandonedCart({ id: `c-${nth}`, email: `c${nth}@example.com`, consent });
        world.behaviour = () => {
          throw new NotAcceptedError('quota', { reason: 'sending-stopped', detail: dailyQuota });
        };
        await world.deliver(input, reminder);
        expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason: 'sending-stopped' }]);
        return ((world.parked[0]?.until ?? 0) - fromIso(dueAt)) / minute;
      }),
    );
    expect(rests.reduce((sum, rest) => sum + rest, 0) / rests.length).toBeGreaterThan(15);
    expect(Math.max(...rests)).toBeLessThanOrEqual(60);
  });

  it('never comes back in the same second as another one that was refused with it', async () => {
    const rests = await Promise.all(
      Array.from({ length: 20 }, async (_, nth) => {
        const { world, input } = await abandonedCart({ id: `c-${nth}`, email: `c${nth}@example.com`, consent });
        world.behaviour = busy;
        await world.deliver(input, reminder);
        return world.parked[0]?.until;
      }),
    );
    expect(new Set(rests).size).toBeGreaterThan(18);
  });

  it.each([
    ['busy', busy],
    ['sending-stopped', stopped],
  ] as const)('is skipped as too late after three days of %s, and the ledger says so', async (detail, fail) => {
    const { world, input } = await abandonedCart();
    world.behaviour = fail;
    world.overrides = { count: world.count };
    await world.deliver(input, reminder);
    while (world.now <= fromIso(later(dueAt, 3 * 60))) await comeBack(world);
    const told = world.counted.splice(0);
    expect(told.slice(0, -1).filter((one) => one !== `MessageOutcome cart-journey held ${detail}`)).toEqual([]);
    expect(told.at(-1)).toBe(`MessageOutcome cart-journey held ${detail} long`);
    while (world.now <= fromIso(later(dueAt, 3 * 24 * 60))) await comeBack(world);
    expect(world.counted.at(-1)).toBe('MessageOutcome cart-journey skipped stale long');
    const parked = world.parked.length;
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'stale', detail }]);
    await comeBack(world);
    expect(world.parked).toHaveLength(parked);
  });

  it('raises no alarm for two refusals after hours in line', async () => {
    const { world, input } = await abandonedCart();
    const turn = later(dueAt, 3.5 * 60);
    world.behaviour = busy;
    world.overrides = { count: world.count };
    const whole = {
      message: 'reminder',
      channels: ['email'],
      purpose: 'marketing',
      priority: 10,
      ...reminder,
    } as const;
    const place = { channel: 'email', at: turn } as const;
    await world.at(turn).deliverInput({ ...input, step: whole, parked: { due: dueAt, place } });
    await comeBack(world);
    expect(world.counted).toHaveLength(2);
    expect(world.counted.filter((one) => one.endsWith('long'))).toEqual([]);
    while (world.now < fromIso(later(turn, 3 * 60))) await comeBack(world);
    expect(world.counted.at(-1)).toMatch(/ long$/);
  });

  it('is decided afresh when it comes back: the order was placed meanwhile', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, reminder);
    await world.ingest(busEvent('order.placed', later(dueAt, 0)));
    await comeBack(world);
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'run-ended' }]);
  });

  it('takes nothing of the daily cap', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, lastCall);
    expect(await claimsOf(world, input)).toMatchObject([{ returned: true }]); // it keeps the coupon's end
    world.behaviour = taken;
    expect(await world.deliver(input, reminder)).toMatchObject({ outcome: 'sent' });
  });

  it.each([
    ['busy', new RetryableError('The table cannot be reached.')],
    ['sending-stopped', Object.assign(new Error(), { name: 'AccessDeniedException', $fault: 'client', $metadata: {} })],
    ['sending-stopped', Object.assign(new Error(), { name: 'CredentialsProviderError' })],
    ['sending-stopped', new SettingError('The secret holds no text.')],
  ])('rests as %s when the table is not there for it once it was parked, and is counted', async (reason, error) => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    await world.deliver(input, reminder);
    world.overrides = { count: world.count };
    world.table.range = () => Promise.reject(error);
    const { until } = await comeBack(world);
    expect(fromIso(until)).toBeGreaterThan(world.now);
    expect(world.parked.at(-1)?.input.parked).toMatchObject({ notTaken: { reason, times: 2 } });
    expect(world.counted).toEqual([`MessageOutcome cart-journey held ${reason}`]);
  });
});

describe('a claim that cannot be given back although nothing was taken', () => {
  it.each([
    [
      'the service is busy',
      (world: World): void => {
        world.behaviour = busy;
      },
    ],
    [
      'its coupon was not announced',
      (world: World): void => {
        world.bus = () => {
          throw new RetryableError('The bus did not take it.');
        };
      },
    ],
  ] as const)('loses no marketing message: %s, and others are always first', async (_what, breakIt) => {
    const { world, input } = await abandonedCart();
    breakIt(world);
    contend(world);
    expect(
      await world.deliver(input, { id: 'last-call', ...(world.behaviour === busy ? {} : lastCall) }),
    ).toMatchObject({ outcome: 'held' });
    expect(await claimsOf(world, input)).toHaveLength(1);
    world.behaviour = taken;
    world.bus = () => {};
    expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent' }]);
  });

  it('loses nothing when the table is gone from the refusal on, and the state machine goes on', async () => {
    const { world, input } = await abandonedCart();
    let open = () => {};
    world.behaviour = () => {
      open = closeTable(world);
      return busy();
    };
    const { until, outcome } = await world.deliver(input, reminder, { then: { minutes: 60 } });
    expect([outcome, fromIso(until)]).toEqual(['held', (world.parked[0]?.until ?? 0) + 60 * minute]);
    open();
    world.behaviour = taken;
    expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
  });

  it('stays known through quiet hours', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    contend(world);
    await world.deliver(input, reminder);
    const [parked] = world.parked;
    world.behaviour = taken;
    await world.at('2026-03-02T23:00:00Z').deliverInput(parked?.input ?? expect.fail('nothing was parked'));
    expect(world.parked).toHaveLength(2);
    expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
  });

  it('is known from the ledger when the message cannot be parked either', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    contend(world);
    world.overrides = {
      reschedule: async () => {
        throw new RetryableError('Scheduler does not answer.');
      },
    };
    await expect(world.deliver(input, reminder)).rejects.toThrow(RetryableError);
    world.overrides = {};
    world.behaviour = taken;
    expect(await world.at(later(dueAt, 1)).deliver(input, reminder)).toMatchObject({ outcome: 'sent' });
  });

  it('is no proof of a later claim: that one may have been taken', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = busy;
    contend(world);
    await world.deliver(input, reminder);
    const first = world.parked[0];
    world.behaviour = () => {
      throw new Error('socket hang up');
    };
    await comeBack(world);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown' }]);
    world.behaviour = taken;
    await world.at(later(dueAt, 30)).deliverInput(first?.input ?? expect.fail('nothing was parked'));
    expect(world.sent).toHaveLength(2);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown' }]);
  });
});

describe('a coupon of a message that is held back', () => {
  const coupons = ({ published }: World) =>
    published.map(({ detail }) => detail.coupon as { code: string; expiresAt: string });

  it('has one end, although midnight passes and the customer moves meanwhile', async () => {
    const { world, input } = await abandonedCart();
    const twoDays = { id: 'last-call', coupon: { percent: 10, days: 1 } };
    world.behaviour = busy;
    await world.at('2026-03-02T20:59:00Z').deliver({ ...input, next: { until: '2026-03-02T20:59:00Z' } }, twoDays);
    await world.ingest(
      busEvent('customer.updated', later(dueAt, 8 * 60), {
        customer: { id: 'c-1', timeZone: 'Pacific/Honolulu' },
      }),
    );
    world.behaviour = taken;
    await comeBack(world);
    expect(coupons(world)).toHaveLength(2);
    expect(new Set(coupons(world).map((coupon) => JSON.stringify(coupon))).size).toBe(1);
  });

  it('gives way to another one when its end has come too near: no code is announced with two ends', async () => {
    const { world, input } = await abandonedCart();
    const oneDay = { id: 'last-call', coupon: { percent: 10, days: 1 } };
    world.behaviour = busy;
    await world.deliver(input, oneDay);
    const held = world.parked[0]?.input ?? expect.fail('nothing was parked');
    await world.at('2026-03-03T12:00:00Z').deliverInput(held);
    world.behaviour = taken;
    await world.at('2026-03-05T09:00:00Z').deliverInput(held);
    const ends = Map.groupBy(coupons(world), ({ code }) => code);
    expect([...ends.values()].map((told) => new Set(told.map(({ expiresAt }) => expiresAt)).size)).toEqual(
      [...ends].map(() => 1),
    );
    const [line] = await world.ledger(input);
    const last = coupons(world).at(-1);
    expect(line?.coupon).toEqual({ code: last?.code, expiresAt: fromIso(last?.expiresAt ?? '') });
    expect(line?.coupon?.expiresAt).toBeGreaterThan(world.now + 24 * 60 * minute);
    expect(ends.size).toBeGreaterThan(1);
  });
});

describe('a held message', () => {
  const { 'cart-journey': _, ...otherJourneys } = journeys;
  it.each([
    ['whose journey', { journeys: otherJourneys }, undefined],
    ['which', { messages: { ...messages, 'cart-journey': {} } }, expect.stringMatching(/^[0-9a-f]{8}$/)],
  ])('%s the shop removed meanwhile ends with that reason', async (_which, overrides, version) => {
    const world = new World().at(dueAt);
    const input = await world.enter('cart-journey', busEvent('cart.updated', '2026-03-02T09:00:00Z'));
    world.overrides = overrides;
    await world.deliver(input, { id: 'reminder' }, { parked: { due: input.next.until } });
    const line = (await world.ledger(input)).at(-1);
    expect(line).toMatchObject({ outcome: 'skipped', reason: 'removed' });
    expect(line?.basis?.version).toEqual(version);
    expect(world.sent).toEqual([]);
  });
});
