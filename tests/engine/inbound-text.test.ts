import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { OptOutList, Unlisting } from '../../src/channels/contract/opt-out-list.ts';
import { readInboundText } from '../../src/channels/sms/inbound.ts';
import { eventSchemas } from '../../src/commerce/events.ts';
import { hearReport } from '../../src/engine/feedback/hear-report.ts';
import type { InquiryReceived } from '../../src/engine/ports.ts';
import { withdraw } from '../../src/policy/customer/address.ts';
import { keptOnListAt } from '../../src/policy/customer/unlisting.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { busEvent, shopper } from '../fixtures/events.ts';
import { World } from './world.ts';

const payload = new URL('../../../shared/payloads/sms/inbound-two-way.json', import.meta.url);
const phone = '+819012345678';
const monday = '2026-03-02T09:00:00Z';
const tuesday = '2026-03-03T09:00:00Z';

function text(messageBody: string, messageKeyword = 'KEYWORD_SHOP', originationNumber = phone) {
  return {
    originationNumber,
    destinationNumber: '+815012345678',
    messageKeyword,
    messageBody,
    inboundMessageId: 'in-1',
  };
}

/** A customer who agreed to texts on Sunday, and what the topic says. */
async function subscriber(list?: OptOutList) {
  const world = new World().at(monday);
  const sms = { at: '2026-03-01T09:00:00Z', granted: true, source: 'checkout' };
  const customer = { ...shopper, phone, consent: { sms } };
  const input = await world.enter('cart-journey', busEvent('cart.updated', monday, { customer }));
  const counted: string[] = [];
  const asked: InquiryReceived[] = [];
  const hear = (message: unknown, Timestamp?: string) =>
    hearReport(
      { Type: 'Notification', Message: JSON.stringify(message), ...(Timestamp && { Timestamp }) },
      {
        ledger: world.stores.messages,
        reportTimes: world.stores.reportTimes,
        open: async () => world.stores,
        journeys: {},
        optOutLists: { ...(list && { sms: list }) },
        settings: { shop: 'demo', timeZone: 'Asia/Tokyo' } as never, // no report is heard of here
        clock: () => world.now,
        resume: async () => {},
        reschedule: async () => {},
        publish: async () => {},
        publishInquiry: async (inquiry) => void asked.push(inquiry),
        count: (metric, { kind }) => counted.push(`${metric} ${kind}`),
      },
    );
  const consent = async () => (await world.stores.customers.load(input.customer))?.profile.consent.sms;
  return { world, hear, consent, counted, asked };
}

describe('a customer’s own text', () => {
  it.each([
    'STOP',
    ' stop. ',
    'Stop!',
    'ＳＴＯＰ',
    'STOPALL',
    'unsubscribe',
    'Cancel',
    'END',
    'quit',
    'OPTOUT',
    'opt-out',
    'REVOKE',
    'arrêt',
    '停止',
    '「配信停止」',
    '配信停止。',
    'opt out',
    'STOP ALL',
    'end all',
    '“STOP”',
    '『停止』',
    'Stop,',
    'STOP🙏',
    '(STOP)',
    'S T O P',
    'ST\u200BOP\u200B',
    'STOP\u0000',
    'STOP\nSent from my iPhone',
    '\r\n停止\r\n山田花子',
    'ストップ',
    'ｽﾄｯﾌﾟ',
    'オプトアウト',
    '解除',
    '配信解除',
    '配信停止してください',
    '停止してください。',
    '配信停止希望',
    '配信を停止して下さい',
    'やめてください',
    'STOPお願いします',
    'Stop texting me!!',
    'stop sending these',
    'Unsubscribe me please',
    'please stop texting me',
    'Please unsubscribe',
    'CANCEL my subscription',
    'STOPP',
    'Unsub',
    'Don’t text me',
    "don't text me again",
    'Do not message me',
    'No more texts!',
    'Arrêtez',
    'キャンセル',
    '中止',
    '中止してください',
    'SMS停止',
    'ＳＭＳの配信を停止',
    'SMSを止めて',
    'メール停止',
    'ショートメールやめて',
    '受信拒否',
    '拒否します',
    '配信拒否希望',
    'もう送らないで',
    'もう送らないでください',
    'SMSを送らないでください',
    '登録を解除',
    '登録を解除してください',
    '退会',
    '退会希望',
    '解約したい',
    'いらない',
  ])('%j closes its number', (body) => {
    expect(readInboundText(text(body), 7)).toEqual({ kind: 'stop', address: phone, at: 7 });
  });

  it.each(['START', 'start', 'Unstop', '再開', '配信再開', '「再開」', 'Start!🙏', 'START\u200B'])(
    '%j opens its number',
    (body) => {
      expect(readInboundText(text(body), 7)).toEqual({ kind: 'start', address: phone, at: 7 });
    },
  );

  it('that begins with an opt-out keyword closes its number, as AWS takes it', () => {
    expect(readInboundText(text('stop it please', 'STOP'), 7)).toMatchObject({ kind: 'stop' });
  });

  it.each([
    'When do you start?',
    'Please restart',
    'START?',
    'Start me up',
    'START\nover with my order please',
    'Where does it stop?',
    'Stopped by, was closed',
    'Stop the parcel to my old address, I have moved',
    'Cancel my order',
    'Today?',
    '解除コードはどこですか',
    '注文をキャンセルしたい',
    'キャンセル料はかかりますか',
    'キャンセルできますか',
    '退会方法を教えてください',
    'イベントは中止ですか',
    '商品がまだ送られてきません',
    '登録の住所を変えたい',
    'メールが届きません',
    '不要な箱はありますか',
    'Please cancel order 1001',
    'Don’t forget the gift card',
    'No more than two, please',
    'Please call me',
    'HELP',
    'ありがとう',
    '🙏',
    '',
  ])('%j says nothing of its number', (body) => {
    expect(readInboundText(text(body), 7)).toBeUndefined();
    expect(readInboundText(text(body, 'START'), 7)).toBeUndefined();
  });

  it('is distinguished from a carrier’s report', () => {
    expect(
      readInboundText({ eventType: 'TEXT_DELIVERED', destinationPhoneNumber: phone, messageBody: 'STOP' }, 7),
    ).toBeUndefined();
  });

  it.skipIf(!existsSync(payload))('is read as AWS publishes it (skipped without ../shared)', () => {
    const real = JSON.parse(readFileSync(payload, 'utf8'));
    expect(readInboundText(real, 7)).toBeUndefined();
    const address = real.originationNumber;
    expect(readInboundText({ ...real, messageBody: 'STOP' }, 7)).toEqual({ kind: 'stop', address, at: 7 });
  });
});

