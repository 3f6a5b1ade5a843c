import { describe, expect, test } from 'vitest';
import { compileJourney } from '../../../src/journey/compiling/compile.ts';
import { explainJourney } from '../../../src/journey/explaining/explain.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { context, messages, withSteps } from '../journeys.ts';
import { faultsOf } from '../refusals.ts';

const parse = (coupon: string, message = 'offer') =>
  parseJourney(withSteps(`- send: ${message}`, `  coupon: ${coupon}`), context);

const problemOf = (...steps: string[]) => faultsOf(withSteps(...steps))[0];

describe('a coupon', () => {
  test.each([
    ['{ percent: 10, for: 3 days }', { percent: 10, days: 3 }],
    ['{ percent: 100, for: 365 days }', { percent: 100, days: 365 }],
    ['{ percent: 1, for: 2 weeks }', { percent: 1, days: 14 }],
    ['{ amount: 500, currency: JPY, for: 30 days }', { amount: { minor: 500, currency: 'JPY' }, days: 30 }],
    ['{ amount: 12.5, currency: USD, for: 1 day }', { amount: { minor: 1250, currency: 'USD' }, days: 1 }],
  ])('written %s goes with the message to deliver-message', (written, coupon) => {
    const { States } = compileJourney(parse(written), messages);
    expect(States['Send offer']).toMatchObject({ Parameters: { step: { message: 'offer', coupon } } });
  });

  test.each([
    [
      '{ percent: 10, for: 1 day }',
      'with a coupon of 10% off, valid for 1 day',
      '10%割引のクーポン（1日間有効）を付けて、',
    ],
    ['{ amount: 500, currency: JPY, for: 30 days }', 'with a coupon of ¥500 off, valid for 30 days', '500円割引'],
  ])('is told in words: %s', (written, en, ja) => {
    const [step] = explainJourney(parse(written)).steps;
    expect(step?.words.en).toContain(en);
    expect(step?.words.ja).toContain(ja);
  });

  test.each([
    ['{ for: 3 days }', '10:13 the coupon is worth nothing: write "percent: 10", or "amount: 500, currency: JPY"'],
    ['{ percent: 10 }', '10:13 coupon has no "for": say how long it is valid, such as "for: 3 days"'],
    ['{ percent: 0, for: 3 days }', '10:24 percent "0" is out of range: write a whole number from 1 to 100'],
    ['{ percent: 101, for: 3 days }', '10:24 percent "101" is out of range: write a whole number from 1 to 100'],
    [
      '{ percent: 10, amount: 5, currency: JPY, for: 3 days }',
      '10:36 a coupon has either a percentage or an amount: keep one',
    ],
    [
      '{ amount: 500, for: 3 days }',
      '10:13 the coupon has no currency: write "percent: 10", or "amount: 500, currency: JPY"',
    ],
    [
      '{ currency: JPY, for: 3 days }',
      '10:13 the coupon has no amount: write "percent: 10", or "amount: 500, currency: JPY"',
    ],
    ['{ amount: 500, currency: jpy, for: 3 days }', '10:38 "jpy" is no currency: write "JPY"'],
    ['{ amount: 500, currency: YEN, for: 3 days }', '10:38 "YEN" is no currency: write "JPY"'],
    [
      '{ amount: 0.5, currency: JPY, for: 3 days }',
      '10:23 "0.5" is no amount of JPY: write a sum above 0, in whole numbers, without a sign',
    ],
    [
      '{ amount: -5, currency: USD, for: 3 days }',
      '10:23 "-5" is no amount of USD: write a sum above 0, in at most 2 decimals, without a sign',
    ],
    ['{ percent: 10, for: 366 days }', '10:33 a coupon cannot be valid for 366 days: write 1 to 365 whole days'],
    ['{ percent: 10, for: 12 hours }', '10:33 a coupon cannot be valid for 12 hours: write 1 to 365 whole days'],
    ['{ percent: 10, for: 3d }', '10:33 "3d" is no duration: write "3 days"'],
    ['{ percnt: 10, for: 3 days }', '10:15 unknown key "percnt" in coupon: did you mean "percent"?'],
    ['10%', '10:13 coupon is no mapping: write "key: value" lines with percent, amount, currency, for'],
  ])('written %s is refused with its place', (written, problem) => {
    expect(problemOf('- send: offer', `  coupon: ${written}`)).toBe(problem);
  });

  test('that a message speaks of has to be there', () => {
    expect(problemOf('- send: offer')).toBe(
      '9:11 messages/offer.en.md speaks of a coupon, and this step has none: write "coupon: { percent: 10, for: 3 days }" below it',
    );
  });

  test('has to be shown in every text that a customer may get', () => {
    const coupon = '  coupon: { percent: 10, for: 3 days }';
    const advice = 'write {{ coupon.code }} in body and SMS';
    expect(problemOf('- send: reminder', coupon)).toBe(
      `10:13 messages/reminder.en.md does not show the coupon in all its texts: ${advice}`,
    );
    expect(problemOf('- send: hint', coupon)).toBe(
      `10:13 messages/hint.ja.md does not show the coupon in all its texts: ${advice}`,
    );
  });
});
