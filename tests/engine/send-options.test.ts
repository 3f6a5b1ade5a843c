import { describe, expect, it, vi } from 'vitest';
import { readSmsEvent } from '../../src/channels/sms/reports.ts';
import { smsRequest } from '../../src/channels/sms/sender.ts';
import type { Delay } from '../../src/model/delay.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import type { DeliverInput } from '../../src/model/step.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { messages } from '../fixtures/catalogue.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-02T13:00:00Z';
const variants = [
  { message: 'reminder', weight: 75 },
  { message: 'last-call', weight: 25 },
];
const nudge = { id: 'nudge', variants };

async function abandonedCart(customer: Record<string, unknown> = shopper): Promise<{ world: World; input: RunInput }> {
  const world = new World().at(cartAt);
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer }));
  return { world: world.at(dueAt), input };
}

async function ordered(customer: Record<string, unknown> = shopper): Promise<{ world: World; input: RunInput }> {
  const world = new World().at(cartAt);
  const input = await world.enter('order-journey', busEvent('order.placed', cartAt, { customer }));
  return { world: world.at(input.next.until), input };
}

/** The message that was parked last, at the time it comes back. */
function unparked(world: World): DeliverInput {
  const { input, until } = world.parked.at(-1) ?? expect.fail('nothing was parked');
  world.now = until;
  return input;
}

describe('a message with variants', () => {
  it('is the one that its run gets, which the ledger and the reports tell', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, nudge);
    const [line] = await world.ledger(input);
    expect(line).toMatchObject({ step: 'nudge', key: `${input.run}_nudge`, outcome: 'sent' });
    expect(variants.map(({ message }) => message)).toContain(line?.message);
    expect(world.sent[0]).toMatchObject({
      subject: line?.message === 'reminder' ? 'Your cart' : 'Last call',
      tags: { step: 'nudge', variant: line?.message },
    });
  });

  it('is the same when it is called again, tried again after a crash, or comes back from parking', async () => {
    for (let at = 0; at < 8; at += 1) {
      const world = new World().at(cartAt);
      const customer = { ...shopper, id: `c-${at}`, timeZone: 'Asia/Tokyo' };
      const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer }));
      await world.at(dueAt).deliver(input, nudge);
      const [held] = await world.ledger(input);
      expect(held).toMatchObject({ outcome: 'held', message: expect.any(String) });
      const parked = unparked(world);
      world.behaviour = () => {
        throw new Error('no answer');
      };
      await world.deliverInput(parked);
      await world.deliverInput(parked);
      const [line] = await world.ledger(input);
      expect(line).toMatchObject({ outcome: 'unknown', message: held?.message });
      expect(world.sent.map(({ tags }) => tags.variant)).toEqual([held?.message]);
    }
  });

  it('goes out in proportion to the weights', async () => {
    const world = new World().at(cartAt);
    const inputs: RunInput[] = [];
    for (let at = 0; at < 400; at += 1) {
      const customer = { ...shopper, id: `c-${at}`, email: `shopper-${at}@example.com` };
      inputs.push(await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer })));
    }
    world.at(dueAt);
    for (const input of inputs) await world.deliver(input, nudge);
    expect(world.sent).toHaveLength(400);
    const reminders = world.sent.filter(({ tags }) => tags.variant === 'reminder').length;
    expect(Math.abs(reminders - 300)).toBeLessThan(35); // four standard deviations
  });

  it('asks for a review only as the one that goes does', async () => {
    const { ask } = messages['review-journey'] ?? {};
    const { reminder } = messages['cart-journey'] ?? {};
    if (!ask || !reminder) throw new Error('the fixtures have no such messages');
    for (const [message, outcome] of [
      ['ask', 'not-delivered'],
      ['hello', 'sent'],
    ]) {
      const { world, input } = await ordered();
      const catalogue = { 'order-journey': { ask, hello: reminder } };
      world.overrides = { messages: catalogue, render: () => ({ subject: '', preheader: '', html: '', text: '' }) };
      await world.deliver(input, { id: 'word', variants: [{ message: message ?? '', weight: 1 }] });
      const [line] = await world.ledger(input);
      expect(line?.reason ?? line?.outcome).toBe(outcome);
    }
  });

  it('says which one the deployed catalogue lacks', async () => {
    const { world, input } = await abandonedCart();
    const gone = { id: 'nudge', variants: [{ message: 'gone', weight: 1 }] };
    await expect(world.deliver(input, gone)).rejects.toThrow(
      'The deployed catalogue has no message "gone" of journey "cart-journey".',
    );
  });

  it('is named by a report that comes before the send was recorded', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, nudge);
    const sent = world.sent[0] ?? expect.fail('nothing was sent');
    const { Context: context } = smsRequest(sent, { originationIdentity: 'x' });
    const lost = { ...context, message: `${input.run}_lost` };
    const event = { eventType: 'TEXT_DELIVERED', eventTimestamp: world.now, context: lost };
    await world.feedback(readSmsEvent(event) ?? expect.fail('the report was not read'));
    expect((await world.ledger(input)).find(({ step }) => step === 'lost')).toMatchObject({
      run: input.run,
      message: sent.tags.variant,
      outcome: 'sent',
    });
  });

  it('appears in no tag when the step has none', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, { id: 'reminder' });
    expect(world.sent[0]?.tags).not.toHaveProperty('variant');
    expect(await world.ledger(input)).toMatchObject([{ step: 'reminder', message: 'reminder' }]);
  });
});

