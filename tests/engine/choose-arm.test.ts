import { describe, expect, it } from 'vitest';
import type { RunInput } from '../../src/model/run-input.ts';
import type { Arm, ChooseInput } from '../../src/model/step.ts';
import { armOfSplit } from '../../src/policy/run/split.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-02T13:00:00Z';

async function abandonedCart(): Promise<{ world: World; input: RunInput }> {
  const world = new World().at(cartAt);
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt));
  return { world: world.at(dueAt), input };
}

function asking(input: RunInput, condition: Record<string, unknown>, arms: readonly Arm[] = [{}, {}]): ChooseInput {
  return { ...input, step: { id: 'if', if: condition }, arms };
}

const notOrdered = { orders: { 'since start': [0] } };

describe('choose-arm', () => {
  it('takes the first arm when the condition holds, and the second when it does not', async () => {
    const { world, input } = await abandonedCart();
    expect(await world.choose(asking(input, notOrdered))).toEqual({ arm: 0, until: dueAt });
    expect(await world.choose(asking(input, { customer: { country: ['JP'] } }))).toEqual({ arm: 1, until: dueAt });
  });

  it('notes in the run which arm leads to its next step', async () => {
    const { world, input } = await abandonedCart();
    const arms = [{}, { then: { minutes: 1440 } }];
    expect(await world.choose(asking(input, { customer: { country: ['JP'] } }, arms))).toMatchObject({ arm: 1 });
    expect(await world.run(input)).toMatchObject({ arms: { if: 1 }, next: { priority: 80 } });
  });

  it('knows what became of the last message of this very run', async () => {
    const { world, input } = await abandonedCart();
    const opened = asking(input, { messages: { last: { opened: [true] } } });
    await world.deliver(input, { id: 'reminder' });
    expect(await world.choose(opened)).toMatchObject({ arm: 1 });
    const [line] = await world.ledger(input);
    if (!line) throw new Error('the message was not recorded');
    await world.stores.messages.feedback(line, 'opened', world.now);
    expect(await world.choose(opened)).toMatchObject({ arm: 0 });
  });

  it('knows it too when the customer has turned out to be another one since', async () => {
    const { id, ...visitor } = shopper;
    const world = new World().at(cartAt);
    await world.ingest(busEvent('customer.updated', '2026-03-01T09:00:00Z', { customer: { id } }));
    const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer: visitor }));
    await world.at(dueAt).deliver(input, { id: 'reminder' });
    const [line] = await world.stores.messages.ofCustomer(input.customer);
    if (!line) throw new Error('the message was not recorded');
    await world.stores.messages.feedback(line, 'opened', world.now);
    await world.ingest(busEvent('customer.updated', dueAt, { customer: { ...shopper, verified: ['email'] } }));
    expect((await world.stores.customers.load(input.customer))?.customer).not.toBe(input.customer);
    const opened = asking(input, { messages: { last: { opened: [true] } } });
    expect(await world.choose(opened)).toMatchObject({ arm: 0 });
  });

  it('knows of the starting event what the conditions of its journey ask for', async () => {
    const { world, input } = await abandonedCart();
    const dear = { event: { cart: { total: { amount: [{ numeric: ['>', 40] }] } } } };
    expect(await world.choose(asking(input, dear))).toMatchObject({ arm: 0 }); // `where` asks for the amount too
    expect(await world.choose(asking(input, { event: { shop: ['demo'] } }))).toMatchObject({ arm: 1 });
  });

  it('settles the wait at the beginning of the arm, and tells other runs of it', async () => {
    const { world, input } = await abandonedCart();
    const arms: Arm[] = [{ then: { minutes: 9 * 60 } }, { then: { weekday: 'Friday', at: '10:00' } }];
    expect(await world.choose(asking(input, notOrdered, arms))).toEqual({ arm: 0, until: '2026-03-03T08:00:00Z' });
    expect((await world.run(input))?.next?.at).toBe(fromIso('2026-03-03T08:00:00Z'));
    const other = await world.choose(asking(input, { orders: { count: [7] } }, arms));
    expect(other).toEqual({ arm: 1, until: '2026-03-06T10:00:00Z' });
  });

  it('counts the wait from when it was due, however often it is called', async () => {
    const { world, input } = await abandonedCart();
    const arms: Arm[] = [{ then: { minutes: 60 } }, {}];
    for (const late of [0, 5, 20]) {
      world.now = fromIso(dueAt) + late * 60_000;
      expect(await world.choose(asking(input, notOrdered, arms))).toEqual({ arm: 0, until: '2026-03-02T14:00:00Z' });
    }
  });

  it('completes the run when nothing comes in the arm nor after it, and says the same again', async () => {
    const { world, input } = await abandonedCart();
    const choice = asking(input, { orders: { count: [7] } }, [{}, { last: true }]);
    const first = await world.choose(choice);
    expect((await world.run(input))?.ended).toMatchObject({ why: 'completed', at: world.now });
    expect(await world.choose(choice)).toEqual(first);
  });

  it('goes on by the arm of the last call, whatever an earlier one said', async () => {
    const { world, input } = await abandonedCart();
    const choose = (condition: Record<string, unknown>) => world.choose(asking(input, condition, [{ last: true }, {}]));
    await choose(notOrdered); // its answer is lost
    expect((await world.run(input))?.ended).toMatchObject({ why: 'completed' });
    world.now += 20_000;
    const { until } = await choose({ orders: { count: [7] } }); // what it asks about has changed
    const step = { id: 'tag', action: { kind: 'tag', tag: 'loyal' } } as const;
    world.now += 1000;
    expect(await world.act({ ...input, next: { until }, step })).toMatchObject({ action: 'done' });
    expect((await world.run(input))?.ended).toBeUndefined();
  });

  it('passes a run that is over at once, and changes nothing of it', async () => {
    const { world, input } = await abandonedCart();
    await world.ingest(busEvent('order.placed', '2026-03-02T10:00:00Z'));
    const before = await world.run(input);
    const arms: Arm[] = [{ then: { minutes: 600 } }, { then: { minutes: 600 } }];
    const always = { customer: { consent: { email: [true] } } };
    expect(await world.choose(asking(input, always, arms))).toEqual({ arm: 1, until: dueAt });
    expect(await world.run(input)).toEqual(before);
  });

  it('goes by the hash of run and step at a split', async () => {
    const { world, input } = await abandonedCart();
    const split = [45, 45, 10];
    const choice: ChooseInput = { ...input, step: { id: 'split', split }, arms: [{}, {}, {}] };
    for (let again = 0; again < 3; again += 1) {
      expect(await world.choose(choice)).toMatchObject({ arm: armOfSplit(input.run, 'split', split) });
    }
  });

  it('says so when there is no such customer', async () => {
    const { world, input } = await abandonedCart();
    const lost = world.choose(asking({ ...input, customer: 'nobody' }, notOrdered));
    await expect(lost).rejects.toThrow('names a customer who is not in the table');
  });
});

describe('a wait until a date', () => {
  it('is decided by the state of the parcel when it begins', async () => {
    const world = new World().at(cartAt);
    const shipment = { id: 's-1', expectedAt: '2026-03-06T12:00:00Z' };
    const customer = { ...shopper, timeZone: 'Asia/Tokyo' };
    const input = await world.enter('order-journey', busEvent('order.placed', cartAt, { customer }));
    const then = { date: 'shipment.expectedAt', offset: { days: -1, at: '10:00' } } as const;
    world.at(input.next.until);
    expect(await world.deliver(input, { id: 'thanks' }, { then })).toMatchObject({ until: input.next.until });
    await world.ingest(busEvent('shipment.dispatched', input.next.until, { customer, shipment }));
    const choice = asking(input, notOrdered, [{ then }, {}]);
    expect(await world.choose(choice)).toEqual({ arm: 0, until: '2026-03-05T01:00:00Z' });
  });
});
