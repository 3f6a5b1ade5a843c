import { describe, expect, test } from 'vitest';
import type { Language } from '../../../src/commerce/words.ts';
import { diffJourneys } from '../../../src/journey/explaining/diff.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { englishLeftIn } from '../../mistakes/english-left.ts';
import { context } from '../journeys.ts';

const text = `journey: abandoned-cart
about: Reminds a shopper.
purpose: marketing
priority: 80
starts:
  on: cart.updated
  where: { cart: { total: { amount: [{ numeric: [">", 0] }] } } }
  once per: cart
  again after: 7 days
ends: { when: [order.placed, cart.emptied], goal: order.placed within 5 days }
steps:
  - wait: 4 hours
  - send: reminder
  - wait: 1 day, at 10:00
  - send: nudge
  - await: shipment.delivered
    within: 30 days
  - send: last-call
`;

function changes([from, to]: readonly [string | RegExp, string], language: Language = 'en'): string[] {
  expect(text).toMatch(from);
  return diffJourneys(parseJourney(text, context), parseJourney(text.replace(from, to), context), language);
}

describe('a comparison of two versions of a journey', () => {
  test('finds nothing when only comments and layout changed', () => {
    expect(changes(['  - wait: 4 hours', '  # Not earlier.\n  - wait:   "4 hours"'])).toEqual([]);
  });

  test.each([
    ['wait: 4 hours', 'wait: 6 hours', ['the wait before the message reminder: 4 hours → 6 hours']],
    ['wait: 4 hours', 'wait: 2 days, at 09:00', ['the wait before the message reminder: 4 hours → 2 days, at 09:00']],
    ['within: 30 days', 'within: 20 days', ['the wait for shipment.delivered: 30 days → 20 days']],
    [
      '  - wait: 1 day, at 10:00\n  - send: nudge\n',
      '',
      ['removed: the wait before the message nudge', 'removed: the message nudge'],
    ],
    [
      '  - await',
      '  - wait: 3 days\n  - send: reminder\n  - await',
      [
        'added after the message nudge: the wait before the message reminder (2) (3 days)',
        'added after the message nudge: the message reminder (2)',
      ],
    ],
    ['  - wait: 4 hours\n', '', ['removed: the wait before the message reminder']],
    ['  - wait: 4 hours', '  - send: nudge\n  - wait: 4 hours', ['added at the beginning: the message nudge']],
    ['send: nudge', 'send: nudge\n    channels: [sms]', ['the message nudge: not said → by SMS']],
    [
      /( {2}- wait: 4 hours\n {2}- send: reminder\n)( {2}- wait: 1 day, at 10:00\n {2}- send: nudge\n)/,
      '$2$1',
      ['moved: the message nudge, now at the beginning'],
    ],
    [
      'within: 30 days',
      'within: 30 days\n    otherwise: [send: reminder, leave: lost]',
      [
        'the wait for shipment.delivered, otherwise: added at the beginning: the message reminder',
        'the wait for shipment.delivered, otherwise: added after the message reminder: leaving because of “lost”',
        'the wait for shipment.delivered, otherwise: removed: leaving because of “no shipment.delivered”',
      ],
    ],
    ['priority: 80', 'priority: 60', ['priority: 80 → 60']],
    ['purpose: marketing', 'purpose: transactional', ['purpose: marketing → transactional']],
    ['Reminds a', 'Reminds the', ['about: “Reminds a shopper.” → “Reminds the shopper.”']],
    [
      /on: cart.updated\n.*\n/,
      'on: cart.emptied\n',
      ['starts: when a cart changes → when the cart is emptied', 'starts only if: its total is more than 0 → anything'],
    ],
    ['{ cart: { total: { amount: [{ numeric: [">", 0] }] } } }', 'cart.total over 0', []],
    [
      '{ cart: { total: { amount: [{ numeric: [">", 0] }] } } }',
      'cart.total at least 5,000 JPY',
      ['starts only if: its total is more than 0 → its total is at least 5,000 JPY'],
    ],
    ['">", 0', '">=", 50', ['starts only if: its total is more than 0 → its total is at least 50']],
    [/ {2}where.*\n/, '', ['starts only if: its total is more than 0 → anything']],
    ['once per: cart', 'once per: customer', ['once per: cart → customer']],
    ['again after: 7 days', 'again after: never', ['again after: 7 days → never']],
    [
      'order.placed, cart.emptied',
      'order.placed, order.cancelled',
      ['ends early now also when the order is cancelled', 'no longer ends early when the cart is emptied'],
    ],
    [', goal: order.placed within 5 days', '', ['goal: an order is placed within 5 days → none']],
  ] as const)('says what %j becoming %j means', (from, to, sentences) => {
    expect(changes([from, to])).toEqual(sentences);
  });

  test.each([
    ['wait: 4 hours', 'wait: 2 days, at 09:00', ['メッセージ「reminder」の前の待ち時間：4時間 → 2日後の09:00']],
    ['within: 30 days', 'within: 20 days', ['「荷物が届くまで待つ」：最長30日 → 最長20日']],
    [
      '  - wait: 1 day, at 10:00\n  - send: nudge\n',
      '',
      ['削除：メッセージ「nudge」の前の待ち時間', '削除：メッセージ「nudge」'],
    ],
    [
      '  - await',
      '  - wait: 3 days\n  - send: reminder\n  - await',
      [
        'メッセージ「nudge」の後に追加：メッセージ「reminder」の前の待ち時間（2つ目）（3日）',
        'メッセージ「nudge」の後に追加：メッセージ「reminder」（2つ目）',
      ],
    ],
    ['  - wait: 4 hours', '  - send: nudge\n  - wait: 4 hours', ['先頭に追加：メッセージ「nudge」']],
    ['send: nudge', 'send: nudge\n    channels: [sms]', ['メッセージ「nudge」：指定なし → SMSで']],
    [
      /( {2}- wait: 4 hours\n {2}- send: reminder\n)( {2}- wait: 1 day, at 10:00\n {2}- send: nudge\n)/,
      '$2$1',
      ['先頭に移動：メッセージ「nudge」'],
    ],
    [
      'within: 30 days',
      'within: 30 days\n    otherwise: [send: reminder, leave: { en: lost, ja: 未着 }]',
      [
        '「荷物が届くまで待つ」の「otherwise」：先頭に追加：メッセージ「reminder」',
        '「荷物が届くまで待つ」の「otherwise」：メッセージ「reminder」の後に追加：終了（理由：「未着」）（英語では「lost」）',
        '「荷物が届くまで待つ」の「otherwise」：削除：期限切れによる終了',
      ],
    ],
    [
      'priority: 80',
      'priority: 60\ntopic: offers',
      ['トピック：目的に応じた既定のトピック → offers', '優先度：80 → 60'],
    ],
    ['priority: 80', 'priority: 80\nignores caps: true', ['配信数の上限と間隔：適用する → 適用しない']],
    ['purpose: marketing', 'purpose: transactional', ['目的：販促 → 取引連絡']],
    [
      'Reminds a shopper.',
      '{ en: Reminds a shopper., ja: ご案内します。 }',
      ['説明：「Reminds a shopper.」 → 「ご案内します。」', '英語の説明：指定なし → 「Reminds a shopper.」'],
    ],
    [
      /on: cart.updated\n.*\n/,
      'on: cart.emptied\n',
      ['開始のきっかけ：カートの中身が変わる → カートが空になる', '開始の条件：合計金額が0を超える → なし'],
    ],
    ['once per: cart', 'once per: customer', ['開始の単位：カートごと → お客様ごと']],
    ['again after: 7 days', 'again after: never', ['再び開始できる時期：7日後 → しない']],
    [
      'order.placed, cart.emptied',
      'order.placed, order.cancelled',
      ['途中で終了する条件を追加：注文がキャンセルされるとき', '途中で終了する条件を削除：カートが空になるとき'],
    ],
    [', goal: order.placed within 5 days', '', ['目標：5日以内に注文が入ること → なし']],
    [
      '  - send: last-call',
      '  - do: { tag: loyal }\n  - do: { untag: loyal }\n  - do: { points: 100, for: review }\n  - do: { tell staff: 確認してください。 }',
      [
        '「荷物が届くまで待つ」の後に追加：タグ「loyal」の付与',
        'タグ「loyal」の付与の後に追加：タグ「loyal」の解除',
        'タグ「loyal」の解除の後に追加：「review」のポイント付与（100ポイント）',
        '「review」のポイント付与の後に追加：スタッフへの通知（「確認してください。」、メールで）',
        '削除：メッセージ「last-call」',
      ],
    ],
    [
      '  - send: last-call',
      '  - if: ordered at least 3 times\n    then: [{ send: last-call }]\n  - split:\n      - { weight: 90, steps: [{ send: reminder }] }\n      - { weight: 10, hold-out: true, steps: [{ send: reminder }] }',
      [
        '「荷物が届くまで待つ」の後に追加：条件分岐「if」（注文の回数が3回以上である場合）',
        '条件分岐「if」の後に追加：抽選「split」（90：10（記録のみ））',
        '削除：メッセージ「last-call」',
      ],
    ],
  ] as const)('says in Japanese what %j becoming %j means', (from, to, sentences) => {
    const said = changes([from, to], 'ja');
    expect(said).toEqual(sentences);
    expect(said.flatMap(englishLeftIn)).toEqual([]);
  });
});
