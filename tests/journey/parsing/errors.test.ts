import { describe, expect, test } from 'vitest';
import { say } from '../../../src/journey/reading/saying.ts';
import { head, withSteps } from '../journeys.ts';
import { faultsOf, refusalOf } from '../refusals.ts';

const file = 'statemachines/abandoned-cart/journey.yaml';
const steps = 'steps:\n  - send: reminder\n';
const ends = 'ends: { when: [order.placed] }';
const where = (pattern: string) => head.replace('  once per', `  where: ${pattern}\n  once per`) + steps;

describe('a broken journey is refused with place, words and a suggestion', () => {
  test.each<[fault: string, text: string, message: string]>([
    [
      'an unknown key',
      head.replace('about', 'abuot: x\nabout') + steps,
      '2:1 unknown key "abuot" in the journey: did you mean "about"?',
    ],
    ['a key written twice', head.replace('about', 'about: x\nabout') + steps, '3:1 "about" is written twice: keep one'],
    [
      'a sentence in one language only',
      head.replace(/about.*\n/, 'about: { en: Reminds a shopper. }\n') + steps,
      '2:8 about has no "ja": write it in each language: en, ja',
    ],
    [
      'a missing key',
      head.replace(/about.*\n/, '') + steps,
      '1:1 the journey has no "about": say in a sentence what the journey does for the customer',
    ],
    [
      'another name than the folder',
      head.replace('abandoned-cart', 'cart') + steps,
      '1:10 journey "cart" stands in the folder "abandoned-cart": give both the same name',
    ],
    [
      'an unknown purpose',
      head.replace('marketing', 'promotional') + steps,
      '3:10 unknown purpose "promotional": write marketing or transactional',
    ],
    [
      'a priority out of range',
      `priority: 101\n${head}${steps}`,
      '1:11 priority "101" is out of range: write a whole number from 0 to 100',
    ],
    [
      'an unknown event',
      head.replace('cart.updated', 'cart.update') + steps,
      '5:7 unknown event "cart.update": did you mean "cart.updated"?',
    ],
    [
      'a subject that the event lacks',
      head.replace('per: cart', 'per: order') + steps,
      '6:13 "order" is not in every cart.updated: write customer or cart',
    ],
    [
      'a marketing journey without ends',
      head.replace(ends, '') + steps,
      '3:10 a marketing journey has no "ends": say which events make its messages pointless',
    ],
    [
      'a goal that is no event',
      head.replace('] }', '], goal: order.plcaed within 5 days }') + steps,
      '7:37 unknown event "order.plcaed": did you mean "order.placed"?',
    ],
    [
      'a goal with no time',
      head.replace('] }', '], goal: order.placed soon }') + steps,
      '7:37 "order.placed soon" is no goal: write an event and a time, such as "order.placed within 5 days"',
    ],
    [
      'a misspelt unit in quotes',
      head.replace('] }', '], goal: "order.placed within 5 dyas" }') + steps,
      '7:58 "5 dyas" is no duration: did you mean "5 days"?',
    ],
    [
      'an event named twice',
      head.replace('[order', '[order.placed, order') + steps,
      '7:30 "order.placed" is named twice: keep one',
    ],
    [
      'a pattern without a list',
      where('{ cart: { id: c-1 } }'),
      '6:20 where: "id" needs a list of what to accept: write ["c-1"]',
    ],
    [
      'an empty list in a pattern',
      where('{ cart: { id: [] } }'),
      '6:20 where: "id" accepts nothing; put at least one value into its list',
    ],
    [
      'a pattern on a custom field of the lines',
      where('{ cart: { lines: { sku: [s-1] } } }'),
      '6:29 cart.updated carries no "cart.lines.sku": a field of your own inside a list is not stored: ask for one beside it',
    ],
    [
      'an end that a message brings',
      head.replace(ends, 'ends: { when: [message.opened] }') + steps,
      '7:16 "message.opened" is no event of the store: only an await can name it',
    ],
    [
      'an end that nobody will remember',
      head.replace(ends, 'ends: { when: [customer.updated] }') + steps,
      '7:16 nothing remembers "customer.updated": it can start a journey, but nobody can wait for it or end with it',
    ],
    ['an empty file', '', '1:1 the file is empty: copy a file beside it, and change that'],
    ['no steps', `${head}steps: []\n`, '8:8 steps is empty: add a step, such as "- send: reminder"'],
  ])('%s', (_, text, message) => {
    expect(faultsOf(text)).toEqual([message]);
  });
});

describe('a refusal', () => {
  test('shows the line, and a caret under the place', () => {
    expect(refusalOf(withSteps('- wait: 4 hours', '- sned: reminder')).message).toBe(
      [`${file}:10:5 unknown step "sned": did you mean "send"?`, '  - sned: reminder', '    ^'].join('\n'),
    );
  });

  test('keeps the caret in place behind full-width characters', () => {
    const text = head.replace(/ends: .*/, 'ends: { goal: 注文 within 5 days, when: [注文] }');
    const carets = refusalOf(text + steps)
      .message.split('\n')
      .filter((line) => line.trim() === '^');
    expect(carets).toEqual([`${' '.repeat(14)}^`, `${' '.repeat(14)}\u3000\u3000${' '.repeat(23)}^`]);
  });

  test('lists everything that is wrong with a file, from top to bottom', () => {
    const text = `${head.replace('marketing', 'promo').replace('[order.placed]', '[order.paid]')}steps:\n  - wait: 4h\n  - sned: x\n`;
    expect(faultsOf(text)).toEqual([
      '3:10 unknown purpose "promo": write marketing or transactional',
      '7:16 unknown event "order.paid": did you mean "order.placed"?',
      '9:11 "4h" is no duration: write "4 hours"',
      '10:5 unknown step "sned": did you mean "send"?',
    ]);
  });

  test('carries the offending text for tools', () => {
    expect(refusalOf(withSteps('- wait: 4h', '- send: reminder')).problems).toMatchObject([
      {
        file,
        line: 9,
        column: 11,
        text: '4h',
        message: say`"${'4h'}" is no duration`,
        suggestion: say`write "${'4 hours'}"`,
      },
    ]);
  });

  test('of a file that is no YAML says so and nothing else', () => {
    expect(faultsOf('journey: [abandoned-cart\nabout: x\n')).toEqual([
      '1:10 "[" is not closed: write "]" where it ends',
    ]);
  });
});
