import { describe, expect, it } from 'vitest';
import type { RunInput } from '../../src/model/run-input.ts';
import type { AwaitInput } from '../../src/model/step.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { busEvent } from '../fixtures/events.ts';
import { World } from './world.ts';

const placed = '2026-03-02T09:00:00Z';
const entered = '2026-03-03T10:00:00Z';
const dispatched = busEvent('shipment.dispatched', '2026-03-04T15:00:00Z');
const delivered = busEvent('shipment.delivered', '2026-03-05T15:00:00Z');

/** A run that comes to an await whose arms begin with a wait, with a step, and with nothing at all. */
async function ordered(step: Partial<AwaitInput['step']> = {}): Promise<{ world: World; input: AwaitInput }> {
  const world = new World().at(placed);
  const run: RunInput = await world.enter('order-journey', busEvent('order.placed', placed));
  const on = ['shipment.delivered', 'shipment.dispatched', 'review.submitted'] as const;
  const arms = [{ then: { days: 2, at: '10:00' } }, {}, { last: true }] as const;
  const input: AwaitInput = { ...run, step: { id: 'await', on, arms, ...step }, token: 'token-1' };
  return { world: world.at(entered), input };
}

const readable = (world: World) => world.resumed.map(({ until, ...more }) => ({ ...more, until: toIso(until) }));
const review = (at: string) =>
  busEvent('review.submitted', at, { review: { id: 'r-1', rating: 5 }, order: { id: 'o-1' } });

