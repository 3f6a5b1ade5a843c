import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import type { SendAndAwaitInput } from '../../src/model/step.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

const placed = '2026-03-02T09:00:00Z';
const delivered = busEvent('shipment.delivered', '2026-03-05T15:00:00Z');

async function ordered(): Promise<{ world: World; input: SendAndAwaitInput }> {
  const world = new World().at(placed);
  const run = await world.enter('order-journey', busEvent('order.placed', placed));
  const message = {
    id: 'thanks',
    message: 'thanks',
    channels: ['email'],
    purpose: 'transactional',
    priority: 50,
  } as const;
  const awaited = { step: { id: 'delivered', on: ['shipment.delivered'] }, then: { days: 2, at: '10:00' } } as const;
  return { world, input: { ...run, step: message, await: awaited, token: 'token-1' } };
}

const resumptions = (world: World) => world.resumed.map(({ token, until }) => [token, toIso(until)]);
const awaitedBy = async (world: World, { customer }: SendAndAwaitInput) =>
  (await world.stores.customers.load(customer))?.runs.map(({ awaiting }) => awaiting?.token);

describe('a message with an await below it', () => {
  it('is sent, and the run waits; the event resumes it, and counts the next delay from itself', async () => {
    const { world, input } = await ordered();
    await world.deliverInput(input);
    expect(world.sent).toHaveLength(1);
    expect(world.resumed).toEqual([]);
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    expect(resumptions(world)).toEqual([['token-1', '2026-03-07T10:00:00Z']]);
  });

  it('resumes at once when the event came before the message', async () => {
    const { world, input } = await ordered();
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    await world.deliverInput(input);
    expect(world.sent).toHaveLength(1);
    expect(resumptions(world)).toEqual([['token-1', '2026-03-07T10:00:00Z']]);
  });

  it('is sent once and awaits with the later token when it broke off before the wait and is called again', async () => {
    const { world, input } = await ordered();
    const { await: _await, token: _token, ...alone } = input;
    await world.deliverInput(alone);
    await world.deliverInput({ ...input, token: 'token-2' });
    expect(world.sent).toHaveLength(1);
    expect(await awaitedBy(world, input)).toEqual(['token-2']);
  });

  it('waits while the message is held, and is handed back without the wait', async () => {
    const { world, input } = await ordered();
    world.behaviour = () => {
      throw new NotAcceptedError('busy');
    };
    await world.deliverInput(input);
    expect(world.parked.map(({ input: parked }) => Object.keys(parked).filter((key) => key in input))).toEqual([
      ['customer', 'run', 'journey', 'next', 'step'],
    ]);
    expect(await awaitedBy(world, input)).toEqual(['token-1']);
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    expect(resumptions(world)).toEqual([['token-1', '2026-03-07T10:00:00Z']]);
  });

  it('keeps its wait when it is called once more with the same token, and breaks off before the wait', async () => {
    const { world, input } = await ordered();
    await world.deliverInput(input);
    const { await: awaited, token: _token, ...alone } = input;
    await world.deliverInput({ ...alone, awaits: awaited.step.id });
    expect(await awaitedBy(world, input)).toEqual(['token-1']);
  });

  it('is resumed by whichever token Step Functions waits with when one call has overtaken another', async () => {
    const { world, input } = await ordered();
    await world.deliverInput({ ...input, token: 'token-2' });
    await world.deliverInput(input); // the first call, which was slow
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    expect(resumptions(world)).toEqual([
      ['token-2', '2026-03-07T10:00:00Z'],
      ['token-1', '2026-03-07T10:00:00Z'],
    ]);
  });

  it('passes at once when the run is over', async () => {
    const { world, input } = await ordered();
    await world.at('2026-03-02T09:30:00Z').ingest(busEvent('order.cancelled', '2026-03-02T09:30:00Z'));
    await world.deliverInput(input);
    expect(world.sent).toEqual([]);
    expect(resumptions(world)).toEqual([['token-1', '2026-03-02T09:30:00Z']]);
  });

  it('ends its wait when it was held and comes back to a run that is to be stopped', async () => {
    const { world, input } = await ordered();
    const rules = world.journeys['order-journey'] ?? expect.fail('no such journey');
    const starts = { ...rules.starts, on: 'shipment.delivered', oncePer: 'order', awaitsParcels: true } as const;
    world.journeys = { ...world.journeys, 'order-journey': { ...rules, starts } };
    await world.at('2026-03-05T15:00:05Z').ingest(delivered);
    world.behaviour = () => {
      throw new NotAcceptedError('busy');
    };
    const arms = [{ then: { days: 2 } }, {}] as const;
    const awaited = { step: { id: 'answer', on: ['survey.answered', 'review.submitted'], arms } } as const;
    const needy = { ...input, step: { ...input.step, needs: 'delivery' }, await: awaited } as const;
    expect(await world.deliverInput(needy)).toMatchObject({ outcome: 'held' });
    await world.ingest(busEvent('shipment.dispatched', '2026-03-05T15:00:06Z', { shipment: { id: 's-2' } }));
    const back = world.parked.at(-1) ?? expect.fail('nothing was parked');
    world.now = back.until;
    expect(await world.deliverInput(back.input)).toMatchObject({ outcome: 'skipped' });
    expect(await world.run(input)).toMatchObject({ ended: { why: 'stopped', reason: 'not-delivered' } });
    expect(world.resumed).toMatchObject([{ token: 'token-1', arm: 1 }]);
  });
});