describe('record-feedback', () => {
  it('withdraws the consent to texts when its number answers STOP, and takes it back with START', async () => {
    const { hear, consent, counted } = await subscriber();
    await hear(text('STOP'), monday);
    expect(await consent()).toMatchObject({ granted: false, at: fromIso(monday), source: 'answered STOP' });
    await hear(text('START'), tuesday);
    expect(await consent()).toMatchObject({ granted: true, at: fromIso(tuesday), source: 'answered START' });
    expect(counted).toEqual(['InboundText stop', 'InboundText start']);
  });

  it('goes by the times of the texts, in whatever order they come', async () => {
    const { hear, consent } = await subscriber();
    await hear(text('STOP'), tuesday);
    await hear(text('START'), monday);
    await hear(text('START'), tuesday);
    expect(await consent()).toMatchObject({ granted: false, at: fromIso(tuesday) });
  });

  it('lets a STOP count when its time is lost, and no START', async () => {
    const { hear, consent } = await subscriber();
    await hear(text('STOP'));
    expect(await consent()).toMatchObject({ granted: false });
    await hear(text('START'));
    expect(await consent()).toMatchObject({ granted: false });
  });

  it('changes nothing of the customer for any other text, nor for a number that nobody has', async () => {
    const { hear, consent, counted } = await subscriber();
    const before = await consent();
    await hear(text('Where is my parcel?'), tuesday);
    await hear(text('STOP', 'STOP', '+819099999999'), tuesday);
    expect(await consent()).toEqual(before);
    expect(counted).toEqual(['InboundText question', 'InboundText stop']);
  });

  it('makes an inquiry of free text, as the store would post it', async () => {
    const { hear, asked } = await subscriber();
    await hear(text('荷物は\nいつ届きますか？'), tuesday);
    expect(asked).toEqual([
      {
        version: 1,
        id: 'sms-in-1',
        occurredAt: tuesday,
        shop: 'demo',
        customer: { phone },
        inquiry: { id: expect.stringMatching(/^sms-[0-9a-f]{20}-[0-9a-z]+$/), text: '荷物は いつ届きますか？' },
      },
    ]);
    expect(asked.every((inquiry) => eventSchemas['inquiry.received'].safeParse(inquiry).success)).toBe(true);
  });

  it('makes one inquiry of all texts from a number on a day of the shop, and another of the next day’s', async () => {
    const { hear, asked } = await subscriber();
    for (const at of ['2026-03-03T00:00:00Z', '2026-03-03T14:59:00Z', '2026-03-03T15:00:00Z'])
      await hear(text('Hello?'), at);
    await hear(text('Hello?', 'X', '+819099999999'), '2026-03-03T00:00:00Z');
    const [first, again, nextDay, other] = asked.map(({ inquiry }) => inquiry.id);
    expect(again).toBe(first);
    expect(new Set([first, nextDay, other]).size).toBe(3);
  });

  it.each(['HELP', 'help', 'ヘルプ', 'お問い合わせ', ' ', ''])('makes no inquiry of %j', async (body) => {
    const { hear, asked, counted } = await subscriber();
    await hear(text(body), tuesday);
    expect(asked).toEqual([]);
    expect(counted).toEqual([`InboundText ${body.trim() === '' ? 'other' : 'help'}`]);
  });

  it('shortens a long text instead of losing it', async () => {
    const { hear, asked } = await subscriber();
    await hear(text('長'.repeat(5_000)), tuesday);
    expect([...(asked[0]?.inquiry.text ?? '')].length).toBeLessThanOrEqual(2_000);
  });
});

