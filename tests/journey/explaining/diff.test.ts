import { describe, expect, test } from 'vitest';
import { diffJourneys } from '../../../src/journey/explaining/diff.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
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

function changes(...[from, to]: readonly [string | RegExp, string]): string[] {
  expect(text).toMatch(from);
  return diffJourneys(parseJourney(text, context), parseJourney(text.replace(from, to), context));
}

describe('a comparison of two versions of a journey', () => {
  test('finds nothing when only comments and layout changed', () => {
    expect(changes('  - wait: 4 hours', '  # Not earlier.\n  - wait:   "4 hours"')).toEqual([]);
  });

  test.each([
    ['wait: 4 hours', 'wait: 6 hours', ['the wait before reminder: 4 hours → 6 hours']],
    ['wait: 4 hours', 'wait: 2 days, at 09:00', ['the wait before reminder: 4 hours → 2 days, at 09:00']],
    ['within: 30 days', 'within: 20 days', ['the wait for shipment.delivered: 30 days → 20 days']],
    [
      '  - wait: 1 day, at 10:00\n  - send: nudge\n',
      '',
      ['removed: the wait before nudge', 'removed: the message nudge'],
    ],
    [
      '  - await',
      '  - wait: 3 days\n  - send: reminder\n  - await',
      [
        'added after the message nudge: the wait before reminder (2) (3 days)',
        'added after the message nudge: the message reminder (2)',
      ],
    ],
    ['  - wait: 4 hours\n', '', ['removed: the wait before reminder']],
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
    expect(changes(from, to)).toEqual(sentences);
  });
});
