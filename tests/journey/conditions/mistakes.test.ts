import { describe, expect, test } from 'vitest';
import { expectNoEnglish } from '../../mistakes/english-left.ts';
import { head } from '../journeys.ts';
import { refusalOf } from '../refusals.ts';
import { faultsIn, faultsInJapanese, type Place, shop, stepIf, where } from './written.ts';

const order = where('order.placed');
const survey = where('survey.answered');
const delivery = where('shipment.delivered', 'order');
const run = stepIf('order.placed');
const cart = stepIf('cart.updated');

type Fault = readonly [fault: string, place: Place, written: string, message: string];

const plainFaults: readonly Fault[] = [
  [
    'no currency',
    order,
    'order.total over 10,000',
    '7:27 where: "10,000" has no currency: write it behind the amount, such as "10,000 JPY"',
  ],
  ['yen in Japanese', order, 'order.total over 10,000円', '7:33 where: "円" is no currency: write "10,000 JPY"'],
  ['a sign', order, 'order.total over ¥5,000', '7:27 where: "¥" is no currency: write "5,000 JPY"'],
  [
    'an amount below zero',
    cart,
    'cart.total over -1 JPY',
    '10:25 if: "-1 JPY" is below 0, and no amount is: write an amount from 0 on, such as "1 JPY"',
  ],
  ['a small currency', order, 'order.total over 5 usd', '7:29 where: "usd" is no currency: write "5 USD"'],
  [
    'decimals of yen',
    order,
    'order.total over 10.5 JPY',
    '7:27 where: "10.5 JPY" is no amount, for JPY has no decimals: round it',
  ],
  ['a wrong comma', order, 'order.total over 1,0000 JPY', '7:27 where: "1,0000" is no number: write "10,000"'],
  [
    'full-width digits',
    order,
    'order.total over １０，０００ JPY',
    '7:27 where: "１０，０００" is in full-width characters: write "order.total over 10,000 JPY", or put a value in quotes if it is really so',
  ],
  [
    'other words',
    order,
    'order.total more than 5,000 JPY',
    '7:22 where: "more than" is not a word of conditions: write "order.total over 5,000 JPY"',
  ],
  [
    'a sign of arithmetic',
    order,
    'order.total > 5,000 JPY',
    '7:22 where: ">" is not a word of conditions: write "order.total over 5,000 JPY"',
  ],
  [
    'other words behind',
    order,
    'order.total 5,000 JPY or more',
    '7:22 where: "or more" is not a word of conditions: write "order.total at least 5,000 JPY"',
  ],
  [
    'other words before',
    order,
    'order.total up to 5,000 JPY',
    '7:22 where: "up to" is not a word of conditions: write "order.total 5,000 JPY or less"',
  ],
  [
    'two conditions',
    order,
    'order.total over 5 USD or order.number is A',
    '7:10 where: "order.total over 5 USD or order.number is A" is more than one condition: write "any of:" and a line for each',
  ],
  ['never', order, 'order.total under 0', '7:28 where: no "order.total" fits this: it is 0 or more'],
  ['always', order, 'order.total at least 0 JPY', '7:31 where: every "order.total" fits this: it is 0 or more'],
  [
    'over its scale',
    survey,
    'survey.score 60 or less',
    '7:23 where: every "survey.score" fits this: it is from 0 to 10; ask whether it is known',
  ],
  ['beyond its scale', survey, 'survey.score over 10', '7:28 where: no "survey.score" fits this: it is from 0 to 10'],
  ['half a point', survey, 'survey.score is 6.5', '7:26 where: "survey.score" is never 6.5: write a whole number'],
  [
    'half a point as a bound',
    survey,
    'survey.score over 6.5',
    '7:28 where: "survey.score" is a whole number: compare it with one',
  ],
  [
    'a number in words',
    survey,
    'survey.score at least six',
    '7:32 where: "six" is no number: write one such as 6 or 10,000',
  ],
  [
    'no question',
    survey,
    'survey.score',
    '7:22 where: "survey.score" is asked nothing: write "survey.score at least 6", "survey.score 6 or less" or "survey.score is 6"',
  ],
  [
    'no comparison',
    survey,
    'survey.score 6',
    '7:23 where: "6" asks nothing of "survey.score", which is a number: write "survey.score at least 6", "survey.score 6 or less" or "survey.score is 6"',
  ],
  [
    'a misspelt field',
    order,
    'order.totl over 5 USD',
    '7:10 where: order.placed carries no "order.totl": did you mean "order.total"?',
  ],
  [
    'a misspelt noun',
    delivery,
    'shipmnt.carrier is Yamato',
    '7:10 where: shipment.delivered carries no "shipmnt.carrier": did you mean "shipment.carrier"?',
  ],
  [
    'a misspelt field without its noun',
    survey,
    'scroe 6 or less',
    '7:10 where: survey.answered carries no "scroe": did you mean "survey.score"?',
  ],
  [
    'a field that the event never carries',
    delivery,
    'order.total over 5 USD',
    '7:10 where: shipment.delivered carries no "order.total": write it under "if", which knows more than the event',
  ],
  [
    'a field that nothing carries',
    delivery,
    'giftWrap is true',
    '7:10 where: shipment.delivered carries no "giftWrap": write a field of docs/events.md, or name your own in statemachines/fields.yaml; it carries customer, order and shipment',
  ],
  [
    'a comparison of a text',
    order,
    'order.number over 5',
    '7:23 where: "order.number" is a text, which "over 5" cannot compare: write "order.number is …", "order.number in […]" or "order.number is known"',
  ],
  [
    'a comparison of a time',
    order,
    'order.dispatchBy over 3',
    '7:27 where: "order.dispatchBy" is a time, which "over 3" cannot compare: write "order.dispatchBy is known" or "order.dispatchBy is not known"',
  ],
  [
    'a country by its name',
    order,
    'customer.country is Japan',
    '7:30 where: "Japan" is no code of a country: write JP',
  ],
  [
    'a country in Japanese',
    order,
    'customer.country in [韓国]',
    '7:31 where: "韓国" is no code of a country: write KR',
  ],
  [
    'a value that the contract lacks',
    where('order.refunded'),
    'refund.status is opne',
    '7:27 where: "refund.status" is never "opne": did you mean "open"?',
  ],
  [
    'a value that fields.yaml lacks',
    where('cart.updated'),
    'cart.channel is shop',
    '7:26 where: "cart.channel" is never "shop": write web or store',
  ],
  [
    'a list without brackets',
    where('product.viewed', 'customer'),
    'product in tea',
    '7:21 where: "tea" is no list: write the values in brackets, such as [tea, coffee]',
  ],
  ['an open quote', order, 'order.number is "A', '7:26 where: a quote is not closed: write " at its end'],
  [
    'a list of products',
    order,
    'order.lines has tea',
    '7:22 where: "has tea" asks nothing of "order.lines", which is a list of products: write "order.lines has product tea" or "order.lines has product in [tea, coffee]"',
  ],
  [
    'what is always known',
    order,
    'order is known',
    '7:10 where: "order" is always known, so this always holds: drop it',
  ],
  ['an unknown segment', run, 'in segment royal', '10:20 if: unknown segment "royal": did you mean "loyal"?'],
  ['an unknown channel', run, 'agreed to e-mail', '10:19 if: "e-mail" is no channel: did you mean "email"?'],
  [
    'an unknown report',
    run,
    'last message was read',
    '10:26 if: "read" is no report: write delivered, opened or clicked',
  ],
  ['a misspelt beginning', run, 'orderd once', '10:9 if: "orderd once" is no condition: write "ordered once"'],
  [
    'a misspelt sentence',
    run,
    'orderd at least 3 times',
    '10:9 if: "orderd at least 3 times" is no condition: write "ordered at least 3 times"',
  ],
  [
    'a sentence without its end',
    run,
    'last ordered at least 60 days',
    '10:31 if: "60 days" is not how "last ordered" goes on: write "last ordered at least 3 days ago"',
  ],
  [
    'a part of an order',
    run,
    'ordered at least 2.5 times',
    '10:26 if: "orders.count" is a whole number: compare it with one',
  ],
  [
    'a word of patterns',
    run,
    'orders.count over 3',
    '10:9 if: "orders.count over 3" is no condition: write "ordered at least 3 times"',
  ],
  [
    'a noun that the run never knows',
    cart,
    'order.total over 5 USD',
    '10:9 if: "order.total" is nothing that an "if" knows: a journey once per cart on cart.updated knows event, customer, cart, survey, orders, segments and messages here',
  ],
  [
    'conditions that never hold together',
    run,
    '[survey.score over 6, survey.score 6 or less]',
    '10:9 these conditions never hold together: drop one, or put them under "any of:"',
  ],
  [
    'none of a list',
    run,
    '{ none of: [order.lines has product tea] }',
    '10:9 a pattern asks a list for one element that fits: it cannot ask twice, nor for none: use the arms "then" and "else" of a step "if"',
  ],
  ['a misspelt group', run, '{ any off: [ordered once] }', '10:11 unknown key "any off" in if: did you mean "any of"?'],
  ['no condition', run, '[]', '10:9 if lists no condition: write one on each line'],
];

