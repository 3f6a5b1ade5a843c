import { describe, expect, it } from 'vitest';
import { busEvent } from '../fixtures/events.ts';
import { abandonedCart, dueAt, later, reminder, thanks } from './due.ts';

describe('deliver-message, when SES gives no answer,', () => {
  it('knows a marketing message as unknown, and never sends it again, when SES gave no answer', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = () => {
      throw new Error('socket hang up');
    };
    expect(await world.deliver(input, reminder)).toMatchObject({ outcome: 'unknown' });
    world.behaviour = () => ({ accepted: 'x' });
    await world.at(later(dueAt, 10)).deliver(input, reminder);
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown', reason: 'no-answer' }]);
  });

  it('sends a transactional message at most twice, however often SES takes it and does not answer', async () => {
    const { world, input } = await thanks();
    world.behaviour = () => {
      throw new Error('TimeoutError');
    };
    for (let minutes = 0; minutes < 60; minutes += 3) {
      await world
        .at(later(input.next.until, minutes))
        .deliver(input, { id: 'thanks' })
        .catch(() => {});
    }
    expect(world.sent).toHaveLength(2);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown', reason: 'no-answer' }]);
  });

  it('does not send a message again that would not go any more: its order was cancelled meanwhile', async () => {
    const { world, input } = await thanks();
    world.behaviour = () => {
      throw new Error('TimeoutError');
    };
    await expect(world.deliver(input, { id: 'thanks' })).rejects.toThrow('gave no answer');
    await world.ingest(busEvent('order.cancelled', later(input.next.until, 60)));
    await world.at(later(input.next.until, 61)).deliver(input, { id: 'thanks' });
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown', reason: 'no-answer' }]);
  });

  it('sends a transactional message again after the lease when SES gave no answer', async () => {
    const { world, input } = await thanks();
    world.behaviour = () => {
      throw new Error('socket hang up');
    };
    await expect(world.deliver(input, { id: 'thanks' })).rejects.toThrow('gave no answer');
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown' }]);
    world.behaviour = () => ({ accepted: 'ses-2' });
    await expect(world.deliver(input, { id: 'thanks' })).rejects.toThrow('Another attempt may still be sending');
    expect(await world.at(later(input.next.until, 3)).deliver(input, { id: 'thanks' })).toMatchObject({
      outcome: 'sent',
    });
    expect(world.sent).toHaveLength(2);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', providerId: 'ses-2' }]);
  });
});
