import { beforeEach, describe, expect, it } from 'vitest';
import type { ErasureReport, FoundCustomer } from '../../../src/model/data-request.ts';
import type { LetterSearch } from '../../../src/model/dead-letters.ts';
import { busEvent, type Detail } from '../../fixtures/events.ts';
import type { World } from '../world.ts';
import { everything, livedWorld, personal, shared } from './lived.ts';

const queue = 'aftercart-ingest-dead-letters';
const before = Date.parse('2026-03-02T22:00:00Z');

/** An event that no contract accepts. */
function broken(customer: Detail, what: Detail = {}, at = '2026-03-02T10:00:00Z'): Detail {
  return busEvent('order.placed', at, { id: `broken ${at}`, customer, order: 'none', ...what });
}

describe('the dead letters of a customer who is erased', () => {
  let world: World;
  let customer: string;
  const letters = (...bodies: readonly (Detail | string)[]) =>
    world.letters.set(
      queue,
      bodies.map((body) => ({ body: typeof body === 'string' ? body : JSON.stringify(body), sentAt: world.now })),
    );
  const left = () => (world.letters.get(queue) ?? []).map(({ body }) => body);
  const search = async () => (await world.data({ do: 'letters', customer, queue })) as LetterSearch; // as asked
  const erase = () => world.data({ do: 'erase', customer }) as Promise<ErasureReport>; // as asked

  beforeEach(async () => {
    world = await livedWorld();
    world.now = before;
    ({ customer } = (await world.data({ do: 'find', who: personal.nextEmail })) as FoundCustomer); // there is one
  });

  it.each<[string, (key: string) => Detail]>([
    ['an event by id', () => broken({ id: personal.id })],
    ['an event by address', () => broken({ email: personal.nextEmail.toUpperCase() })],
    ['an event of an account that nobody knows yet', () => broken({ id: 'c-new', email: personal.nextEmail })],
    ['an event by phone', () => broken({ phone: '090-1111-2222', country: 'JP' })],
    ['an event by browser alone', () => broken({ anonymousId: personal.browser })],
    ['an enrolment', () => ({ journey: 'order-journey', event: broken({ id: personal.id }) })],
    ['an enrolment by key', (key) => ({ journey: 'j', entry: { customer: key, at: '2026-03-02T00:00:00Z', id: 'x' } })],
    ['a start that failed', (key) => ({ Name: 'n', Input: JSON.stringify({ customer: key, run: 'r' }) })],
    ['a report on a mail', () => ({ source: 'aws.ses', detail: { mail: { destination: [personal.nextEmail] } } })],
    ['a text', () => ({ Type: 'Notification', Message: JSON.stringify({ originationNumber: personal.phone }) })],
    ['a delivery', () => ({ connector: 'shopify', way: 'http', body: { email: personal.nextEmail, note: 'x' } })],
    [
      'an order that somebody of the shop took',
      () => ({ body: { user_id: 'c-staff', customer: { id: personal.id } } }),
    ],
    ['a call by id alone', () => ({ connector: 'segment', body: { userId: personal.id } })],
    ['a call that failed', () => ({ requestPayload: broken({ id: personal.id }) })],
  ])('are removed: %s', async (_what, body) => {
    letters(body(customer), broken({ id: 'c-taro' }));
    await erase();
    expect(await search()).toMatchObject({ found: 2, removed: 1 });
    expect(left()).toEqual([JSON.stringify(broken({ id: 'c-taro' }))]);
    expect(world.counted).toContain(`DeadLettersErased ${queue} 1`);
  });

  it.each<[string, Detail | string]>([
    ['by id', broken({ id: 'c-taro', email: shared })],
    ['by a mailbox that was the customer’s', broken({ email: shared })],
    ['by their id, with an address of the customer', broken({ id: 'c-taro' }, { note: personal.nextEmail })],
    [
      'by an account that nobody knows yet, with a gift to the customer',
      broken({ id: 'c-new', email: 'new@example.com' }, { shipTo: { email: personal.nextEmail } }),
    ],
    [
      'by a guest whom nobody knows yet, who writes the customer’s address',
      broken({ email: 'new@example.com' }, { inquiry: { text: personal.nextEmail } }),
    ],
    [
      'by a key of nobody, with the customer’s address',
      { customer: '0123456789abcdef01234567', to: personal.nextEmail },
    ],
    ['by an address that holds the customer’s', broken({ email: `x${personal.nextEmail}` })],
    ['by an id that begins with the customer’s', broken({ id: `${personal.id}2` })],
    ['by an order with the number of the customer’s id', broken({ id: 'c-kai' }, { order: { id: personal.id } })],
    ['with the customer’s key as another word', { journey: 'j', run: 'e547006ac5b6b0afc12332b0' }],
    ...['user_id', 'customer_id', 'buyer_id'].flatMap((name): [string, Detail][] => [
      [`by id, after the customer’s as ${name}`, { body: { [name]: personal.id, customer: { id: 'c-taro' } } }],
      [`by a bare id, after the customer’s as ${name}`, { body: { [name]: personal.id, customerId: 'c-taro' } }],
    ]),
    ['by the id of somebody new, after the customer', { by: { user: { id: personal.id } }, customer: { id: 'c-new' } }],
    ['by id, after the customer', { by: { user: { id: personal.id } }, customer: { id: 'c-taro' } }],
    ['that are no JSON', 'what is this?'],
    ['that name nobody', {}],
  ])('are left alone where they are others’: %s', async (_what, body) => {
    letters(body);
    await erase();
    expect(await search()).toMatchObject({ found: 1, removed: 0 });
    expect(left()).toHaveLength(1);
    expect(world.counted.filter((line) => line.startsWith('DeadLetters'))).toEqual([]);
  });

  it('are left alone where a stranger who was erased had typed the shop’s own address', async () => {
    const shop = { email: 'news@shop.example.com', phone: '+815012345678' };
    await world.ingest(
      busEvent('customer.updated', '2026-03-02T09:00:00Z', { id: 'typed', customer: { id: 'c-typed', ...shop } }),
    );
    ({ customer } = (await world.data({ do: 'find', who: 'c-typed' })) as FoundCustomer); // there is one
    const mail = { source: `Shop <${shop.email}>`, destination: ['unknown@example.com'] };
    letters(
      { source: 'aws.ses', detail: { eventType: 'Complaint', mail } },
      {
        Type: 'Notification',
        Message: JSON.stringify({ originationNumber: '+819077776666', destinationNumber: shop.phone }),
      },
    );
    await erase();
    expect(await search()).toMatchObject({ found: 2, removed: 0 });
  });

  it.each<[string, (taro: string, erased: string) => Detail]>([
    ['by id', (_, erased) => broken({ id: 'c-taro' }, { note: JSON.stringify({ customer: erased }) })],
    [
      'by key, in a report',
      (taro) => ({ detail: { mail: { destination: [personal.nextEmail], tags: { customer: [taro] } } } }),
    ],
    [
      'as recipient, in a report',
      (_, erased) => ({ detail: { mail: { destination: [shared], tags: { customer: [erased] } } } }),
    ],
  ])('are left alone where they name another customer, and the one who was erased: %s', async (_what, letter) => {
    const taro = (await world.data({ do: 'find', who: 'c-taro' })) as FoundCustomer; // there is one
    letters(letter(taro.customer, customer));
    await erase();
    expect(await search()).toMatchObject({ found: 1, removed: 0 });
  });

  it('are removed beside one that is nested too deep to be read, which stays and is counted', async () => {
    const deep = `${'{"detail":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    letters(broken({ id: personal.id }), deep);
    await erase();
    expect(await search()).toMatchObject({ found: 2, removed: 1 });
    expect(left()).toEqual([deep]);
    expect(world.counted).toContain(`DeadLettersNotRecognized ${queue} 1`);
  });

  it('stay before the erasure, and when they happened after it', async () => {
    letters(broken({ id: personal.id }));
    expect((await search()).removed).toBe(0);
    await erase();
    world.now += 3_600_000;
    const later = { ...broken({ id: personal.id }, {}, new Date(world.now).toISOString()), time: undefined };
    letters(broken({ id: personal.id }), later);
    expect((await search()).removed).toBe(1);
    expect(left()).toEqual([JSON.stringify(later)]);
  });

  it('are removed also when the customer is back under a new key: those of the time before', async () => {
    await erase();
    world.now += 3_600_000;
    const back = busEvent('customer.created', new Date(world.now).toISOString(), {
      id: 'back',
      customer: { id: personal.id, email: personal.nextEmail, verified: ['email'] },
    });
    await world.ingest(back);
    letters(broken({ id: personal.id }), back);
    expect((await search()).removed).toBe(1);
    expect(left()).toEqual([JSON.stringify(back)]);
  });

  it('are removed by a later look, which is when those that were being tried have become letters', async () => {
    await world.data(
      busEvent('customer.erased', new Date(before).toISOString(), { id: 'erase', customer: { id: personal.id } }),
    );
    letters(broken({ id: personal.id }), broken({ id: 'c-taro' }));
    const [first] = world.looks;
    expect(first).toMatchObject({ again: 1 });
    world.now = first?.time ?? 0;
    await world.data({ do: 'erase', customer, at: before, again: 1 });
    expect(left()).toHaveLength(1);
  });

  it('of an id that nobody was known by are removed as well', async () => {
    const customer = { id: 'c-unknown', email: 'unknown@example.com', verified: ['email'] };
    await world.data(busEvent('customer.erased', new Date(before).toISOString(), { id: 'erase', customer }));
    letters(broken({ id: 'c-unknown' }), broken({ email: 'unknown@example.com' }), broken({ id: 'c-taro' }));
    await world.data({ do: 'erase', customer: world.looks[0]?.customer, at: before, again: 1 });
    expect(left()).toHaveLength(1);
  });

  it('bring nothing back when somebody moves them to their work queue after the erasure', async () => {
    const letter = busEvent('order.placed', '2026-03-02T10:00:00Z', {
      id: 'outage',
      customer: { id: personal.id, email: personal.nextEmail, name: personal.name },
    });
    await erase();
    const after = await everything(world.table);
    world.now += 86_400_000;
    await world.ingest(letter);
    expect(await world.start('order-journey', letter)).toBe('erased');
    expect(await everything(world.table)).toEqual(after);
    expect(world.counted).toContain('NotRecorded order.placed');
  });
});