const patternFaults: readonly Fault[] = [
  [
    'for a field that the event never carries',
    delivery,
    '{ order: { total: { amount: [{ numeric: [">", 5] }] } } }',
    '7:21 shipment.delivered carries no "order.total": write it under "if", which knows more than the event',
  ],
  [
    'for a misspelt noun',
    delivery,
    '{ shipmnt: { carrier: [Yamato] } }',
    '7:12 shipment.delivered carries no "shipmnt": did you mean "shipment"?',
  ],
  [
    'for a misspelt field in an alternative',
    delivery,
    '{ $or: [{ shipment: { carier: [A] } }, { customer: { id: [B] } }] }',
    '7:32 shipment.delivered carries no "shipment.carier": did you mean "carrier"?',
  ],
  [
    'for a noun that the run never knows',
    cart,
    '{ order: { number: [x] } }',
    '10:11 "order" is nothing that an "if" knows: a journey once per cart on cart.updated knows event, customer, cart, survey, orders, segments and messages here',
  ],
  [
    'for a field that the starting event never carries',
    cart,
    '{ event: { order: { id: [x] } } }',
    '10:20 "order" is nothing that is known of event: write version, id, occurredAt, shop, test, customer, cart or tags',
  ],
  [
    'for a number instead of a text',
    order,
    '{ order: { number: [12] } }',
    '7:30 "order.number" is a text and never 12: write "12" in quotes',
  ],
  [
    'for a text instead of a number',
    survey,
    '{ survey: { score: ["6"] } }',
    '7:30 "survey.score" is a number and never "6": write it without quotes',
  ],
  [
    'for texts of a number',
    survey,
    '{ survey: { score: [{ prefix: "1" }] } }',
    '7:30 "survey.score" is a number, which "prefix" never fits: it fits texts only',
  ],
  [
    'for numbers of a text',
    order,
    '{ order: { number: [{ numeric: [">", 5] }] } }',
    '7:30 "order.number" is a text, which no number fits: list the values to accept',
  ],
  [
    'for a score over its scale',
    survey,
    '{ survey: { score: [{ numeric: ["<=", 60] }] } }',
    '7:30 every "survey.score" fits this: it is from 0 to 10; ask whether it is known',
  ],
  [
    'for a score beyond its scale',
    run,
    '{ survey: { score: [11] } }',
    '10:29 "survey.score" is never 11: it is from 0 to 10',
  ],
  [
    'for a value that the contract lacks',
    stepIf('referral.completed'),
    '{ referral: { role: [friend] } }',
    '10:30 "referral.role" is never "friend": write referrer or referred',
  ],
  [
    'for no currency',
    order,
    '{ order: { total: { currency: [YEN] } } }',
    '7:41 "YEN" is no currency: write an ISO 4217 code, such as JPY',
  ],
  [
    'for null',
    order,
    '{ order: { number: [null] } }',
    '7:30 "order.number" is never null: write [{ exists: false }] for a value that is not known',
  ],
  [
    'for an unknown segment',
    run,
    '{ segments: { royal: [true] } }',
    '10:23 unknown segment "royal": did you mean "loyal"?',
  ],
  [
    'for a segment that is a text',
    run,
    '{ segments: { loyal: [yes] } }',
    '10:31 "segments.loyal" is true or false and never "yes": write true or false',
  ],
];

