import { describe, expect, it } from 'vitest';
import type { RunInput } from '../../src/model/run-input.ts';
import { settingsVersion } from '../../src/policy/delivery/basis.ts';
import { cartJourney, settings } from '../fixtures/catalogue.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

const whenOver = [
  { id: 'reminder', message: 'reminder', purpose: 'marketing' },
  { id: 'last-call', message: 'last-call', purpose: 'marketing' },
] as const;

/** A shop whose cart journey has two messages, and whose clock does not follow the events. */
function shop(): World {
  const world = new World().at('2026-03-02T03:00:00Z');
  world.journeys = { ...world.journeys, 'cart-journey': { ...cartJourney, whenOver } };
  world.storeClockIsRight = false;
  return world;
}

const filled = busEvent('cart.updated', '2026-03-02T03:00:00Z');
const ordered = busEvent('order.placed', '2026-03-02T04:00:00Z');

/** The ledger in short. */
async function linesOf(world: World): Promise<unknown[]> {
  const [{ input } = { input: undefined }] = world.started;
  if (input === undefined) throw new Error('nothing was started');
  return (await world.ledger(input)).map(({ step, outcome, reason, detail }) =>
    [step, outcome, reason, detail].join(' '),
  );
}

/** The line of its first message while that is being sent, a moment before it is due. */
const line = ({ customer, run, journey }: RunInput) => {
  const at = Date.parse('2026-03-02T04:00:00Z');
  const named = { key: `${run}_reminder`, step: 'reminder', message: 'reminder', purpose: 'marketing' } as const;
  return { ...named, customer, run, journey, due: at, at };
};

const skipped = ['last-call skipped run-ended order.placed', 'reminder skipped run-ended order.placed'];

describe('a run that an event ends before its first step', () => {
  it('has each of its messages in the ledger at once, and its execution is never started', async () => {
    const world = shop();
    const input = await world.enter('cart-journey', filled);
    await world.at('2026-03-02T04:00:05Z').ingest(ordered);
    expect(await linesOf(world)).toEqual(skipped);
    expect(world.cancelled).toEqual([input.run]);
    expect(world.counted.filter((line) => line.startsWith('MessageOutcome'))).toEqual([
      'MessageOutcome cart-journey skipped run-ended',
      'MessageOutcome cart-journey skipped run-ended',
    ]);
    await world.ingest(ordered);
    expect(world.cancelled).toHaveLength(1);
  });

  it('keeps in each line the event that ended it and the version of the settings, as its execution would', async () => {
    const world = shop();
    const input = await world.enter('cart-journey', filled);
    await world.at('2026-03-02T04:00:05Z').ingest(ordered);
    const { 'cart-journey': rules = expect.fail('the journey is there') } = world.journeys;
    const at = Date.parse('2026-03-02T04:00:00Z');
    const basis = { end: 'event', event: { on: 'order.placed', at }, version: settingsVersion(settings, rules) };
    expect((await world.ledger(input)).map((line) => line.basis)).toEqual([basis, basis]);
  });

  it('leaves the same ledger when its start could not be taken back', async () => {
    const world = shop();
    world.onCancel = () => {
      throw new Error('outage');
    };
    const input = await world.enter('cart-journey', filled);
    await world.at('2026-03-02T04:00:05Z').ingest(ordered);
    await world.at(input.next.until).deliver(input, { id: 'reminder' });
    await world.deliver(input, { id: 'last-call' });
    expect(await linesOf(world)).toEqual(skipped);
    expect(world.sent).toEqual([]);
  });

  it('is left to its execution once its first step is due', async () => {
    const world = shop();
    const input = await world.enter('cart-journey', filled);
    await world.at(input.next.until).ingest(ordered);
    expect(await linesOf(world)).toEqual([]);
    expect(world.cancelled).toEqual([]);
  });

  it('is left to its execution when a message of it has gone', async () => {
    const world = shop();
    const input = await world.enter('cart-journey', filled);
    await world.at(input.next.until).deliver(input, { id: 'reminder' }, { then: { minutes: 1440 } });
    await world.ingest(busEvent('order.placed', '2026-03-02T07:30:00Z'));
    expect(world.cancelled).toEqual([]);
    expect(await linesOf(world)).toEqual(['reminder sent  ']);
  });

  it('keeps what was sent in the very moment in which it ended', async () => {
    const world = shop();
    const input = await world.enter('cart-journey', filled);
    await world.at('2026-03-02T04:00:00Z').stores.messages.record({ ...line(input), outcome: 'sent' });
    await world.ingest(ordered);
    expect(await linesOf(world)).toEqual([skipped[0], 'reminder sent  ']);
  });
});
