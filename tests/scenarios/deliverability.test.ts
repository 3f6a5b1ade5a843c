import {
  DeleteSuppressedDestinationCommand,
  GetSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main as whyCommand } from '../../build/why-command.ts';
import { asJson, asList, at } from '../../local/aws/json.ts';
import type { Mail } from '../../local/aws/outbox.ts';
import type { MailFeedback } from '../../local/aws/services/ses-events.ts';
import { clientOf } from '../local/fixture.ts';
import { cart, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

/** Half an hour after the check of 1 March. */
const opens = '2026-03-01T10:00:00+09:00';
const dmarc = '_dmarc.shop.example.com';

/** The reports that the shop's staff gets from now on: subject and text. */
function reportsOf({ runtime }: LocalShop): { subject: string; text: string }[] {
  const reports: { subject: string; text: string }[] = [];
  runtime.faults.add(({ phase, operation, input }) => {
    if (phase === 'after' && operation === 'Publish')
      reports.push({ subject: String(input.Subject), text: String(input.Message) });
    return 'pass';
  });
  return reports;
}

/** The lines of the check, without their times. */
function linesOf({ lines }: LocalShop): Record<string, unknown>[] {
  return lines
    .filter((line) => line.functionName.includes('check-deliverability'))
    .map(({ text }) => asJson(JSON.parse(text)))
    .map(({ timestamp: _, ...line }) => line);
}

/** How many of the lines the alarm MendSender counts. */
function alarming(shop: LocalShop): number {
  const filters = shop.runtime.stack.ofType('AWS::Logs::MetricFilter').map(({ properties }) => properties);
  const counting = filters.filter((filter) => String(filter.FilterPattern) === '{ $.SenderTrouble > 0 }');
  const metric = at(asList(asJson(counting[0]).MetricTransformations)[0], 'MetricName');
  const alarms = shop.runtime.stack.ofType('AWS::CloudWatch::Alarm').map(({ properties }) => properties);
  expect(alarms.find(({ MetricName }) => MetricName === metric)?.AlarmName).toBe('aftercart-MendSender');
  return linesOf(shop).filter(({ SenderTrouble }) => Number(SenderTrouble) > 0).length;
}

const quiet = { journeys: [], sweeps: true };
const carts = { journeys: ['abandoned-cart'], sweeps: true };

describe('the daily check of the sender', () => {
  it('tells the staff of a record that is gone from DNS, and of its return, and raises the alarm', () =>
    inShop(
      opens,
      async (shop) => {
        const reports = reportsOf(shop);
        await shop.until('2026-03-03T09:00:00+09:00');
        expect([linesOf(shop), reports]).toEqual([[], []]);

        shop.runtime.names.set(dmarc, 'TXT', []);
        await shop.until('2026-03-03T10:00:00+09:00');
        expect(reports).toHaveLength(1);
        expect(reports[0]?.subject).toBe('Aftercart: mail of shop.example.com: 1 to mend, DNS changed');
        expect(reports[0]?.text).toContain('- shop.example.com has no DMARC record');
        expect(reports[0]?.text).toContain(`- TXT ${dmarc}: was v=DMARC1; p=none, is none`);
        expect(linesOf(shop)).toContainEqual({
          level: 'WARN',
          message: 'DNS record changed',
          ...{ record: `TXT ${dmarc}`, before: 'v=DMARC1; p=none', after: 'none' },
        });
        expect(alarming(shop)).toBe(2);

        await shop.until('2026-03-06T10:00:00+09:00'); // it lasts: no news, and still an alarm
        expect([reports.length, alarming(shop)]).toEqual([1, 5]);
        shop.runtime.names.set(dmarc, 'TXT', ['v=DMARC1; p=quarantine']);
        await shop.until('2026-03-07T10:00:00+09:00');
        expect(reports[1]?.text).toContain('In order again since the last check:\n- DMARC');
      },
      quiet,
    ));

  it('takes name servers that do not answer for no change, and asks again the next day', () =>
    inShop(
      opens,
      async (shop) => {
        const reports = reportsOf(shop);
        await shop.until('2026-03-02T10:00:00+09:00');
        await shop.runtime.names.close();
        await shop.until('2026-03-03T10:00:00+09:00');
        expect(linesOf(shop).map(({ message, about }) => [message, about])).toEqual([
          ['sender not checked', 'DKIM'],
          ['sender not checked', 'DMARC'],
        ]);
        expect([reports.length, alarming(shop)]).toEqual([0, 0]);
      },
      quiet,
    ));

  it('tells the staff of bounces half way to the limit of SES, and raises the alarm', () => {
    const bouncing = ({ to }: Mail): MailFeedback[] => (to.includes('guest-1@') ? ['bounce'] : ['delivery']);
    return inShop(
      opens,
      async (shop) => {
        const reports = reportsOf(shop);
        for (let n = 1; n <= 30; n += 1) shop.post('cart.updated', inTokyo(`guest-${n}`), cart(`cart-${n}`));
        await shop.until('2026-03-02T09:45:00+09:00');
        expect(reports.map(({ subject }) => subject)).toEqual(['Aftercart: mail of shop.example.com: 1 to mend']);
        expect(reports[0]?.text).toContain('- 3.3 % bounces, half way to the 5 % at which SES reviews an account.');
        expect(alarming(shop)).toBe(1);
      },
      { ...carts, feedback: { mail: bouncing } },
    );
  });
});

describe('the list of SES', () => {
  const ask = async <Answer>({ runtime }: LocalShop, use: (ses: SESv2Client) => Promise<Answer>) => {
    const ses = new SESv2Client(clientOf(runtime));
    return use(ses).finally(() => ses.destroy());
  };

  it('closes here what other mail of the account bounced on, and taking it off the list reopens nothing', () =>
    inShop(
      opens,
      async (shop) => {
        const mia = inTokyo('mia');
        const EmailAddress = mia.email;
        await shop.until('2026-03-01T18:00:00+09:00');
        await ask(shop, (ses) => ses.send(new PutSuppressedDestinationCommand({ EmailAddress, Reason: 'COMPLAINT' })));
        await shop.until('2026-03-02T09:45:00+09:00');
        await ask(shop, (ses) => ses.send(new DeleteSuppressedDestinationCommand({ EmailAddress })));
        shop.post('cart.updated', mia, cart('cart-1'));
        await shop.toTheEnd();
        expect(await shop.outcomesOf(mia)).toEqual([
          ['reminder', 'skipped', 'suppressed'],
          ['last-call', 'skipped', 'suppressed'],
        ]);
      },
      carts,
    ));

  it('has what bounces here, and no opt-out', () =>
    inShop(
      opens,
      async (shop) => {
        const [mia, ben] = [
          inTokyo('mia'),
          inTokyo('ben', { consent: { email: { granted: false, at: opens, source: 'account' } } }),
        ];
        shop.post('order.placed', ben, { order: { id: 'o-1', total: { amount: 100, currency: 'JPY' }, lines: [] } });
        shop.post('cart.updated', mia, cart('cart-1'));
        await shop.until('2026-03-02T10:00:00+09:00');
        const reasonOf = ({ email: EmailAddress }: typeof mia) =>
          ask(shop, (ses) => ses.send(new GetSuppressedDestinationCommand({ EmailAddress })));
        expect((await reasonOf(mia)).SuppressedDestination?.Reason).toBe('BOUNCE');
        await expect(reasonOf(ben)).rejects.toThrow('does not exist');
        await shop.toTheEnd();
      },
      { ...carts, feedback: { mail: ({ to }) => (to.includes('mia') ? ['bounce'] : ['delivery']) } },
    ));
});

describe('a new sender', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  /** What `npm run why` says of a customer. */
  async function why({ runtime }: LocalShop, ...args: readonly string[]): Promise<string> {
    vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
    const out: string[] = [];
    const print = (text: string) => out.push(text);
    await whyCommand(args, { root: '', print, printError: print });
    return out.join('\n');
  }

  it('sends a few e-mails more every day; the others wait, why says so, and the staff is told the day', () =>
    inShop(
      opens,
      async (shop) => {
        const reports = reportsOf(shop);
        const guests = [1, 2, 3, 4, 5].map((n) => inTokyo(`guest-${n}`));
        for (const guest of guests) shop.post('cart.updated', guest, cart(`cart-of-${guest.id}`));
        await shop.until('2026-03-01T22:00:00+09:00');
        expect(guests.flatMap((guest) => shop.sentTo(guest))).toHaveLength(2);
        const ledgers = await Promise.all(guests.map((guest) => shop.outcomesOf(guest)));
        const held = guests.filter((_, index) => ledgers[index]?.[0]?.[1] === 'held');
        expect(held).toHaveLength(3);
        const waiting = held[0]?.email ?? '';
        expect(await why(shop, '--customer', waiting)).toContain('at most 2 that day');
        expect(await why(shop, '--customer', waiting, '--lang', 'ja')).toContain('その日の上限は2通だったため');

        await shop.until('2026-03-02T22:00:00+09:00');
        expect(reports[0]?.text).toContain('Day 2 of 3: at most 4 e-mails today, 3 went in the last 24 hours.');
        const reminders = guests.flatMap((guest) => shop.sentTo(guest).filter(([step]) => step === 'reminder'));
        expect(reminders).toHaveLength(5); // none was skipped
        await shop.until('2026-03-05T10:00:00+09:00');
        expect(reports.at(-1)?.text).toContain('It is over: since 2026-03-04 nothing limits a day.');
        expect(guests.flatMap((guest) => shop.sentTo(guest))).toHaveLength(10);
      },
      { ...carts, variables: { WARM_UP: JSON.stringify({ since: '2026-03-01', from: 2, doublesEvery: 1, upTo: 16 }) } },
    ));
});
