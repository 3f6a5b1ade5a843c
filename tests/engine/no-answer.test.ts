import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/channels/contract/report.ts';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import type { FeedbackKind } from '../../src/model/message.ts';
import { toIso } from '../../src/policy/time/timing.ts';
import { busEvent } from '../fixtures/events.ts';
import { abandonedCart, comeBack, dueAt, later, reminder, thanks } from './due.ts';
import type { World } from './world.ts';

/** The connection is lost after the message was handed over. */
const silent = () => {
  throw new Error('socket hang up');
};
const busy = () => {
  throw new NotAcceptedError('too much');
};
const taken = () => ({ accepted: 'ses-2' });

/** A report on the message that went out. */
function reportOn({ sent, now }: World, kind: FeedbackKind): Report {
  const [mail] = sent;
  if (mail === undefined) throw new Error('nothing was sent');
  const { tags, address, channel } = mail;
  return { tags, address, channel, kind, at: now };
}

function bounceOf(world: World, step?: string): Report {
  const report = reportOn(world, 'bounced');
  const message = step === undefined ? report.tags.message : `${report.tags.message}-${step}`;
  return { ...report, tags: { ...report.tags, message }, suppress: 'bounce' };
}

describe('deliver-message, when SES gives no answer,', () => {
  it('knows a marketing message as unknown, and never sends it again, when SES gave no answer', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = silent;
    expect(await world.deliver(input, reminder)).toMatchObject({ outcome: 'unknown' });
    world.behaviour = () => ({ accepted: 'x' });
    await world.at(later(dueAt, 10)).deliver(input, reminder);
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown', reason: 'no-answer' }]);
  });

  it('sends a transactional message at most twice, however often SES takes it and does not answer', async () => {
    const { world, input } = await thanks();
    world.behaviour = silent;
    for (let minutes = 0; minutes < 60; minutes += 3) {
      await world
        .at(later(input.next.until, minutes))
        .deliver(input, { id: 'thanks' })
        .catch(() => {});
    }
    expect(world.sent).toHaveLength(2);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown', reason: 'no-answer' }]);
  });

  it.each([
    ['its order was cancelled', 60, (world: World) => world.ingest(busEvent('order.cancelled', toIso(world.now)))],
    ['it is overdue by ten days, and redriven', 10 * 24 * 60, async () => {}],
    ['another message to the address bounced', 60, (world: World) => world.feedback(bounceOf(world, 'another'))],
    ['it bounced itself', 60, (world: World) => world.feedback(bounceOf(world))],
    ['SES reported that it arrived', 60, (world: World) => world.feedback(reportOn(world, 'delivered'))],
  ] as const)('does not send a message again that would not go any more: %s', async (_what, minutes, happens) => {
    const { world, input } = await thanks();
    world.behaviour = silent;
    await expect(world.deliver(input, { id: 'thanks' })).rejects.toThrow('gave no answer');
    world.behaviour = () => ({ accepted: 'ses-2' });
    await happens(world.at(later(input.next.until, minutes)));
    await world.at(later(input.next.until, minutes + 1)).deliver(input, { id: 'thanks' });
    expect(world.sent).toHaveLength(1);
    const [line] = await world.ledger(input);
    expect(line?.outcome).toBe(line?.feedback ? 'sent' : 'unknown');
  });

  it('sends a transactional message once more a quarter of an hour after SES gave no answer, and not before', async () => {
    const { world, input } = await thanks();
    world.behaviour = silent;
    await expect(world.deliver(input, { id: 'thanks' })).rejects.toThrow('gave no answer');
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown' }]);
    world.behaviour = taken;
    const deliverAt = (minutes: number) => world.at(later(input.next.until, minutes)).deliver(input, { id: 'thanks' });
    await expect(deliverAt(0)).rejects.toThrow('Another attempt may still be sending');
    await expect(deliverAt(3)).rejects.toThrow('A report may still tell');
    await expect(deliverAt(14.9)).rejects.toThrow('A report may still tell');
    expect(await deliverAt(15)).toMatchObject({ outcome: 'sent' });
    expect(world.sent).toHaveLength(2);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', providerId: 'ses-2' }]);
  });

  it('sends a transactional message after an outage of ten minutes, however often it is called meanwhile', async () => {
    const { world, input } = await thanks();
    for (let minutes = 0; minutes < 30; minutes += 2) {
      world.behaviour = minutes < 10 ? silent : taken;
      await world
        .at(later(input.next.until, minutes))
        .deliver(input, { id: 'thanks' })
        .catch(() => {});
    }
    expect(world.sent).toHaveLength(2);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', providerId: 'ses-2' }]);
  });

  it('sends a transactional message once alone when SES reports within minutes that the first arrived', async () => {
    const { world, input } = await thanks();
    world.behaviour = silent;
    await expect(world.deliver(input, { id: 'thanks' })).rejects.toThrow('gave no answer');
    world.behaviour = taken;
    await world
      .at(later(input.next.until, 3))
      .deliver(input, { id: 'thanks' })
      .catch(() => {});
    await world.at(later(input.next.until, 4)).feedback(reportOn(world, 'delivered'));
    expect(await world.deliver(input, { id: 'thanks' })).toMatchObject({ outcome: 'sent' });
    expect(world.sent).toHaveLength(1);
  });
});

