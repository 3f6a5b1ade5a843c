import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { main } from '../../build/journeys-command.ts';
import { inNewYork, inTokyo, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { stackWith } from './own-stack.ts';

const birthday = `journey: birthday
about: Congratulates.
purpose: marketing
starts: { every year on: customer.birthday, at: "10:00" }
ends: { when: [inquiry.received] }
steps:
  - send: congratulations
`;

const monday = `journey: monday
about: Tells loyal customers what is new.
purpose: marketing
starts: { every: Monday, at: "18:00", if: { segments: { first-time: [true] } } }
ends: { when: [inquiry.received] }
steps:
  - send: news
`;

const lapsed = `journey: lapsed
about: Asks whether all is well.
purpose: marketing
starts: { entering: lapsed, by hand: true, again after: 30 days }
ends: { when: [order.placed] }
steps:
  - wait: 1 day, at 10:00
  - send: how-are-you
`;

const loyal = `journey: loyal
about: Thanks those who come again and again.
purpose: marketing
starts: { entering: loyal, again after: never }
ends: { when: [inquiry.received] }
steps:
  - send: thank-you
`;

const own = stackWith({ birthday, monday, lapsed, loyal });

const story = (opens: string, tell: (shop: LocalShop) => Promise<void>, more = {}) =>
  inShop(opens, tell, { cdkOut: own().cdkOut, ...more });

describe('a birthday', () => {
  it('is wished well at ten in the morning of the customer’s own day, once however often everything comes', () =>
    story('2026-03-06T12:00:00Z', async (shop) => {
      const aiko = { ...inTokyo('aiko'), birthday: '1990-03-08' };
      const nina = { ...inNewYork('nina'), birthday: '--03-08' }; // the day on which the clocks change there
      const otto = { ...inTokyo('otto'), birthday: '1990-03-20' };
      for (const customer of [aiko, nina, otto, aiko]) shop.post('customer.updated', customer);
      await shop.until('2026-03-08T00:00:00Z');
      await sweepAgain(shop, '2026-03-08T00:00:00Z');
      await shop.until('2026-03-10T12:00:00Z');
      expect(shop.sentToTheMinute(aiko)).toEqual([['congratulations', '2026-03-08 10:00']]);
      expect(shop.sentToTheMinute(nina)).toEqual([['congratulations', '2026-03-08 10:00']]);
      expect(shop.sentTo(otto)).toEqual([]);
    }));
});

/** The schedule hands its message over a second time, as SQS may. */
async function sweepAgain({ runtime: { endpoint } }: LocalShop, at: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const queues = new SQSClient({ endpoint, region: 'ap-northeast-1', credentials });
  const QueueUrl = `${endpoint}/000000000000/aftercart-sweep`;
  await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ at }) }));
  queues.destroy();
}

describe('a Monday', () => {
  it('brings news to its audience, as it is at the time of sending', () =>
    story('2026-03-06T12:00:00Z', async (shop) => {
      const [once, twice, never] = [inTokyo('once'), inTokyo('twice'), inTokyo('never')];
      for (const customer of [once, twice]) shop.post('order.placed', customer, order(`1-${customer.id}`));
      shop.post('customer.updated', never);
      await shop.until('2026-03-09T03:00:00Z'); // Monday noon: all who were in the audience are in
      shop.post('order.placed', twice, order('2-twice'));
      await shop.until('2026-03-10T00:00:00Z');
      expect(shop.sentToTheMinute(once)).toEqual([['news', '2026-03-09 18:00']]);
      expect(await shop.outcomesOf(twice)).toEqual([['news', 'skipped', 'no-longer-matches']]);
      expect(await shop.runsOf(never)).toEqual([]);
    }));
});

describe('a customer who comes into a segment', () => {
  it('as time passes is written to on the day after, unless an order comes first', () =>
    story('2026-01-10T03:00:00Z', async (shop) => {
      const [gone, back] = [inTokyo('gone'), inTokyo('back')];
      for (const customer of [gone, back]) shop.post('order.placed', customer, order(`1-${customer.id}`));
      await shop.until('2026-03-12T00:10:00Z');
      shop.post('order.placed', back, order('2-back'));
      await shop.until('2026-03-20T00:00:00Z');
      expect(shop.sentToTheMinute(gone).filter(([step]) => step === 'how-are-you')).toEqual([
        ['how-are-you', '2026-03-13 10:00'],
      ]);
      expect((await shop.outcomesOf(back)).filter(([step]) => step === 'how-are-you')).toEqual([
        ['how-are-you', 'skipped', 'run-ended', 'order.placed'],
      ]);
    }));
});

describe('a customer whom an event brings into a segment', () => {
  it('is written to without a sweep', () =>
    story('2026-01-10T03:00:00Z', async (shop) => {
      const loyal = inTokyo('loyal');
      for (const id of ['1', '2', '3']) shop.post('order.placed', loyal, order(id));
      await shop.until('2026-01-10T04:00:00Z');
      expect(shop.sentTo(loyal).filter(([step]) => step === 'thank-you')).toHaveLength(1);
    }));
});

describe('a request by hand', () => {
  const command = (shop: LocalShop, ...args: readonly string[]) => {
    const { AWS_ENDPOINT_URL, AWS_REGION } = process.env;
    Object.assign(process.env, { AWS_ENDPOINT_URL: shop.runtime.endpoint, AWS_REGION: 'ap-northeast-1' });
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' });
    const lines: string[] = [];
    const shell = {
      root: own().root,
      print: (text: string) => lines.push(text),
      printError: (text: string) => lines.push(text),
    };
    return main(['start', ...args], shell)
      .then((code) => ({ code, text: lines.join('\n') }))
      .finally(() => {
        for (const [name, value] of Object.entries({ AWS_ENDPOINT_URL, AWS_REGION })) {
          if (value === undefined) delete process.env[name];
          else process.env[name] = value;
        }
      });
  };

  it('lets one customer in, from the command line', () =>
    story('2026-03-03T03:00:00Z', async (shop) => {
      const mei = inTokyo('mei');
      shop.post('customer.updated', mei);
      await shop.until('2026-03-03T04:00:00Z');
      expect(await command(shop, 'lapsed', '--customer', 'mei')).toMatchObject({ code: 0 });
      await shop.until('2026-03-05T00:00:00Z');
      expect(shop.sentToTheMinute(mei)).toEqual([['how-are-you', '2026-03-04 10:00']]);
    }));

  it('into a journey that nobody may be let into is set aside whole, for a person to read', () =>
    story(
      '2026-03-03T03:00:00Z',
      async (shop) => {
        const mei = inTokyo('mei');
        expect(await command(shop, 'monday', '--customer', 'mei')).toMatchObject({ code: 1 });
        expect((await command(shop, 'mnday', '--customer', 'mei')).text).toContain('did you mean "monday"?');
        for (const name of ['monday', 'mnday']) shop.post('journey.requested', mei, { journey: { name } });
        await shop.until('2026-03-04T03:00:00Z');
        const letters = shop.runtime.deadLetters();
        expect(letters.map(({ queue }) => queue)).toEqual(Array(2).fill('aftercart-enrolment-dead-letters'));
        const bodies = letters.map(({ message }) => JSON.parse(message.body));
        expect(bodies.map(({ journey }) => journey).sort()).toEqual(['mnday', 'monday']);
        expect(bodies[0]?.event.detail.customer.id).toBe('mei');
        expect(shop.lines.some(({ text }) => text.includes('its \\"starts\\" do not say'))).toBe(true);
      },
      { deadLetters: true },
    ));
});
