import { describe, expect, it } from 'vitest';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import { emittedEventSchemas } from '../../src/model/emitted-event-schemas.ts';
import { RetryableError } from '../../src/model/errors.ts';
import type { RunInput } from '../../src/model/run-input.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { comeBack } from './due.ts';
import { World } from './world.ts';

const cartAt = '2026-03-02T09:00:00Z';
const dueAt = '2026-03-02T13:00:00Z';
const lastCall = { id: 'last-call', coupon: { percent: 10, days: 3 } };
const crockford = /^[0-9A-HJKMNP-TV-Z]{10}$/;

async function abandonedCart(customer: Record<string, unknown> = shopper): Promise<{ world: World; input: RunInput }> {
  const world = new World().at(cartAt);
  const input = await world.enter('cart-journey', busEvent('cart.updated', cartAt, { customer }));
  return { world: world.at(dueAt), input };
}

const later = (minutes: number) => toIso(fromIso(dueAt) + minutes * 60_000);
const idsOf = ({ published }: World) => new Set(published.map(({ detail }) => detail.id));

/** Nobody hears of the event, or of anything after it. */
const dead = () => {
  throw new Error('the function died');
};

describe('a message with a coupon', () => {
  it('tells the store of the coupon, then goes, and leaves code and end in the ledger', async () => {
    const { world, input } = await abandonedCart();
    const order: string[] = [];
    world.bus = ({ type }) => void order.push(type);
    world.behaviour = () => {
      order.push('send');
      return { accepted: 'ses-1' };
    };
    await world.deliver(input, lastCall);
    expect(order).toEqual(['coupon.issued', 'send']);
    const [event] = world.published;
    expect(event?.detail).toEqual({
      version: 1,
      id: expect.stringMatching(/^coupon-/),
      occurredAt: dueAt,
      shop: 'demo',
      customer: { id: 'c-1' },
      journey: 'cart-journey',
      run: input.run,
      step: 'last-call',
      subject: { kind: 'cart', id: 'cart-1' },
      coupon: { code: expect.stringMatching(crockford), percent: 10, expiresAt: '2026-03-05T23:59:59Z' },
    });
    expect(emittedEventSchemas['coupon.issued'].safeParse(event?.detail).success).toBe(true);
    expect(await world.ledger(input)).toMatchObject([
      { outcome: 'sent', coupon: { code: codeOf(world), expiresAt: fromIso('2026-03-05T23:59:59Z') } },
    ]);
  });

  it('shows the code and the last day on the customer’s clock', async () => {
    const { world, input } = await abandonedCart({ ...shopper, timeZone: 'Pacific/Auckland' });
    world.at('2026-03-02T21:00:00Z'); // ten in the morning of the third in Auckland
    const html = '{{ coupon.code }} {{ coupon.percent }} {{ coupon.expiresOn | date }}';
    world.overrides = { render: (_journey, _message, _locale, context) => rendered(html, context) };
    await world.deliver({ ...input, next: { until: '2026-03-02T21:00:00Z' } }, lastCall);
    expect(world.sent[0]?.html).toBe(`${codeOf(world)} 10 ${fromIso('2026-03-06T10:59:59Z')}`);
  });

  it('may be worth a sum, which the store receives in major units', async () => {
    const { world, input } = await abandonedCart();
    await world.deliver(input, { ...lastCall, coupon: { amount: { minor: 550, currency: 'USD' }, days: 30 } });
    expect(world.published[0]?.detail.coupon).toMatchObject({ amount: 5.5, currency: 'USD' });
    expect(world.published[0]?.detail.coupon).not.toHaveProperty('percent');
  });

  it('names nobody whom the store does not know by an id', async () => {
    const { world, input } = await abandonedCart({ email: shopper.email, consent: shopper.consent });
    await world.deliver(input, lastCall);
    expect(world.published[0]?.detail.customer).toEqual({});
    expect(JSON.stringify(world.published)).not.toContain('@');
  });

  it('is not sent while the bus takes no events, and carries the same code when it does', async () => {
    const { world, input } = await abandonedCart();
    const tried: unknown[] = [];
    world.bus = ({ detail }) => {
      tried.push(detail.id);
      throw new RetryableError('The bus did not take it.');
    };
    expect(await world.deliver(input, lastCall)).toMatchObject({ outcome: 'held' });
    expect(world.sent).toHaveLength(0);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'held', reason: 'busy' }]);
    world.bus = () => {};
    await comeBack(world);
    expect(world.sent).toHaveLength(1);
    expect([...idsOf(world)]).toEqual(tried);
  });

  it('carries the same code and end when SES was too busy the first time', async () => {
    const { world, input } = await abandonedCart();
    world.behaviour = () => {
      throw new NotAcceptedError('busy');
    };
    await world.deliver(input, lastCall);
    world.behaviour = () => ({ accepted: 'ses-2' });
    const [busy] = world.parked;
    await world.at(later(11 * 60)).deliverInput(busy?.input ?? expect.fail('nothing was parked')); // midnight: it is held until eight
    await comeBack(world);
    expect(world.sent).toHaveLength(2);
    expect(world.published).toHaveLength(2);
    expect(new Set(world.published.map(({ detail }) => JSON.stringify(detail.coupon))).size).toBe(1);
  });

  it('keeps its one code when the customer turns out to be another one between two attempts', async () => {
    const { world, input } = await abandonedCart({
      anonymousId: 'browser',
      email: shopper.email,
      consent: shopper.consent,
    });
    const seen: unknown[] = [];
    world.bus = ({ detail }) => {
      seen.push(detail.id);
      if (seen.length === 1) throw new RetryableError('The bus did not take it.');
    };
    await world.deliver(input, lastCall);
    await world.ingest(busEvent('customer.updated', cartAt, { customer: { id: 'c-9', phone: '+819012345678' } }));
    await world.ingest(busEvent('customer.updated', dueAt, { customer: { id: 'c-9', anonymousId: 'browser' } }));
    await comeBack(world);
    expect(seen).toHaveLength(2);
    expect(new Set(seen).size).toBe(1);
  });

  it('that was held until its coupon would be over counts the days from when it is sent', async () => {
    const { world, input } = await abandonedCart();
    const oneDay = { id: 'last-call', coupon: { percent: 10, days: 1 } };
    await world.at('2026-03-04T10:00:00Z').deliver(input, oneDay, { parked: { due: dueAt } });
    expect(world.published[0]?.detail.coupon).toMatchObject({ expiresAt: '2026-03-05T23:59:59Z' });
  });

  it('that comes so late carries one coupon at every attempt, though midnight passes between them', async () => {
    const world = new World().at(cartAt);
    const input = await world.enter('order-journey', busEvent('order.placed', cartAt));
    const thanks = { id: 'thanks', coupon: { percent: 5, days: 1 } };
    world.behaviour = dead;
    for (const time of ['2026-03-05T23:50:00Z', '2026-03-06T00:10:00Z', '2026-03-06T00:20:00Z']) {
      await world
        .at(time)
        .deliver(input, thanks)
        .catch(() => {}); // the state machine calls again
    }
    const ends = world.published.map(({ detail }) => (detail.coupon as { expiresAt: string }).expiresAt);
    expect(ends.length).toBeGreaterThan(1);
    expect([...new Set(ends)]).toEqual(['2026-03-06T23:59:59Z']);
  });

  it('is not sent again after a crash between the event and the send, and no second coupon is issued', async () => {
    const { world, input } = await abandonedCart();
    world.overrides = { senders: { email: { send: () => new Promise(() => {}) } } };
    void world.deliver(input, lastCall); // dies while it waits for SES
    await expect.poll(() => world.published.length).toBe(1);
    world.overrides = {};
    await expect(world.at(later(1)).deliver(input, lastCall)).rejects.toThrow('may still be sending');
    expect(await world.at(later(3)).deliver(input, lastCall)).toMatchObject({ outcome: 'unknown' });
    expect(world.sent).toHaveLength(0);
    expect(world.published).toHaveLength(1);
    expect(await world.ledger(input)).toMatchObject([{ outcome: 'unknown', coupon: { code: codeOf(world) } }]);
  });

  it('issues the same coupon again when a transactional one is sent again for want of an answer', async () => {
    const world = new World().at(cartAt);
    const input = await world.enter('order-journey', busEvent('order.placed', cartAt));
    const thanks = { id: 'thanks', coupon: { percent: 5, days: 30 } };
    world.behaviour = dead;
    await expect(world.at(input.next.until).deliver(input, thanks)).rejects.toThrow('gave no answer');
    world.behaviour = () => ({ accepted: 'ses-2' });
    world.now += 960_000;
    expect(await world.deliver(input, thanks)).toMatchObject({ outcome: 'sent' });
    expect(world.published).toHaveLength(2);
    expect(idsOf(world).size).toBe(1);
  });

  it('says the same again when it was sent, and issues nothing more', async () => {
    const { world, input } = await abandonedCart();
    for (let i = 0; i < 3; i += 1) await world.deliver(input, lastCall);
    await Promise.allSettled(Array.from({ length: 5 }, () => world.deliver(input, lastCall)));
    expect(world.published).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['held for the night', { ...shopper, timeZone: 'Asia/Tokyo' }, 'held'],
    ['skipped without consent', { ...shopper, consent: undefined }, 'skipped'],
    ['skipped without an address', { ...shopper, email: undefined }, 'skipped'],
  ])('issues nothing while it is %s', async (_what, customer, outcome) => {
    const { world, input } = await abandonedCart(customer);
    expect(await world.deliver(input, lastCall)).toMatchObject({ outcome });
    expect(world.published).toEqual([]);
  });

  it('issues nothing when the run is over', async () => {
    const { world, input } = await abandonedCart();
    await world.ingest(busEvent('order.placed', '2026-03-02T10:00:00Z'));
    await world.deliver(input, lastCall);
    expect(world.published).toEqual([]);
  });
});

describe('a used coupon', () => {
  it('is remembered once, with the order it was used for', async () => {
    const { world, input } = await abandonedCart();
    const used = busEvent('coupon.redeemed', '2026-03-03T10:00:00Z');
    await world.ingest(used);
    await world.ingest(used);
    const history = await world.stores.customers.load(input.customer);
    expect(history?.facts.filter(({ kind }) => kind === 'coupon')).toEqual([
      { kind: 'coupon', id: '7K2M9QRTBX', redeemedAt: fromIso('2026-03-03T10:00:00Z'), order: 'o-1' },
    ]);
  });
});

function codeOf({ published }: World): unknown {
  const coupon: unknown = published[0]?.detail.coupon;
  return typeof coupon === 'object' && coupon !== null && 'code' in coupon ? coupon.code : undefined;
}

function rendered(
  template: string,
  { coupon }: { readonly coupon?: { readonly code: string; readonly percent?: number; readonly expiresOn: number } },
) {
  const html = template
    .replace('{{ coupon.code }}', coupon?.code ?? '')
    .replace('{{ coupon.percent }}', String(coupon?.percent))
    .replace('{{ coupon.expiresOn | date }}', String(coupon?.expiresOn));
  return { subject: '', preheader: '', html, text: '' };
}