describe('an await with arms', () => {
  it.each([
    ['the arm of what came', delivered, { arm: 0, until: '2026-03-07T10:00:00Z' }],
    ['an arm without a wait at once', dispatched, { arm: 1, until: '2026-03-04T15:00:00Z' }],
    ['an arm without steps', review('2026-03-05T15:00:00Z'), { arm: 2, until: '2026-03-05T15:00:00Z' }],
  ])('goes on by %s, with its own delay counted from the event', async (_, event, resumption) => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    for (let again = 0; again < 3; again += 1) await world.ingest(event);
    expect(readable(world)).toEqual([{ token: 'token-1', ...resumption }]);
    expect((await world.run(input))?.awaiting).toBeUndefined();
    expect((await world.run(input))?.arms).toEqual({ await: resumption.arm });
  });

  it('goes on by the same arm when the event came before the token', async () => {
    const { world, input } = await ordered();
    await world.ingest(delivered);
    await world.awaitEvent(input);
    expect(readable(world)).toEqual([{ token: 'token-1', arm: 0, until: '2026-03-07T10:00:00Z' }]);
    expect((await world.run(input))?.next?.at).toBe(Date.parse('2026-03-07T10:00:00Z'));
  });

  it('goes by the earliest of the events, whichever was heard of first', async () => {
    const { world, input } = await ordered();
    for (const event of [delivered, dispatched]) await world.ingest(event);
    await world.awaitEvent(input);
    expect(readable(world)).toEqual([{ token: 'token-1', arm: 1, until: '2026-03-04T15:00:00Z' }]);
  });

  it('completes the run when nothing comes in the arm nor after it, and not by another arm', async () => {
    const [one, other] = [await ordered(), await ordered()];
    for (const { world, input } of [one, other]) await world.awaitEvent(input);
    await one.world.ingest(review('2026-03-05T15:00:00Z'));
    await other.world.ingest(dispatched);
    expect(await one.world.run(one.input)).toMatchObject({ ended: { why: 'completed' } });
    expect((await other.world.run(other.input))?.ended).toBeUndefined();
  });

  it('completes the run when nothing follows and all events lead on alike', async () => {
    const { world, input } = await ordered({ arms: undefined });
    await world.awaitEvent({ ...input, last: true });
    await world.ingest(delivered);
    expect(readable(world)).toEqual([{ token: 'token-1', until: '2026-03-05T15:00:00Z' }]);
    expect(await world.run(input)).toMatchObject({ ended: { why: 'completed' } });
  });

  it('is passed at once by the last arm when the run is over or ends meanwhile', async () => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    await world.at('2026-03-04T00:00:00Z').ingest(busEvent('order.cancelled', '2026-03-04T00:00:00Z'));
    await world.awaitEvent({ ...input, token: 'token-2' });
    const passed = { arm: 2, until: '2026-03-04T00:00:00Z' };
    expect(readable(world)).toEqual([
      { token: 'token-1', ...passed },
      { token: 'token-2', ...passed },
    ]);
    expect(await world.run(input)).toMatchObject({ ended: { why: 'event', reason: 'order.cancelled' } });
  });

  it('takes the same arm when it is called again after the event that completed the run', async () => {
    const { world, input } = await ordered();
    const arms = [{ last: true }, {}, {}] as const;
    const turned = { ...input, step: { ...input.step, arms } };
    await world.awaitEvent(turned);
    await world.ingest(delivered);
    expect(await world.run(input)).toMatchObject({ ended: { why: 'completed' } });
    await world.at('2026-03-05T15:00:05Z').awaitEvent({ ...turned, token: 'token-2' });
    expect(readable(world)).toMatchObject([
      { token: 'token-1', arm: 0 },
      { token: 'token-2', arm: 0 },
    ]);
  });

  it('is over with the first step after a time-out: what comes later changes nothing', async () => {
    const { world, input } = await ordered();
    await world.awaitEvent(input);
    const run = { ...input, next: { until: '2026-03-10T10:00:00Z' } };
    await world.at('2026-03-10T10:00:00Z').choose({ ...run, step: { id: 'if', if: {} }, arms: [{}, {}] });
    await world.ingest(review('2026-03-11T15:00:00Z'));
    expect(world.resumed).toEqual([]);
    expect((await world.run(input))?.ended).toBeUndefined();
  });

  describe('completed by an event that came while the first step after its time-out was busy', () => {
    const after = { next: { until: '2026-03-10T10:00:00Z' } };

    async function timedOut() {
      const { world, input } = await ordered({ on: ['review.submitted'], arms: [{ last: true }] });
      await world.awaitEvent(input);
      await world.at('2026-03-10T10:05:00Z').ingest(review('2026-03-10T10:05:00Z'));
      expect(await world.run(input)).toMatchObject({ ended: { why: 'completed' } });
      world.resumed.length = 0;
      const { step: _step, token: _token, ...run } = input;
      const action = { kind: 'tell-staff', text: 'Call them', by: 'email' } as const;
      const act = () => world.act({ ...run, ...after, step: { id: 'tell', action }, then: { days: 2, at: '10:00' } });
      return { world, input, act };
    }

    it('does everything on the way that the execution took, each at its time', async () => {
      const { world, input, act } = await timedOut();
      expect(await act()).toEqual({ action: 'done', until: '2026-03-12T10:00:00Z' });
      expect(world.notes).toHaveLength(1);
      expect((await world.run(input))?.next?.at).toBe(Date.parse('2026-03-12T10:00:00Z'));
      const { until } = await world.at('2026-03-12T10:00:00Z').deliver({ ...input, ...after }, { id: 'thanks' });
      expect({ until, sent: world.sent.length }).toEqual({ until: '2026-03-12T10:00:00Z', sent: 1 });
    });

    it('waits on that way for what has not come', async () => {
      const { world, input } = await timedOut();
      const later = { id: 'later', on: ['order.refunded'], arms: [{}] } as const;
      await world.awaitEvent({ ...input, ...after, step: later, token: 'token-2' });
      expect(world.resumed).toEqual([]);
      await world.at('2026-03-11T10:00:00Z').ingest(busEvent('order.refunded', '2026-03-11T10:00:00Z'));
      expect(readable(world)).toEqual([{ token: 'token-2', arm: 0, until: '2026-03-11T10:00:00Z' }]);
    });
  });
});