describe('a repetition', () => {
  it('is not used up by a service that is busy', async () => {
    const { world, input } = await thanks();
    const step = { id: 'thanks' };
    world.behaviour = silent;
    await expect(world.deliver(input, step)).rejects.toThrow('gave no answer');
    world.behaviour = busy;
    expect(await world.at(later(input.next.until, 16)).deliver(input, step)).toMatchObject({ outcome: 'unknown' });
    world.behaviour = taken;
    expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
    expect(world.sent).toHaveLength(3);
  });

  it('is still owed to a message that its service only later gave no answer for', async () => {
    const { world, input } = await thanks();
    const step = { id: 'thanks', coupon: { percent: 5, days: 3 } };
    world.behaviour = busy;
    await world.deliver(input, step);
    world.behaviour = silent;
    await comeBack(world);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown' }]);
    world.behaviour = taken;
    world.now += 960_000;
    expect(await world.deliverInput(world.parked.at(-1)?.input ?? expect.fail('nothing was parked'))).toMatchObject({
      outcome: 'sent',
    });
    expect(new Set(world.published.map(({ detail }) => JSON.stringify(detail.coupon))).size).toBe(1);
  });

  it.each([
    ['delivered', 'comes back'],
    ['opened', 'comes back'],
    ['bounced', 'comes back'],
    ['delivered', 'is called again by its state machine'],
  ] as const)('is not needed once the message is reported as %s while it is held, and %s', async (kind, how) => {
    const { world, input } = await thanks();
    const step = { id: 'thanks' };
    world.behaviour = silent;
    await expect(world.deliver(input, step)).rejects.toThrow('gave no answer');
    world.behaviour = busy;
    await world.at(later(input.next.until, 16)).deliver(input, step);
    await world.feedback(reportOn(world, kind));
    world.behaviour = taken;
    const again = await (how === 'comes back' ? comeBack(world) : world.deliver(input, step));
    expect(again).toMatchObject({ outcome: 'sent' });
    expect(world.sent).toHaveLength(2); // silent, busy
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', feedback: { [kind]: expect.any(Number) } }]);
  });

  it('stays the only one when it was held back in between', async () => {
    const { world, input } = await thanks();
    const step = { id: 'thanks' };
    for (const behaviour of [silent, busy, silent, taken]) {
      world.behaviour = behaviour;
      const next = world.parked.at(-1);
      world.now = Math.max(world.now + 960_000, next?.until ?? 0);
      await (next ? world.deliverInput(next.input) : world.deliver(input, step)).catch(() => {});
    }
    expect(world.sent).toHaveLength(3); // silent, busy, silent
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown', reason: 'no-answer' }]);
  });
});
