import { describe, expect, it } from 'vitest';
import { readSurveyToken } from '../../src/links/survey.ts';
import { DomainError } from '../../src/model/errors.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { busEvent, consentToAll, shopper } from '../fixtures/events.ts';
import { abandonedCart, cartAt, comeBack, dueAt, later, reminder, thanks } from './due.ts';
import { World } from './world.ts';

describe('deliver-message', () => {
  it('sends the reminder, records it, and says when the next step is due', async () => {
    const { world, input } = await abandonedCart();
    const result = await world.deliver(input, reminder, { then: { days: 1, at: '10:00' } });
    expect(result).toEqual({ until: '2026-03-03T10:00:00Z', outcome: 'sent' });
    expect(world.sent).toMatchObject([
      { address: 'shopper@example.com', subject: 'Your cart', tags: { message: `${input.run}_reminder` } },
    ]);
    expect(await world.ledger(input)).toMatchObject([
      { outcome: 'sent', channel: 'email', locale: 'en', due: fromIso(dueAt) },
    ]);
    expect((await world.run(input))?.next?.at).toBe(fromIso('2026-03-03T10:00:00Z'));
  });

  it('records on the message whether its opening will be reported', async () => {
    for (const tracksOpens of [true, undefined] as const) {
      const { world, input } = await abandonedCart();
      world.behaviour = () => ({ accepted: 'ses-1', ...(tracksOpens && { tracksOpens }) });
      await world.deliver(input, reminder);
      expect((await world.ledger(input))[0]?.tracksOpens).toBe(tracksOpens);
      await world.deliver(input, reminder); // and says it again
      expect((await world.ledger(input))[0]?.tracksOpens).toBe(tracksOpens);
    }
  });

  it('completes the run with the last step, and with no other', async () => {
    const { world, input } = await thanks();
    await world.deliver(input, { id: 'thanks' });
    expect((await world.run(input))?.ended).toBeUndefined();
    const other = await abandonedCart();
    await other.world.deliver(other.input, reminder, { last: true });
    expect((await other.world.run(other.input))?.ended).toMatchObject({ why: 'completed' });
  });

  it('gives every message a link to a survey of its run, about the run’s order', async () => {
    const links: (string | undefined)[] = [];
    for (const { world, input } of [await thanks(), await abandonedCart()]) {
      const render: World['overrides']['render'] = (_journey, _message, _locale, context) => {
        links.push(context.links.survey);
        return { subject: '', preheader: '', html: '', text: '' };
      };
      world.overrides = { render };
      const message = input.journey === 'order-journey' ? 'thanks' : 'reminder';
      await world.deliver(input, { id: message });
      const token = new URL(links.at(-1) ?? '').searchParams.get('t') ?? '';
      const order = input.journey === 'order-journey' ? { order: 'o-1' } : {};
      const { customer, run: survey } = input;
      const issuedAt = world.now;
      expect(readSurveyToken(token, world.keys)).toEqual({ customer, survey, locale: 'en', issuedAt, ...order });
    }
  });

  it('writes in the language of the customer and links to their own unsubscribe page', async () => {
    const { world, input } = await abandonedCart({ ...shopper, locale: 'ja-JP' });
    await world.deliver(input, reminder);
    expect(world.sent).toMatchObject([
      {
        subject: 'Your cart（日本語）',
        unsubscribe: expect.stringMatching(/^https:\/\/links\.example\.com\/unsubscribe\?t=/),
      },
    ]);
  });

  it('says the same again when it is called again, and sends nothing more', async () => {
    const { world, input } = await abandonedCart();
    const then = { then: { days: 1, at: '10:00' } };
    const first = await world.deliver(input, reminder, then);
    world.at(later(dueAt, 5));
    for (let i = 0; i < 4; i += 1) expect(await world.deliver(input, reminder, then)).toEqual(first);
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toHaveLength(1);
  });

  it('sends once when it is called ten times at the same moment', async () => {
    const { world, input } = await abandonedCart();
    await Promise.allSettled(Array.from({ length: 10 }, () => world.deliver(input, reminder)));
    expect(world.sent).toHaveLength(1);
  });

  it('passes on at once, and says why, when the run has ended', async () => {
    const { world, input } = await abandonedCart();
    await world.ingest(busEvent('order.placed', '2026-03-02T10:00:00Z'));
    const result = await world.deliver(input, reminder, { then: { days: 1, at: '10:00' } });
    expect(result).toEqual({ until: dueAt, outcome: 'skipped' });
    expect(await world.ledger(input)).toMatchObject([
      { outcome: 'skipped', reason: 'run-ended', detail: 'order.placed' },
    ]);
    expect(await world.run(input)).toMatchObject({
      ended: { why: 'event', reason: 'order.placed' },
      goal: { on: 'order.placed', at: Date.parse('2026-03-02T10:00:00Z') },
    });
  });

  it.each([
    ['no-consent', { consent: undefined }],
    ['no-consent', { consent: { email: { granted: false, at: '2026-01-01T00:00:00Z', source: 'x' } } }],
    ['no-address', { email: undefined }],
  ])('does not send and records %s', async (reason, change) => {
    const { world, input } = await abandonedCart({ ...shopper, ...change });
    await world.deliver(input, reminder);
    expect(world.sent).toHaveLength(0);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason }]);
  });

  it('sends transactional messages without marketing consent', async () => {
    const world = new World().at(cartAt);
    const input = await world.enter(
      'order-journey',
      busEvent('order.placed', cartAt, { customer: { ...shopper, consent: undefined } }),
    );
    await world.at(input.next.until).deliver(input, { id: 'thanks' });
    expect(world.sent).toHaveLength(1);
    expect(world.sent[0]?.unsubscribe).toBeUndefined();
  });

  it('falls back to the next channel that reaches the customer', async () => {
    const { world, input } = await abandonedCart({
      id: 'c-1',
      phone: '+819012345678',
      timeZone: 'UTC',
      consent: consentToAll,
    });
    await world.deliver(input, { ...reminder, channels: ['email', 'sms'] });
    expect(world.sent).toMatchObject([{ address: '+819012345678', sms: 'SMS Your cart', lifetimeSeconds: 8 * 3600 }]);
  });

  it('says that a channel is not configured instead of breaking', async () => {
    const { world, input } = await abandonedCart();
    world.overrides = { senders: {} };
    expect(await world.deliver(input, reminder)).toMatchObject({ outcome: 'skipped' });
    expect(await world.ledger(input)).toMatchObject([{ reason: 'channel-not-configured' }]);
  });

  it('keeps quiet at night: parks the message, counts on from the morning, and sends it then', async () => {
    const { world, input } = await abandonedCart({ ...shopper, timeZone: 'Asia/Tokyo' }); // 13:00 UTC is 22:00 in Tokyo
    const result = await world.deliver(input, reminder, { then: { minutes: 60 } });
    const parked = world.parked[0];
    expect(parked && toIso(parked.until)).toBe('2026-03-02T23:00:20Z');
    expect(result).toEqual({ until: '2026-03-03T00:00:20Z', outcome: 'held' });
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason: 'quiet-hours' }]);
    world.now = parked?.until ?? 0;
    await world.deliverInput(parked?.input ?? expect.fail('nothing was parked'));
    expect(world.sent).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'sent' }]);
  });

  it('holds a second marketing message of the day until the next morning', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, reminder);
    world.at('2026-03-02T15:00:00Z');
    await world.deliver(input, { id: 'last-call' });
    expect(world.sent).toHaveLength(1);
    expect(world.parked.map(({ until }) => toIso(until))).toEqual(['2026-03-03T08:00:20Z']);
    expect((await world.ledger(input)).find(({ step }) => step === 'last-call')).toMatchObject({ reason: 'daily-cap' });
  });

  it('brings a message back as the day opens that has lost three days to others', async () => {
    const world = new World().at('2026-02-27T09:00:00Z');
    const review = await world.enter('review-journey', busEvent('shipment.delivered', '2026-02-26T09:00:00Z'));
    for (const [index, day] of ['2026-03-01', '2026-03-02', '2026-03-03'].entries()) {
      const cart = { id: `cart-${index}`, total: { amount: 90, currency: 'USD' }, lines: [] };
      const event = busEvent('cart.updated', `${day}T04:00:00Z`, { id: `e-${index}`, cart });
      const rival = await world.at(`${day}T04:00:00Z`).enter('cart-journey', event);
      await world.at(`${day}T08:00:00Z`).deliver(rival, reminder);
      await (index === 0 ? world.at(review.next.until).deliver(review, { id: 'ask' }) : comeBack(world));
      expect(world.parked.at(-1)?.input.parked?.passedOver).toBe(index + 1);
    }
    expect(world.parked.map(({ until }) => toIso(until))).toEqual([
      '2026-03-02T08:01:00Z',
      '2026-03-03T08:01:00Z',
      '2026-03-04T08:00:00Z',
    ]);
    expect(await comeBack(world)).toMatchObject({ outcome: 'sent' });
  });

  it('makes way for a message of higher priority that is due later the same day', async () => {
    const world = new World().at('2026-03-01T09:00:00Z');
    const review = await world.enter('review-journey', busEvent('shipment.delivered', '2026-02-28T09:00:00Z'));
    expect(review.next.until).toBe('2026-03-03T10:00:00Z');
    await world.at('2026-03-03T09:00:00Z').enter('cart-journey', busEvent('cart.updated', '2026-03-03T09:00:00Z'));
    const result = await world.at('2026-03-03T10:00:00Z').deliver(review, { id: 'ask' });
    expect(result.outcome).toBe('held');
    expect(await world.ledger(review)).toMatchObject([{ reason: 'higher-priority' }]);
    const cart = world.started[1]?.input ?? expect.fail('the cart journey was not started');
    expect(await world.at('2026-03-03T13:00:00Z').deliver(cart, reminder)).toMatchObject({ outcome: 'sent' });
  });

  it('checks the filter again: a cart that became worthless is not advertised', async () => {
    const { world, input } = await abandonedCart();
    const cart = { id: 'cart-1', total: { amount: 0, currency: 'USD' }, lines: [] };
    await world.ingest(busEvent('cart.updated', '2026-03-02T10:00:00Z', { cart }));
    await world.deliver(input, reminder);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'no-longer-matches' }]);
  });

  it('drops a message that was held longer than the store allows', async () => {
    const { world, input } = await abandonedCart();
    await world.at(later(dueAt, 3 * 24 * 60 + 1)).deliver(input, reminder);
    expect(await world.ledger(input)).toMatchObject([{ reason: 'stale' }]);
  });

  it.each(['completed', 'left'] as const)('sends what was held also when the run has %s since', async (why) => {
    const { world, input } = await abandonedCart();
    await world.at('2026-03-02T22:00:00Z').deliver(input, reminder, why === 'completed' ? { last: true } : {});
    if (why === 'left') await world.leave({ ...input, step: { id: 'leave', reason: 'that was all' } });
    expect((await world.run(input))?.ended?.why).toBe(why);
    const [parked] = world.parked;
    await world.at('2026-03-03T08:00:20Z').deliverInput(parked?.input ?? expect.fail('nothing was parked'));
    expect(world.sent).toHaveLength(1);
  });

  it('drops what was held when an event makes it pointless after the last step', async () => {
    const { world, input } = await abandonedCart();
    await world.at('2026-03-02T22:00:00Z').deliver(input, reminder, { last: true });
    await world.at('2026-03-03T07:00:00Z').ingest(busEvent('order.placed', '2026-03-03T07:00:00Z'));
    const [parked] = world.parked;
    await world.at('2026-03-03T08:00:20Z').deliverInput(parked?.input ?? expect.fail('nothing was parked'));
    expect(world.sent).toEqual([]);
    expect(await world.ledger(input)).toMatchObject([{ reason: 'run-ended', detail: 'order.placed' }]);
  });

  it('does not park again what no patience helps: a parked message of an unknown customer', async () => {
    const { world, input } = await abandonedCart();
    const lost = world.deliver({ ...input, customer: 'nobody' }, reminder, { parked: { due: dueAt } });
    await expect(lost).rejects.toThrow(DomainError);
    expect(world.parked).toEqual([]);
  });

  it('records what SES refuses for good', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = () => ({ refused: 'MessageRejected' });
    await world.deliver(input, reminder);
    expect(await world.ledger(input)).toMatchObject([
      { outcome: 'skipped', reason: 'rejected', detail: 'MessageRejected' },
    ]);
  });

  it.each([
    ['sent', 'a parcel that arrived', []],
    ['refund', 'an open refund', [busEvent('order.refunded', '2026-03-01T00:00:00Z')]],
    [
      'refund',
      'an order refunded in full',
      [
        busEvent('order.placed', '2026-02-20T00:00:00Z'),
        busEvent('order.refunded', '2026-02-28T00:00:00Z', {
          refund: { id: 'r', status: 'completed', total: { amount: 48, currency: 'USD' } },
        }),
      ],
    ],
    [
      'sent',
      'an order refunded in part',
      [
        busEvent('order.placed', '2026-02-20T00:00:00Z'),
        busEvent('order.refunded', '2026-02-28T00:00:00Z', {
          refund: { id: 'r', status: 'completed', total: { amount: 4, currency: 'USD' } },
        }),
      ],
    ],
  ])('answers a request for a review with "%s" after %s', async (answer, _what, before) => {
    const world = new World().at('2026-03-01T12:00:00Z');
    for (const event of before) await world.ingest(event);
    const input = await world.enter('review-journey', busEvent('shipment.delivered', '2026-03-01T12:00:00Z'));
    await world.at(input.next.until).deliver(input, { id: 'ask' });
    const [line] = await world.ledger(input);
    expect(line?.reason ?? line?.outcome).toBe(answer);
  });

  it('never asks for a review of what has not arrived, whatever started the journey', async () => {
    const world = new World().at(cartAt);
    const input = await world.enter('review-journey', busEvent('shipment.delivered', cartAt));
    const history = await world.stores.customers.load(input.customer);
    for (const { pk, sk, value, rev } of history?.stored.facts ?? []) {
      if (value.kind === 'shipment') await world.table.put({ pk, sk }, { ...value, deliveredAt: undefined }, rev);
    }
    await world.at(input.next.until).deliver(input, { id: 'ask' });
    expect(await world.ledger(input)).toMatchObject([{ reason: 'not-delivered' }]);
  });

  it('keeps a message of a hold-out back, and records what would have gone', async () => {
    const { world, input } = await abandonedCart();
    const then = { then: { days: 1, at: '10:00' } };
    const result = await world.deliver(input, { ...reminder, holdOut: true }, then);
    expect(result).toEqual({ until: '2026-03-03T10:00:00Z', outcome: 'skipped' });
    expect(world.sent).toEqual([]);
    const key = `${input.run}_reminder`;
    const line = { key, outcome: 'skipped', reason: 'hold-out', channel: 'email', locale: 'en' };
    expect(await world.ledger(input)).toMatchObject([line]);
    expect((await world.stores.customers.load(input.customer))?.profile.claims).toEqual({});
    expect(await world.deliver(input, { id: 'last-call' })).toMatchObject({ outcome: 'sent' });
  });

  it('gives a message of a hold-out its own reason when it would not have gone anyway', async () => {
    const { world, input } = await abandonedCart({ ...shopper, consent: undefined });
    await world.deliver(input, { ...reminder, holdOut: true });
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'no-consent' }]);
  });

  it('parks a message of a hold-out at night as any other, and keeps it back in the morning', async () => {
    const { world, input } = await abandonedCart({ ...shopper, timeZone: 'Asia/Tokyo' });
    expect(await world.deliver(input, { ...reminder, holdOut: true })).toMatchObject({ outcome: 'held' });
    const [parked] = world.parked;
    world.now = parked?.until ?? 0;
    await world.deliverInput(parked?.input ?? expect.fail('nothing was parked'));
    expect(world.sent).toEqual([]);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'skipped', reason: 'hold-out' }]);
  });

  it('breaks on a message of a hold-out that cannot be rendered', async () => {
    const { world, input } = await abandonedCart();
    world.overrides = {
      render: () => {
        throw new Error('no such field');
      },
    };
    await expect(world.deliver(input, { ...reminder, holdOut: true })).rejects.toThrow('no such field');
  });
});
