import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/engine/deliver/gate.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { busEvent, consentToAll } from '../fixtures/events.ts';
import { abandonedCart, cartAt, dueAt, later, reminder, thanks } from './due.ts';
import { World } from './world.ts';

/** Ten a second: a place of the common lane every sixth of a second, of the others every second. */
const tenASecond = () => new Gate(async () => 10);

const customerNumber = (n: number) => ({
  id: `c-${n}`,
  email: `c${n}@example.com`,
  consent: consentToAll,
});

/** Many customers whose reminders are due at the same moment. */
async function crowd(size: number): Promise<{ world: World; inputs: RunInput[] }> {
  const world = new World();
  world.overrides = { gate: tenASecond() };
  const inputs: RunInput[] = [];
  for (let n = 0; n < size; n += 1) {
    const event = busEvent('cart.updated', cartAt, {
      customer: customerNumber(n),
      cart: { id: `cart-${n}`, lines: [], total: { amount: 50, currency: 'EUR' } },
    });
    inputs.push(await world.at(cartAt).enter('cart-journey', event));
  }
  world.at(dueAt);
  return { world, inputs };
}

describe('marketing that is due for many at once', () => {
  it('goes at the rate of the account, and later messages are held until their turn', async () => {
    const { world, inputs } = await crowd(20);
    for (const input of inputs) {
      world.at(dueAt);
      await world.deliver(input, { ...reminder, priority: 10 });
    }
    expect(world.sent.map(({ at }) => at - fromIso(dueAt))).toEqual([0, 167]);
    const turns = world.parked.map(({ until }) => until - fromIso(dueAt));
    expect(turns).toHaveLength(18);
    expect(turns.slice(0, 3)).toEqual([334, 501, 667]);
    expect(await world.ledger(inputs[19] as RunInput)).toMatchObject([
      { outcome: 'held', reason: 'busy', until: (turns.at(-1) as number) + fromIso(dueAt) },
    ]);
  });

  it('is sent when it comes back for its turn, and does not queue again', async () => {
    const { world, inputs } = await crowd(20);
    for (const input of inputs) await world.at(dueAt).deliver(input, { ...reminder, priority: 10 });
    world.overrides = { gate: new Gate(async () => Promise.reject(new Error('asked for another place'))) };
    for (const { input, until } of world.parked.splice(0)) {
      world.now = until + 59_000; // Scheduler is a minute late
      await world.deliverInput(input);
    }
    expect(world.sent).toHaveLength(20);
    expect(world.parked).toEqual([]);
  });

  it('waits until its turn when it comes back before it, as the schedules of an earlier release bring it', async () => {
    const { world, inputs } = await crowd(20);
    for (const input of inputs) await world.at(dueAt).deliver(input, { ...reminder, priority: 10 });
    const [{ input, until } = { input: undefined, until: 0 }] = world.parked.splice(17);
    const place = { channel: 'email', at: toIso(until), taken: dueAt } as const;
    world.now = until - 2001;
    const sent = world.sent.length;
    if (input) await world.deliverInput({ ...input, parked: { due: dueAt, place } });
    expect(world.sent).toHaveLength(sent);
    expect(world.parked.at(-1)).toMatchObject({ until, input: { parked: { place } } });
  });

  it('queues again when it comes back long after its turn', async () => {
    const { world, inputs } = await crowd(20);
    for (const input of inputs) await world.at(dueAt).deliver(input, { ...reminder, priority: 10 });
    const [first] = world.parked;
    let asked = 0;
    world.overrides = {
      gate: new Gate(async () => {
        asked += 1;
        return 10;
      }),
    };
    world.now = (first?.until ?? 0) + 181_000;
    if (first) await world.deliverInput(first.input);
    expect(asked).toBe(1);
  });

  it('goes by a lane of its own when it is important, however many others wait', async () => {
    const { world, inputs } = await crowd(60);
    const [vip, ...others] = inputs;
    for (const input of others) await world.at(dueAt).deliver(input, { ...reminder, priority: 10 });
    const before = world.sent.length;
    if (vip) await world.at(dueAt).deliver(vip, { ...reminder, priority: 80 });
    expect(world.sent).toHaveLength(before + 1);
    expect(world.sent.at(-1)?.at).toBe(fromIso(dueAt));
  });

  it('uses every lane that is open to it when all are important, eight tenths of the rate in all', async () => {
    const { world, inputs } = await crowd(90);
    for (const input of inputs) await world.at(dueAt).deliver(input, { ...reminder, priority: 80 });
    const turns = [...world.sent.map(({ at }) => at), ...world.parked.map(({ until }) => until)].sort((a, b) => a - b);
    const seconds = ((turns.at(-1) ?? 0) - fromIso(dueAt)) / 1000;
    expect(90 / seconds).toBeGreaterThan(7.5);
    expect(90 / seconds).toBeLessThan(8.5);
  });

  it('never takes the place of one that is skipped or kept back', async () => {
    const { world, inputs } = await crowd(3);
    let asked = 0;
    world.overrides = {
      gate: new Gate(async () => {
        asked += 1;
        return 10;
      }),
    };
    const [one, two, three] = inputs as [RunInput, RunInput, RunInput];
    await world.deliver(one, { ...reminder, holdOut: true });
    await world.at(later(dueAt, 5 * 24 * 60)).deliver(two, reminder);
    await world.at('2026-03-02T23:00:00Z').deliver(three, reminder);
    expect(asked).toBe(0);
    expect((await world.ledger(three)).map(({ reason }) => reason)).toEqual(['quiet-hours']);
  });

  it('does not wait for a turn into the night: it is decided afresh when the quiet hours begin', async () => {
    const { world, inputs } = await crowd(20);
    const evening = '2026-03-02T20:59:59Z';
    for (const input of inputs) await world.at(evening).deliver(input, { ...reminder, priority: 10 });
    const back = world.parked.filter(({ input: { parked } }) => parked?.place === undefined);
    expect(back.map(({ until }) => toIso(until))).toEqual(Array(14).fill('2026-03-02T21:00:00Z'));
    const { input } = back[0] ?? {};
    world.at('2026-03-02T21:00:00Z');
    if (input) await world.deliverInput(input);
    expect(world.parked.at(-1)?.until).toBe(fromIso('2026-03-03T08:01:30Z'));
  });

  it('is skipped as stale when its turn does not come in time', async () => {
    const { world, inputs } = await crowd(1);
    const [input] = inputs as [RunInput];
    world.overrides = { gate: new Gate(async () => 1e-6), count: world.count };
    const late = later(dueAt, 3 * 24 * 60 - 60);
    const taking = { now: fromIso(late), before: Number.POSITIVE_INFINITY, isBusy: false };
    await world.stores.lanes.take('email', { lane: 'common', number: 0, length: 7_200_000 }, taking);
    await world.at(late).deliver(input, { ...reminder, priority: 10 });
    const [parked] = world.parked;
    expect(parked?.until).toBe(fromIso(later(dueAt, 3 * 24 * 60)) + 1);
    world.now = parked?.until ?? 0;
    if (parked) await world.deliverInput(parked.input);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'stale', detail: 'busy' }]);
    expect(world.counted).toEqual([
      'MessageOutcome cart-journey held busy',
      'MessageOutcome cart-journey skipped stale long',
    ]);
  });
});

describe('a transactional message', () => {
  it('goes at once, however many wait, and asks for no place', async () => {
    const { world, input } = await thanks();
    world.overrides = { gate: new Gate(async () => Promise.reject(new Error('asked for a place'))) };
    await world.deliver(input, { id: 'thanks' });
    expect(world.sent).toHaveLength(1);
  });
});

describe('a message', () => {
  it('that is decided again because its customer changed takes a place only once', async () => {
    const { world, input } = await abandonedCart();
    let asked = 0;
    world.overrides = {
      gate: new Gate(async () => {
        asked += 1;
        return 10;
      }),
    };
    const save = world.stores.customers.save.bind(world.stores.customers);
    let lost = 2;
    world.stores.customers.save = async (...parameters) => (lost-- > 0 ? false : save(...parameters));
    await world.deliver(input, reminder);
    expect(world.sent).toHaveLength(1);
    expect(asked).toBe(1);
  });
});