describe('a message under a condition', () => {
  const fromJapan = { customer: { country: ['JP'] } };

  it('is skipped when it does not hold, and the run goes on', async () => {
    const { world, input } = await abandonedCart();
    const result = await world.deliver(input, { id: 'reminder', if: fromJapan }, { then: { minutes: 60 } });
    expect(result).toEqual({ until: '2026-03-02T14:00:00Z', outcome: 'skipped' });
    expect(world.sent).toEqual([]);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'condition', message: 'reminder' }]);
    expect((await world.run(input))?.ended).toBeUndefined();
  });

  it('goes when it holds', async () => {
    const { world, input } = await abandonedCart({ ...shopper, country: 'JP', timeZone: 'UTC' });
    await world.deliver(input, { id: 'reminder', if: fromJapan });
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent' }]);
  });

  it('is asked again when it was parked', async () => {
    for (const country of ['JP', 'US']) {
      const { world, input } = await abandonedCart({ ...shopper, country: 'JP' });
      await world.deliver(input, { id: 'reminder', if: fromJapan });
      expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason: 'quiet-hours' }]);
      const parked = unparked(world);
      const moved = { ...shopper, country, timeZone: 'Asia/Tokyo' };
      await world.ingest(busEvent('customer.updated', toIso(world.now - 1000), { customer: moved }));
      await world.deliverInput(parked);
      const [line] = await world.ledger(input);
      expect(line?.reason ?? line?.outcome).toBe(country === 'JP' ? 'sent' : 'condition');
    }
  });

  it('asks of the message before it, also when it was parked itself meanwhile', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, { id: 'reminder' });
    const [first] = await world.ledger(input);
    await world.stores.messages.feedback(first ?? expect.fail('nothing was recorded'), 'opened', world.now);
    const opened = { messages: { last: { opened: [true] } } };
    await world.deliver(input, { id: 'last-call', if: opened });
    expect(world.parked).toHaveLength(1); // one marketing message a day
    await world.deliverInput(unparked(world));
    expect((await world.ledger(input)).find(({ step }) => step === 'last-call')).toMatchObject({ outcome: 'sent' });
  });

  it('reads the ledger only when it asks about messages', async () => {
    const { world, input } = await abandonedCart();
    const reading = vi.spyOn(world.stores.messages, 'ofEntry');
    await world.deliver(input, { id: 'reminder', if: fromJapan });
    expect(reading).not.toHaveBeenCalled();
    await world.deliver(input, { id: 'last-call', if: { messages: { last: { outcome: ['sent'] } } } });
    expect(reading).toHaveBeenCalledTimes(1);
  });

  it('gives way to the reasons that end the run', async () => {
    const { world, input } = await abandonedCart();
    await world.ingest(busEvent('order.placed', '2026-03-02T10:00:00Z'));
    await world.deliver(input, { id: 'reminder', if: fromJapan });
    expect(await world.ledger(input)).toMatchObject([{ reason: 'run-ended' }]);
  });
});

