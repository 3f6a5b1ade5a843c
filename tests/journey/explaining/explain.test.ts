import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { loadJourneys } from '../../../build/journeys.ts';
import type { Language } from '../../../src/commerce/words.ts';
import { explainJourney, printExplanation } from '../../../src/journey/explaining/explain.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { conditionInWords, patternInWords } from '../../../src/journey/words/words.ts';
import { context, withSteps } from '../journeys.ts';

const { journeys } = loadJourneys(path.resolve(import.meta.dirname, '../../../statemachines'));

function explained(name: string, language: Language): string {
  const journey = journeys.find((loaded) => loaded.journey.name === name)?.journey;
  return journey ? printExplanation(explainJourney(journey), language) : '';
}

describe('the shipped journeys in English', () => {
  test('abandoned-cart', () => {
    expect(explained('abandoned-cart', 'en')).toBe(
      `- Marketing: goes only to customers who agreed, outside quiet hours and within the caps. Priority 80.
- Starts when a cart changes and its total is more than 0, once for each cart; after 7 days, or once the cart is emptied, the same cart can start it again.
- Ends early when an order is placed, a checkout is started, or the cart is emptied.
- Reaches its goal when an order is placed within 5 days of the start, even if the run is over by then.

1. Wait 4 hours. Start again when a cart changes.
2. Send the message “reminder”.
3. Wait until 10:00 the next day by the customer's clock.
4. Send the message “last-call” with a coupon of 10% off, valid for 3 days. It asks the survey cart-left.`,
    );
  });

  test('post-purchase', () => {
    expect(explained('post-purchase', 'en')).toBe(
      `- Transactional: about the customer's own business, so it needs no consent. Priority 60.
- Starts when an order is placed, once for each order.
- Ends early when the order is cancelled or a refund is opened or settled.

1. Wait until 10:00 the next day by the customer's clock.
2. Send the message “thanks”.
3. Wait until a parcel is delivered, 30 days at most. If that has not happened by then, leave the journey.
4. Wait 2 days, until 10:00 by the customer's clock.
5. Send the message “how-to-use”, if every parcel of the order has arrived.
6. Wait 10 days, until 10:00 by the customer's clock.
7. Send the message “goes-with”, if every parcel of the order has arrived and if the customer has not given a score of 6 or less. It is marketing. Its priority is 35.`,
    );
  });

  test('review-request', () => {
    expect(explained('review-request', 'en')).toBe(
      `- Marketing: goes only to customers who agreed, outside quiet hours and within the caps. Priority 40.
- Topic: reviews. A customer who has switched it off gets none of this.
- Starts when a parcel is delivered, once for each order.
- Ends early when a review is submitted, a refund is opened or settled, or the order is cancelled.

1. Wait 7 days, until 10:00 by the customer's clock.
2. Send the message “ask”, if every parcel of the order has arrived.`,
    );
  });
});

