import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../../src/commerce/events.ts';
import { rulesOf } from '../../../src/journey/compiling/rules.ts';
import { explainJourney, printExplanation } from '../../../src/journey/explaining/explain.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { subjectsOf } from '../../../src/journey/values/events.ts';
import { startPattern } from '../../../src/model/start-pattern.ts';
import { context, head, withSteps } from '../journeys.ts';

const whole = `journey: abandoned-cart
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
    channels: [sms, email]
  - await: order.placed
    within: 2 weeks
`;

describe('a journey', () => {
  test('is read with the place of every part', () => {
    expect(parseJourney(whole, context)).toMatchObject({
      name: 'abandoned-cart',
      at: { line: 1, column: 1 },
      starts: { at: { line: 6, column: 3 }, on: 'cart.updated', oncePer: 'cart' },
      ends: { at: { line: 10, column: 7 }, when: ['order.placed', 'cart.emptied'] },
      steps: [
        { kind: 'wait', at: { line: 12, column: 5 }, words: '4 hours', delay: { minutes: 240 } },
        { kind: 'send', at: { line: 13, column: 5 }, id: 'reminder', message: 'reminder' },
        { kind: 'wait', at: { line: 14, column: 5 }, delay: { days: 1, at: '10:00' } },
        { kind: 'send', at: { line: 15, column: 5 }, channels: ['sms', 'email'] },
        {
          kind: 'await',
          id: 'await-order-placed',
          within: { minutes: 20160 },
          otherwise: [{ kind: 'leave', reason: { en: 'no order.placed within 2 weeks' } }],
        },
      ],
    });
  });

  test('gives functions its rules, times in minutes', () => {
    expect(rulesOf(parseJourney(whole, context))).toEqual({
      journey: 'abandoned-cart',
      purpose: 'marketing',
      priority: 80,
      starts: {
        on: 'cart.updated',
        where: { cart: { total: { amount: [{ numeric: ['>', 0] }] } } },
        oncePer: 'cart',
        againAfter: 10080,
      },
      ends: ['order.placed', 'cart.emptied'],
      goal: { on: 'order.placed', withinMinutes: 7200 },
      firstDelay: { minutes: 240 },
    });
  });

  test.each([
    "{ cart: { channel: [web], lines: { title: [{ prefix: 'A' }] } } }",
    '{ cart.lines.price.amount: [1], tags: [gift], customer: { loyalty: { card: [{ exists: true }] } } }',
  ])('may start by custom fields, and by the fields of lines that the contract defines: %s', (where) => {
    const text = whole.replace(/ {2}where.*\n/, `  where: ${where}\n`);
    expect(parseJourney(text, context).starts.where).toBeDefined();
  });

  test('tells functions the fields of the starting event that conditions ask about, wherever those are', () => {
    const id = (prefix: string) => `{ event: { cart: { id: [{ prefix: ${prefix} }] } } }`;
    const steps = [
      `- if: ${id('a')}`,
      '  then:',
      `    - if: { $or: [${id('b')}, { orders: { count: [0] } }] }`,
      '      then: [{ send: nudge }]',
      '- await: order.placed',
      '  within: 2 days',
      '  otherwise:',
      `    - if: ${id('c')}`,
      '      then: [{ send: nudge }]',
    ];
    const prefixes = ['a', 'b', 'c'].map((prefix) => ({ cart: { id: [{ prefix }] } }));
    expect(rulesOf(parseJourney(withSteps(...steps), context)).remembers).toEqual(prefixes);
    expect(rulesOf(parseJourney(whole, context))).not.toHaveProperty('remembers');
  });

  test('is started by store events that match, but not by replayed ones nor by history', () => {
    expect(startPattern(parseJourney(whole, context).starts)).toEqual({
      source: [{ prefix: 'store.' }],
      'detail-type': ['cart.updated'],
      detail: { cart: { total: { amount: [{ numeric: ['>', 0] }] } }, history: [{ exists: false }, false] },
      'replay-name': [{ exists: false }],
    });
  });

  test('has a middling priority, starts once and on any event unless it says otherwise', () => {
    const journey = parseJourney(withSteps('- send: reminder'), context);
    expect(rulesOf(journey)).toMatchObject({ priority: 50, starts: { againAfter: null } });
    expect(startPattern(journey.starts)).toHaveProperty('detail', { history: [{ exists: false }, false] });
  });

  test('may let the same subject in again once its run is over', () => {
    const anew = withSteps('- send: reminder').replace('  once per:', '  again after: the end\n  once per:');
    expect(rulesOf(parseJourney(anew, context))).toMatchObject({ starts: { againAfter: 'end' } });
  });

  test('may always be entered again, which replaces a run that is still under way', () => {
    const anew = withSteps('- send: reminder').replace('  once per:', '  again after: always\n  once per:');
    const journey = parseJourney(anew, context);
    expect(rulesOf(journey).starts.againAfter).toBe(0);
    const explanation = explainJourney(journey);
    expect(printExplanation(explanation, 'en')).toContain(
      'each event starts a new run, which replaces one still under way',
    );
    expect(printExplanation(explanation, 'ja')).toContain('再び開始すると、進行中のものに代わって最初から始まります');
  });

  test('that begins with a send has nothing to wait for', () => {
    const journey = parseJourney(withSteps('- send: reminder', '- wait: 1 day', '- send: nudge'), context);
    expect(rulesOf(journey).firstDelay).toEqual({ minutes: 0 });
  });

  test('gives a message that is sent twice two ids', () => {
    const { steps } = parseJourney(withSteps('- send: nudge', '- wait: 1 day', '- send: nudge'), context);
    expect(steps.map((step) => ('id' in step ? step.id : step.kind))).toEqual(['nudge', 'wait', 'nudge-2']);
  });

  test('needs no ends when it is transactional', () => {
    const text = withSteps('- send: reminder')
      .replace('marketing', 'transactional')
      .replace(/ends.*\n/, '');
    expect(rulesOf(parseJourney(text, context)).ends).toEqual([]);
  });

  test.each([
    ['30 minutes', { minutes: 30 }],
    ['1 hour', { minutes: 60 }],
    ['3 days', { minutes: 4320 }],
    ['2 weeks', { minutes: 20160 }],
    ['364 days', { minutes: 524160 }],
    ['2 weeks, at 08:30', { days: 14, at: '08:30' }],
    ['"1 day, at 23:59"', { days: 1, at: '23:59' }],
  ])('waits %s', (written, delay) => {
    const journey = parseJourney(withSteps(`- wait: ${written}`, '- send: reminder'), context);
    expect(rulesOf(journey).firstDelay).toEqual(delay);
  });

  test('may lean on YAML anchors', () => {
    const text = `${head}steps:\n  - wait: &pause 4 hours\n  - send: reminder\n  - wait: *pause\n  - send: nudge\n`;
    expect(parseJourney(text, context).steps[2]).toMatchObject({ kind: 'wait', delay: { minutes: 240 } });
  });
});