/** One of each fault that src/pattern finds, in the words of the value alone. */
const refusedByEventBridge = [
  '{ order: {} }',
  '{ order: { number: A } }',
  '{ order: { number: [] } }',
  '{ $or: [{ order: { number: [A] } }] }',
  '{ order: { number: [[A]] } }',
  '{ order: { number: [.inf] } }',
  '{ order: { number: [{ prefix: A, suffix: B }] } }',
  '{ order: { number: [{ Prefix: A }] } }',
  '{ order: { number: [{ like: A }] } }',
  '{ order: { number: [{ anything-but: true }] } }',
  '{ order: { number: [{ anything-but: [] }] } }',
  '{ order: { number: [{ cidr: A }] } }',
  '{ order: { number: [{ wildcard: 1 }] } }',
  '{ order: { number: [{ wildcard: "**" }] } }',
  '{ order: { number: [{ wildcard: "a\\\\b" }] } }',
  '{ order: { number: [{ wildcard: "*a*b*c*d*e*f*g*h" }] } }',
  '{ order: { number: [{ equals-ignore-case: 1 }] } }',
  '{ order: { number: [{ prefix: 1 }] } }',
  '{ order: { number: [{ numeric: [A] }] } }',
  '{ order: { number: [{ numeric: [">", 5, "<", 1] }] } }',
  '{ order: { number: [{ exists: perhaps }] } }',
].map((written) => [written, order, written, ''] as const);

describe('a plain condition is refused with place, words and a suggestion', () => {
  test.each(plainFaults)('%s: %j %s', (_, place, written, message) => {
    expect(faultsIn(place, written)).toEqual([message]);
  });

  test('when the comma of an amount ends the item of a list', () => {
    expect(faultsIn(run, '{ any of: [order.total over 10,000 JPY] }')).toEqual([
      '10:37 if: "10" has no currency: write it behind the amount, such as "10 JPY"',
      '10:40 the comma of a number ends an item of a list in brackets: write each condition on a line of its own',
    ]);
  });

  test('with the caret under the place, in a list of lines too', () => {
    const steps = 'steps:\n  - send: reminder\n    if:\n      - 注文 over 3\n      - in segment royal\n';
    expect(
      refusalOf(head + steps, shop)
        .message.split('\n')
        .slice(-2),
    ).toEqual(['      - in segment royal', `${' '.repeat(19)}^`]);
  });
});

describe('a pattern is refused', () => {
  test.each(patternFaults)('%s', (_, place, written, message) => {
    expect(faultsIn(place, written)).toEqual([message]);
  });
});

test.each([...plainFaults, ...patternFaults, ...refusedByEventBridge])(
  'is told in Japanese without English words: %s',
  (_, place, written) => {
    expectNoEnglish(faultsInJapanese(place, written));
  },
);