describe('a marketing message in a transactional journey', () => {
  const offer = { id: 'thanks', purpose: 'marketing', priority: 90 } as const;
  const toOffer = { purpose: 'marketing', priority: 90 } as const;

  it('does not go without consent', async () => {
    const { world, input } = await ordered({ ...shopper, consent: undefined });
    await world.deliver(input, offer);
    expect(world.sent).toEqual([]);
    expect(await world.ledger(input)).toMatchObject([{ reason: 'no-consent', purpose: 'marketing' }]);
  });

  it('can be unsubscribed from, and its reports say that it is marketing', async () => {
    const { world, input } = await ordered();
    await world.deliver(input, offer);
    expect(world.sent).toMatchObject([{ unsubscribe: expect.any(String), tags: { purpose: 'marketing' } }]);
  });

  it('is due when the quiet hours are over, and other runs know its kind', async () => {
    const { world, input } = await ordered();
    world.at('2026-03-03T10:00:00Z');
    const night: Delay = { minutes: 13 * 60 };
    const plain = await world.deliver(input, { id: 'thanks' }, { then: night });
    expect(plain.until).toBe('2026-03-03T23:00:00Z');
    const other = await ordered();
    const led = await other.world.deliver(other.input, { id: 'thanks' }, { then: { ...night, leadsTo: toOffer } });
    expect(led.until).toBe('2026-03-04T08:00:00Z');
    expect((await other.world.run(other.input))?.next).toEqual({ at: fromIso('2026-03-04T08:00:00Z'), ...toOffer });
  });

  it('waits for the morning when it comes at night', async () => {
    const { world, input } = await ordered();
    await world.at('2026-03-03T23:00:00Z').deliver({ ...input, next: { until: '2026-03-03T23:00:00Z' } }, offer);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason: 'quiet-hours' }]);
  });

  it('counts against the daily cap, and other marketing makes way for it', async () => {
    const { world, input } = await ordered();
    const thenOffer: Delay = { minutes: 240, leadsTo: toOffer };
    world.now = fromIso('2026-03-03T08:00:00Z');
    await world.deliver({ ...input, next: { until: toIso(world.now) } }, { id: 'thanks' }, { then: thenOffer });
    const cart = await world.enter('cart-journey', busEvent('cart.updated', '2026-03-03T06:00:00Z'));
    world.at('2026-03-03T10:00:00Z');
    await world.deliver(cart, { id: 'reminder' });
    expect((await world.ledger(input)).find(({ step }) => step === 'reminder')).toMatchObject({
      outcome: 'held',
      reason: 'higher-priority',
    });
    await world
      .at('2026-03-03T12:00:00Z')
      .deliver({ ...input, next: { until: '2026-03-03T12:00:00Z' } }, { ...offer, id: 'offer', message: 'thanks' });
    await world.deliver(cart, { id: 'last-call' });
    const lines = await world.ledger(input);
    expect(lines.find(({ step }) => step === 'offer')).toMatchObject({ outcome: 'sent' });
    expect(lines.find(({ step }) => step === 'last-call')).toMatchObject({ outcome: 'held', reason: 'daily-cap' });
  });
});

describe('a transactional message in a marketing journey', () => {
  const receipt = { id: 'reminder', purpose: 'transactional' } as const;
  const toReceipt = { purpose: 'transactional', priority: 80 } as const;

  it('goes without consent, at night, past the cap, and without a link to unsubscribe', async () => {
    const { world, input } = await abandonedCart({ ...shopper, consent: undefined });
    await world.at('2026-03-02T23:00:00Z').deliver(input, receipt);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent', purpose: 'transactional' }]);
    expect(world.sent[0]).not.toHaveProperty('unsubscribe');
  });

  it('is due at night, and no marketing makes way for it', async () => {
    const { world, input } = await abandonedCart();
    const wait: Delay = { minutes: 600, leadsTo: toReceipt };
    expect(await world.choose({ ...input, step: { id: 'if', if: {} }, arms: [{ then: wait }] })).toEqual({
      arm: 0,
      until: '2026-03-02T23:00:00Z',
    });
    expect((await world.run(input))?.next).toEqual({ at: fromIso('2026-03-02T23:00:00Z'), ...toReceipt });
    await world.ingest(busEvent('order.placed', '2026-02-26T09:00:00Z'));
    const review = await world.enter('review-journey', busEvent('shipment.delivered', '2026-02-28T09:00:00Z'));
    await world.deliver({ ...review, next: { until: dueAt } }, { id: 'ask', priority: 10 });
    expect((await world.ledger(input)).find(({ step }) => step === 'ask')).toMatchObject({ outcome: 'sent' });
  });

  it('is due at night after an event that was awaited, too', async () => {
    const { world, input } = await abandonedCart();
    const wait: Delay = { minutes: 600, leadsTo: toReceipt };
    await world.awaitEvent({ ...input, step: { id: 'a', on: ['review.submitted'] }, token: 't', then: wait });
    await world.ingest(busEvent('review.submitted', dueAt));
    expect(world.resumed).toEqual([{ token: 't', until: fromIso('2026-03-02T23:00:00Z') }]);
    expect((await world.run(input))?.next).toEqual({ at: fromIso('2026-03-02T23:00:00Z'), ...toReceipt });
  });
});