test('a run can be about the customer and about every noun that an event cannot lack', () => {
  expect(Object.fromEntries(eventTypes.map((type) => [type, subjectsOf(type)]))).toEqual({
    'customer.updated': ['customer'],
    'customer.erased': ['customer'],
    'customer.data_requested': ['customer'],
    'cart.updated': ['customer', 'cart'],
    'cart.emptied': ['customer', 'cart'],
    'checkout.started': ['customer', 'checkout'],
    'order.placed': ['customer', 'order'],
    'order.cancelled': ['customer', 'order'],
    'order.refunded': ['customer', 'order'],
    'shipment.dispatched': ['customer', 'order', 'shipment'],
    'shipment.out_for_delivery': ['customer', 'order', 'shipment'],
    'shipment.delayed': ['customer', 'order', 'shipment'],
    'shipment.delivered': ['customer', 'order', 'shipment'],
    'review.submitted': ['customer', 'review'],
    'coupon.redeemed': ['customer'],
    'customer.created': ['customer'],
    'customer.tier_reached': ['customer', 'tier'],
    'product.viewed': ['customer', 'product'],
    'product.back_in_stock': ['customer', 'product'],
    'inquiry.received': ['customer', 'inquiry'],
    'inquiry.answered': ['customer', 'inquiry'],
    'inquiry.closed': ['customer', 'inquiry'],
    'survey.answered': ['customer', 'survey'],
    'referral.completed': ['customer', 'referral'],
    'journey.requested': ['customer'],
  });
});
