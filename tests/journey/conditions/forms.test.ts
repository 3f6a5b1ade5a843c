import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../../src/commerce/events.ts';
import { isMisread } from '../../../src/journey/conditions/misread.ts';
import { type NamedField, namedFields } from '../../../src/journey/conditions/names.ts';
import { printField } from '../../../src/journey/conditions/print.ts';
import { readPlainCondition } from '../../../src/journey/conditions/read-condition.ts';
import { formExamples } from '../../../src/journey/conditions/reference.ts';
import { eventScope, stepScope } from '../../../src/journey/conditions/scope.ts';
import { conditionInWords, patternInWords } from '../../../src/journey/words/words.ts';
import { type Place, patternFrom, stepIf, where } from './written.ts';

const order = where('order.placed');
const survey = where('survey.answered');
const run = stepIf('order.placed');

describe('a plain condition becomes a pattern', () => {
  test.each<[place: Place, written: string, pattern: object]>([
    [
      order,
      'order.total over 10,000 JPY',
      { order: { total: { currency: ['JPY'], amount: [{ numeric: ['>', 10000] }] } } },
    ],
    [
      order,
      'total at least 12.50 USD',
      { order: { total: { currency: ['USD'], amount: [{ numeric: ['>=', 12.5] }] } } },
    ],
    [where('cart.updated'), 'cart.total over 0', { cart: { total: { amount: [{ numeric: ['>', 0] }] } } }],
    [survey, 'score 6 or less', { survey: { score: [{ numeric: ['<=', 6] }] } }],
    [survey, 'survey.score   6  or  less', { survey: { score: [{ numeric: ['<=', 6] }] } }],
    [survey, 'survey.score in [9, 10]', { survey: { score: [9, 10] } }],
    [survey, 'survey.score is not 5', { survey: { score: [{ exists: false }, { 'anything-but': [5] }] } }],
    [where('product.viewed', 'customer'), 'product in [tea, coffee]', { product: { id: ['tea', 'coffee'] } }],
    [order, 'order.lines has product tea', { order: { lines: { productId: ['tea'] } } }],
    [order, 'order.lines has product in [tea, "a, b"]', { order: { lines: { productId: ['tea', 'a, b'] } } }],
    [order, 'order.dispatchBy is known', { order: { dispatchBy: [{ exists: true }] } }],
    [order, 'agreed to email', { customer: { consent: { email: { granted: [true] } } } }],
    [order, 'order.number is 12', { order: { number: ['12'] } }],
    [order, '[order.number is A, customer.country is JP]', { order: { number: ['A'] }, customer: { country: ['JP'] } }],
    [
      order,
      '[order.number is A, { order: { lines: { title: [{ prefix: B }] } } }]',
      { order: { number: ['A'], lines: { title: [{ prefix: 'B' }] } } },
    ],
    [where('cart.updated'), 'cart.giftWrap is true', { cart: { giftWrap: [true] } }],
    [where('cart.updated'), 'tags has gift', { tags: ['gift'] }],
    [
      where('cart.updated'),
      '{ cart.lines.price.amount: [1], cart: { channel: [web] } }',
      { cart: { lines: { price: { amount: [1] } }, channel: ['web'] } },
    ],
    [run, 'not ordered since the start', { orders: { 'since start': [0] } }],
    [run, 'in segment loyal', { segments: { loyal: [true] } }],
    [run, 'not in segment loyal', { segments: { loyal: [false] } }],
    [run, 'ordered at least 3 times', { orders: { count: [{ numeric: ['>=', 3] }] } }],
    [run, 'ordered once', { orders: { count: [1] } }],
    [run, 'ordered once or less', { orders: { count: [{ numeric: ['<=', 1] }] } }],
    [run, 'last ordered 1 day ago or less', { orders: { 'days since last': [{ numeric: ['<=', 1] }] } }],
    [run, 'spent over 50,000 JPY', { orders: { spent: { currency: ['JPY'], amount: [{ numeric: ['>', 50000] }] } } }],
    [run, 'customer.timeZone is Asia/Tokyo', { customer: { 'time zone': ['Asia/Tokyo'] } }],
    [run, 'event.order.number is A', { event: { order: { number: ['A'] } } }],
    [run, 'has a coupon', { messages: { coupon: [true] } }],
    [run, '{ none of: [survey.score 6 or less] }', { survey: { score: [{ exists: false }, { numeric: ['>', 6] }] } }],
    [run, '{ any of: [customer.country is JP, customer.country is KR] }', { customer: { country: ['JP', 'KR'] } }],
    [
      run,
      '{ any of: [ordered once, agreed to sms], none of: [in segment loyal] }',
      { segments: { loyal: [false] }, $or: [{ orders: { count: [1] } }, { customer: { consent: { sms: [true] } } }] },
    ],
    [run, '[survey.score over 3, survey.score 6 or less]', { survey: { score: [{ numeric: ['>', 3, '<=', 6] }] } }],
    [
      run,
      '[survey.score over 3, survey.score is not 5]',
      { survey: { score: [{ numeric: ['>', 3, '<', 5] }, { numeric: ['>', 5] }] } },
    ],
  ])('%j: %s', (place, written, pattern) => {
    expect(JSON.stringify(patternFrom(place, written))).toBe(JSON.stringify(pattern));
  });

  test('in the audience of a journey too', () => {
    const audience: Place = { on: 'order.placed', per: 'order', key: 'audience' };
    expect(patternFrom(audience, '[agreed to email, order.total over 5 USD]')).toEqual({
      customer: { consent: { email: [true] } },
      order: { total: { currency: ['USD'], amount: [{ numeric: ['>', 5] }] } },
    });
  });
});

const scope = stepScope({ segments: ['loyal'] });

test.each(formExamples())('the example "%s" of the docs is the one way to say it', (text) => {
  const asked = readPlainCondition(text, scope);
  expect(isMisread(asked) ? asked : printField(asked)).toBe(text);
});

/** The field in a condition that every field can be asked, or a list of lines. */
function questionOf({ path, node }: NamedField): object {
  const accepted = 'below' in node && node.list ? { productId: ['x'] } : [{ exists: true }];
  const end = 'below' in node && !node.list ? { amount: [{ numeric: ['>', 1] }], currency: ['JPY'] } : accepted;
  return path.reduceRight<unknown>((below, key) => ({ [key]: below }), end) as object; // of one key at least
}

/** What is left of raw English: names of fields, which Japanese has words for. */
const raw = /[a-z]{2,}[A-Z.]|undefined|項目|\b(true|false|known|is)\b/;

describe('every field that can be asked about has words', () => {
  test.each(eventTypes)('in the pattern of %s', (event) => {
    for (const field of namedFields(eventScope(event, { segments: [] }).fields)) {
      const { en, ja } = patternInWords({ ...questionOf(field) }, event);
      expect([field.name, en.includes('the field'), raw.test(ja)]).toEqual([field.name, false, false]);
    }
  });

  test('in an "if"', () => {
    const fields = namedFields(scope.fields);
    expect(fields.length).toBeGreaterThan(80);
    for (const field of fields) {
      const { en, ja } = conditionInWords({ ...questionOf(field) });
      expect([field.name, en.includes('the field'), raw.test(ja)]).toEqual([field.name, false, false]);
    }
  });
});