describe('an event of a message', () => {
  const click = '2026-03-03T12:00:00Z';
  const on = ['message.clicked', 'message.opened'] as const;
  const arms = [{ then: { minutes: 60 } }, {}] as const;

  /** A run that has sent its message and comes to an await of what becomes of that. */
  async function thanked() {
    const { world, input } = await ordered({ on, arms });
    await world.deliver(input, { id: 'thanks' });
    const tags = world.sent.at(-1)?.tags ?? expect.fail('nothing was sent');
    const report = (kind: 'clicked' | 'opened' | 'delivered', at = click, step = 'thanks') =>
      world.feedback({
        channel: 'email',
        tags: { ...tags, step, message: `${tags.run}_${step}`, purpose: 'transactional' } as never, // as SES brings them
        kind,
        at: Date.parse(at),
      });
    return { world, input, report };
  }
  const clicked = [{ token: 'token-1', arm: 0, until: '2026-03-03T13:00:00Z' }];

  it('resumes a run that awaits it, once, however often it is reported', async () => {
    const { world, input, report } = await thanked();
    await world.awaitEvent(input);
    await report('delivered');
    expect(world.resumed).toEqual([]);
    for (let again = 0; again < 3; again += 1) await report('clicked');
    expect(readable(world)).toEqual(clicked);
  });

  it('is not lost when it comes before the token', async () => {
    const { world, input, report } = await thanked();
    await report('clicked');
    await world.awaitEvent(input);
    await report('clicked');
    expect(readable(world)).toEqual(clicked);
  });

  it('counts by what happened first', async () => {
    const { world, input, report } = await thanked();
    await report('clicked');
    await report('opened', '2026-03-03T11:59:00Z');
    await world.awaitEvent(input);
    expect(readable(world)).toEqual([{ token: 'token-1', arm: 1, until: '2026-03-03T11:59:00Z' }]);
  });

  it('is that of the last message sent: a click in an earlier one resumes nothing', async () => {
    const { world, input, report } = await thanked();
    await world.at('2026-03-04T10:00:00Z');
    await world.deliver({ ...input, next: { until: '2026-03-04T10:00:00Z' } }, { id: 'again', message: 'thanks' });
    await world.awaitEvent(input);
    await report('clicked', '2026-03-04T11:00:00Z');
    expect(world.resumed).toEqual([]);
    await report('clicked', '2026-03-04T12:00:00Z', 'again');
    expect(readable(world)).toEqual([{ token: 'token-1', arm: 0, until: '2026-03-04T13:00:00Z' }]);
  });

  it('is that of a message still held, rather than of the one before; of a skipped one there is nothing to await', async () => {
    const { world, input, report } = await thanked();
    await report('clicked');
    const [sent] = await world.ledger(input);
    if (!sent) throw new Error('the message was not recorded');
    const later = { ...sent, key: `${sent.run}_later`, step: 'later', due: sent.due + 1, feedback: undefined };
    await world.stores.messages.record({ ...later, outcome: 'held', reason: 'daily-cap', until: sent.due + 2 });
    await world.awaitEvent(input);
    expect(world.resumed).toEqual([]);
    await world.stores.messages.record({ ...later, outcome: 'skipped', reason: 'stale' });
    await world.awaitEvent(input);
    expect(readable(world)).toEqual(clicked);
  });

  it('resumes nothing that awaits something else', async () => {
    const { world, input, report } = await thanked();
    await world.awaitEvent({ ...input, step: { id: 'await', on: ['shipment.delivered'], arms: [{}] } });
    await report('clicked');
    expect(world.resumed).toEqual([]);
  });

  it('races with an event of the store: the first to come is the one that counts', async () => {
    const { world, input, report } = await thanked();
    await world.awaitEvent({ ...input, step: { id: 'await', on: ['shipment.dispatched', 'message.clicked'], arms } });
    await world.ingest(dispatched);
    await report('clicked');
    expect(readable(world)).toEqual([{ token: 'token-1', arm: 0, until: '2026-03-04T16:00:00Z' }]);
  });
});
