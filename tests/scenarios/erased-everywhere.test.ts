import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/customer-command.ts';
import { neighbour, past, personal } from '../engine/data/lived.ts';
import { busEvent, type Detail, line } from '../fixtures/events.ts';
import { clientOf } from '../local/fixture.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { placesIn, tracesOf } from './traces.ts';

const opens = '2026-03-02T10:00:00+09:00';
const { email: sharedMailbox, ...own } = personal;
const hanako = {
  id: own.id,
  anonymousId: own.browser,
  email: own.nextEmail,
  phone: own.phone,
  name: own.name,
  birthday: own.birthday,
  country: 'JP',
};
const taro = { id: 'c-taro', email: sharedMailbox, name: 'Taro Suzuki' };
const cart = { id: own.cart, lines: [line('pot', 1, 48)], total: { amount: 48, currency: 'USD' } };

/** What holds a customer's words, and fits no contract. */
const broken = {
  order: { id: own.order, note: own.comment, parcel: own.tracking, cart: own.cart },
  lines: sharedMailbox,
};

/** Puts events on the bus as they are, with times of their own. */
function put(shop: LocalShop, ...events: readonly Detail[]): void {
  for (const event of events) shop.put(String(event['detail-type']), event.detail as Detail); // as fixtures make them
}

async function run({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root: '', print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function send({ runtime }: LocalShop, queue: string, body: Detail): Promise<void> {
  const client = new SQSClient(clientOf(runtime));
  const QueueUrl = `${runtime.endpoint}/000000000000/${queue}`;
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  client.destroy();
}

/** Whose dead letters there are, by queue. */
function letters({ runtime }: LocalShop): string[] {
  const whose = (body: string) => (body.includes(taro.id) ? 'of Taro' : 'of Hanako');
  return runtime.deadLetters().map(({ queue, message }) => `${queue} ${whose(message.body)}`);
}

const missed = busEvent('survey.answered', '2026-03-02T02:00:00Z', {
  id: 'missed',
  customer: hanako,
  survey: { id: 'survey-2', score: 1, comment: own.comment },
});

/**
 * Lets Hanako have a past, a cart that waits for its first step, letters of a broken event and of an outage, and a broken event
 * that is still being tried. Taro, who has her old mailbox, has a broken event as well.
 */
async function live(shop: LocalShop): Promise<void> {
  put(shop, ...past, ...neighbour);
  await shop.until('2026-03-02T10:10:00+09:00');
  shop.post('order.placed', hanako, broken);
  shop.post('order.placed', taro, { order: 'broken-of-taro' });
  await shop.until('2026-03-02T12:00:00+09:00');
  await send(shop, 'aftercart-ingest-dead-letters', missed);
  shop.post('cart.updated', hanako, { cart });
  shop.post('order.placed', hanako, { ...broken, again: true });
  await shop.until('2026-03-02T12:10:00+09:00');
}

const ofTaro = ['aftercart-ingest-dead-letters of Taro', 'aftercart-enrolment-dead-letters of Taro'];

describe('an erased customer', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('leaves no word in the table, in any queue, schedule, execution or log; a neighbour’s letters stay', () =>
    inShop(
      opens,
      async (shop) => {
        await live(shop);
        const before = await tracesOf(shop, own);
        expect(Object.keys(before).sort()).toEqual(Object.keys(own).sort());
        expect(placesIn(before)).toEqual([
          'aftercart-enrolment',
          'aftercart-enrolment-dead-letters',
          'aftercart-ingest',
          'aftercart-ingest-dead-letters',
          'table',
        ]);
        expect((await shop.runtime.holdings()).schedules).toHaveLength(1);

        const { out, err, code } = await run(shop, 'erase', own.nextEmail, '--yes');
        expect([code, err]).toEqual([0, '']);
        expect(out).toMatch(
          /aftercart-ingest-dead-letters: 2 removed, 1 left; SQS deletes the last of them by 2026-03-16T/,
        );
        expect(out).toMatch(/aftercart-enrolment-dead-letters: 1 removed, 1 left; SQS/);
        expect(out).toContain('aftercart-reports-dead-letters: 0 removed, none left');
        expect(out).toContain('aftercart-ingest: 1 message now, each deleted after 14 days at most;');
        expect(letters(shop).sort()).toEqual([...ofTaro].sort());
        // What is being tried is named above, and becomes a letter within 47 minutes: an hour later it is gone.
        expect(placesIn(await tracesOf(shop, own))).toEqual(['aftercart-enrolment', 'aftercart-ingest']);
        await shop.until('2026-03-02T13:05:00+09:00');
        expect(letters(shop)).toContain('aftercart-ingest-dead-letters of Hanako');
        await shop.until('2026-03-02T13:15:00+09:00');
        expect(await tracesOf(shop, own)).toEqual({});

        await send(shop, 'aftercart-ingest', missed); // somebody had the letter, and has it tried again
        await shop.until('2026-03-04T12:00:00+09:00');
        expect(await tracesOf(shop, own)).toEqual({});
        expect(letters(shop).sort()).toEqual([...ofTaro].sort());
        expect(await tracesOf(shop, { taro: taro.name })).toMatchObject({ taro: { table: expect.any(Number) } });
        const counted = shop.lines.flatMap(({ text }) => /"DeadLettersErased":1.*/.exec(text) ?? []);
        expect(counted).toHaveLength(4); // two by the command, two by the look after an hour
      },
      { deadLetters: true },
    ));

  it('by an event of the shop leaves no word either, once it has been looked after', () =>
    inShop(
      opens,
      async (shop) => {
        await live(shop);
        shop.post('customer.erased', { id: own.id });
        await shop.until('2026-03-02T12:13:00+09:00');
        expect(placesIn(await tracesOf(shop, own))).not.toContain('table');
        expect(letters(shop)).toContain('aftercart-ingest-dead-letters of Hanako');
        await shop.until('2026-03-02T12:16:00+09:00');
        expect(letters(shop).sort()).toEqual([...ofTaro].sort());
        await shop.until('2026-03-02T13:15:00+09:00');
        expect(await tracesOf(shop, own)).toEqual({});
      },
      { deadLetters: true },
    ));
});