/** A service's own list, which answers a removal as it is told to. */
class OwnList implements OptOutList {
  readonly asked: string[] = [];
  answer: () => Promise<Unlisting> = async () => 'removed';

  async add(number: string): Promise<void> {
    this.asked.push(`add ${number}`);
  }

  remove(number: string): Promise<Unlisting> {
    this.asked.push(`remove ${number}`);
    return this.answer();
  }
}

describe('the service’s own opt-out list', () => {
  it('takes a number that answers STOP, whether or not the service knows the word, and loses it again with START', async () => {
    const list = new OwnList();
    const { hear } = await subscriber(list);
    await hear(text('停止してください'), monday);
    await hear(text('再開'), tuesday);
    expect(list.asked).toEqual([`add ${phone}`, `remove ${phone}`]);
  });

  it('takes and loses a number that no customer has', async () => {
    const list = new OwnList();
    const { hear } = await subscriber(list);
    await hear(text('STOP', 'STOP', '+819099999999'), monday);
    await hear(text('START', 'X', '+819099999999'), tuesday);
    expect(list.asked).toEqual(['add +819099999999', 'remove +819099999999']);
  });

  it('keeps a number whose START is older than its STOP', async () => {
    const list = new OwnList();
    const { hear } = await subscriber(list);
    await hear(text('STOP'), tuesday);
    await hear(text('START'), monday);
    expect(list.asked).toEqual([`add ${phone}`, `add ${phone}`]);
  });

  it('is left alone by a START that is older than what the service itself has heard, by any other text, and by none', async () => {
    const list = new OwnList();
    const { world, hear } = await subscriber(list);
    const ref = world.stores.addresses.refOf('phone', phone);
    await world.stores.addresses.change(ref, (known) =>
      withdraw(known, 'customer', fromIso(tuesday), 'carrier opt-out list'),
    );
    await hear(text('START'), monday);
    await hear(text('Where is my parcel?'), tuesday);
    await hear(text('START')); // whose time is lost
    expect(list.asked).toEqual([]);
  });

  it('has a number that answers STOP while its START is handled', async () => {
    const list = new OwnList();
    const { hear } = await subscriber(list);
    list.answer = async () => {
      list.answer = async () => 'removed';
      await hear(text('STOP'), tuesday);
      return 'removed';
    };
    await hear(text('START'), monday);
    expect(list.asked.at(-1)).toBe(`add ${phone}`);
  });

  it('is asked again by the queue when it did not answer, and the consent counts meanwhile', async () => {
    const list = new OwnList();
    const { hear, consent, counted } = await subscriber(list);
    const throttled = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
    list.answer = async () => Promise.reject(throttled);
    await expect(hear(text('START'), tuesday)).rejects.toBe(throttled);
    expect(await consent()).toMatchObject({ granted: true, source: 'answered START' });
    expect(counted).toEqual([]);
    list.answer = async () => 'removed';
    await hear(text('START'), tuesday);
    expect(counted).toEqual(['InboundText start']);
  });

  it('that keeps a number is remembered until it lets it go', async () => {
    const list = new OwnList();
    const { world, hear } = await subscriber(list);
    const ref = world.stores.addresses.refOf('phone', phone);
    const keptAt = async () => keptOnListAt((await world.stores.addresses.find([ref]))[0]?.value ?? {});
    list.answer = async () => 'kept';
    await hear(text('START'), monday);
    expect(await keptAt()).toBe(fromIso(monday));
    world.at('2026-04-05T09:00:00Z');
    list.answer = async () => 'absent';
    await hear(text('START'), '2026-04-05T09:00:00Z');
    expect(await keptAt()).toBeUndefined();
  });
});