describe('the shipped journeys in Japanese', () => {
  test('abandoned-cart', () => {
    expect(explained('abandoned-cart', 'ja')).toBe(
      `- 販促：同意したお客様だけに、配信を控える時間帯を避け、配信数の上限の範囲内で送ります（優先度80）。
- カートの中身が変わると開始します（合計金額が0を超える場合）。開始は、同じカートにつき1回だけです（7日たつか、カートが空になると、再び開始できます）。
- 注文が入るか、購入手続きに進むか、カートが空になると、途中で終了します。
- 目標：開始から5日以内に注文が入ること（途中で終了した後でも達成とします）。

1. 4時間待ちます。その間にカートの中身が変わると、最初から待ち直します。
2. メッセージ「reminder」を送ります。
3. 翌日の10:00（お客様の現地時間）まで待ちます。
4. 10%割引のクーポン（3日間有効）を付けて、メッセージ「last-call」を送ります（アンケート「cart-left」）。`,
    );
  });

  test('post-purchase', () => {
    expect(explained('post-purchase', 'ja')).toBe(
      `- 取引連絡：お客様ご自身の取引に関するご連絡のため、配信への同意は不要です（優先度60）。
- 注文が入ると開始します。開始は、同じ注文につき1回だけです。
- 注文がキャンセルされるか、返金の受付または処理があると、途中で終了します。

1. 翌日の10:00（お客様の現地時間）まで待ちます。
2. メッセージ「thanks」を送ります。
3. 荷物が届くまで待ちます（最長30日）。期限を過ぎたら、ジャーニーを終了します。
4. 2日後の10:00（お客様の現地時間）まで待ちます。
5. ご注文の荷物がすべて届いている場合、メッセージ「how-to-use」を送ります。
6. 10日後の10:00（お客様の現地時間）まで待ちます。
7. ご注文の荷物がすべて届いていて、評価が6点以下でない（未回答を含む）場合、メッセージ「goes-with」を送ります（販促、優先度35）。`,
    );
  });

  test('review-request', () => {
    expect(explained('review-request', 'ja')).toBe(
      `- 販促：同意したお客様だけに、配信を控える時間帯を避け、配信数の上限の範囲内で送ります（優先度40）。
- トピック：reviews。このトピックの受け取りを止めたお客様には送りません。
- 荷物が届くと開始します。開始は、同じ注文につき1回だけです。
- レビューが投稿されるか、返金の受付または処理があるか、注文がキャンセルされると、途中で終了します。

1. 7日後の10:00（お客様の現地時間）まで待ちます。
2. ご注文の荷物がすべて届いている場合、メッセージ「ask」を送ります。`,
    );
  });
});

describe('a branch of several steps', () => {
  const { steps } = explainJourney(
    parseJourney(
      withSteps(
        '- await: order.placed',
        '  within: 2 weeks',
        '  otherwise:',
        '    - send: nudge',
        '      channels: [sms, email]',
        '    - leave: no order',
        '- send: reminder',
      ),
      context,
    ),
  );

  test.each([
    [
      'en',
      `
1. Wait until an order is placed, 2 weeks at most.
   - If that has not happened by then:
     1. Send the message “nudge” by SMS, or else e-mail.
     2. Leave the journey: no order.
2. Send the message “reminder”.`,
    ],
    [
      'ja',
      `
1. 注文が入るまで待ちます（最長2週間）。
   - 期限を過ぎたら：
     1. メッセージ「nudge」をSMS、届けられなければメールで送ります。
     2. ジャーニーを終了します（理由：no order）。
2. メッセージ「reminder」を送ります。`,
    ],
  ] as const)('is a list below its step (%s)', (language, text) => {
    expect(printExplanation({ bounds: [], steps }, language)).toBe(text);
  });
});

describe('choices', () => {
  const { steps } = explainJourney(
    parseJourney(
      withSteps(
        '- wait: until Friday, at 10:00',
        '- if: { orders: { since start: [0] }, $or: [{ customer: { country: [JP, KR] } }, { orders: { count: [{ numeric: [">", 2] }] } }] }',
        '  then: [{ wait: "until 2 days before shipment.expectedAt, at 10:00" }, { send: nudge }]',
        '  else: [{ leave: done }]',
        '- split: [{ weight: 3, steps: [{ send: nudge }] }, { weight: 1, hold-out: true, steps: [{ send: reminder }] }]',
      ),
      context,
    ),
  );

  test.each([
    [
      'en',
      `
1. Wait until 10:00 on the next Friday by the customer's clock.
2. Choose by condition.
   - If the customer has not ordered since and (the customer's country is Japan or South Korea or the number of orders is more than 2):
     1. Wait until 2 days before the expected arrival of the parcel, at 10:00 by the customer's clock. Go on at once if that is past or unknown.
     2. Send the message “nudge”.
   - If not:
     1. Leave the journey: done.
3. Choose at random, always the same for one run. In 3 of 4 cases, send the message “nudge”. In 1 of 4 cases, only for the record, send the message “reminder”.`,
    ],
    [
      'ja',
      `
1. 次の金曜日の10:00（お客様の現地時間）まで待ちます。
2. 条件によって分岐します。
   - その後の注文がない、かつ（お客様の国が日本か韓国であるか、注文の回数が2回を超える）場合：
     1. 荷物の到着予定日の2日前の10:00（お客様の現地時間）まで待ちます。すでに過ぎている場合や不明な場合は、すぐに進みます。
     2. メッセージ「nudge」を送ります。
   - それ以外の場合：
     1. ジャーニーを終了します（理由：done）。
3. 抽選で分岐します（1回の流れの中で結果は変わりません）。4回中3回は、メッセージ「nudge」を送ります。4回中1回（記録のみ）は、メッセージ「reminder」を送ります。`,
    ],
  ] as const)('are said with their ways (%s)', (language, text) => {
    expect(printExplanation({ bounds: [], steps }, language)).toBe(text);
  });
});

it('says ways of several conditions with brackets, and large numbers with separators', () => {
  const spent = (currency: string, least: number) => ({
    orders: { spent: { currency: [currency], amount: [{ numeric: ['>=', least] }] } },
  });
  expect(conditionInWords({ $or: [spent('JPY', 100_000), spent('USD', 1000)] })).toEqual({
    en: 'the sum spent is at least 100,000 JPY or the sum spent is at least 1,000 USD',
    ja: 'ご購入総額が100,000円以上であるか、ご購入総額が1,000米ドル以上である',
  });
});

const amount = (...filter: unknown[]) => ({ order: { total: { amount: [{ numeric: filter }] } } });

test.each([
  [amount('>', 0), 'its total is more than 0', '合計金額が0を超える'],
  [amount('>=', 50, '<', 100), 'its total is at least 50 and less than 100', '合計金額が50以上100未満である'],
  [amount('=', 7), 'its total is exactly 7', '合計金額が7である'],
  [
    { customer: { country: ['JP', 'US'] } },
    "the customer's country is Japan or United States",
    'お客様の国が日本かアメリカ合衆国である',
  ],
  [
    { customer: { email: [{ exists: false }], name: [{ exists: true }] } },
    "the customer's e-mail address is not known and the customer's name is known",
    'お客様のメールアドレスが分かっていない、かつお客様の名前が分かっている',
  ],
  [
    { $or: [{ order: { number: ['1'] } }, { 'customer.locale': [{ prefix: 'ja' }] }] },
    "its number is “1” or the customer's language begins with “ja”",
    '番号が「1」であるか、お客様の言語が「ja」で始まる',
  ],
  [
    { order: { number: [{ 'anything-but': ['1', '2'] }, { suffix: 'x' }] } },
    'its number is not “1” or “2” or ends with “x”',
    '番号が「1」か「2」以外であるか、「x」で終わる',
  ],
  [{ order: { gift: [true] } }, 'the field “order.gift” is true', '項目「order.gift」が「はい」である'],
  [
    { order: { ip: [{ cidr: '10.0.0.0/8' }] } },
    'the field “order.ip” is in the network “10.0.0.0/8”',
    '項目「order.ip」がネットワーク「10.0.0.0/8」に含まれる',
  ],
])('the pattern %j is said in words', (pattern, en, ja) => {
  expect(patternInWords(pattern, 'order.placed')).toEqual({ en, ja });
});

describe('a text of the journey itself', () => {
  const text = (about: string) =>
    withSteps('- send: reminder', '- leave: { en: enough said, ja: もう十分 }').replace(
      /about:.*\n/,
      `about: ${about}\n`,
    );

  test('is explained in the requested language', () => {
    const journey = parseJourney(text('{ en: Reminds a shopper., ja: 思い出していただきます。 }'), context);
    expect(journey.about).toEqual({ en: 'Reminds a shopper.', ja: '思い出していただきます。' });
    expect(printExplanation(explainJourney(journey), 'ja')).toContain('（理由：もう十分）');
    expect(printExplanation(explainJourney(journey), 'en')).toContain('Leave the journey: enough said.');
  });

  test('is used as it is when there is one for all languages', () => {
    const { about } = parseJourney(text('Reminds a shopper.'), context);
    expect(about).toEqual({ en: 'Reminds a shopper.', ja: 'Reminds a shopper.' });
  });
});
