import { describe, expect, test } from 'vitest';
import { compileJourney, printMachine } from '../../../src/journey/compiling/compile.ts';
import { rulesOf } from '../../../src/journey/compiling/rules.ts';
import { diffJourneys } from '../../../src/journey/explaining/diff.ts';
import { explainJourney, printExplanation } from '../../../src/journey/explaining/explain.ts';
import { drawJourney } from '../../../src/journey/explaining/picture.ts';
import { longestWay, transitionBudget, transitionsOf } from '../../../src/journey/machine/transitions.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { parseSegments } from '../../../src/journey/parsing/segments.ts';
import { JourneyError } from '../../../src/journey/reading/problem.ts';
import { startPattern } from '../../../src/model/start-pattern.ts';
import { aslProblems } from '../asl.ts';
import { context, messages } from '../journeys.ts';
import { faultsOf } from '../refusals.ts';

function textWith(starts: string, steps = '- send: reminder'): string {
  return `journey: abandoned-cart
about: Says something.
purpose: marketing
starts: ${starts}
ends: { when: [order.placed] }
steps:
  ${steps}
`;
}

const shop = { ...context, segments: ['lapsed', 'loyal'] };
const parse = (starts: string, steps?: string) => parseJourney(textWith(starts, steps), shop);
const rules = (starts: string) => rulesOf(parse(starts)).starts;
const problemsOf = (starts: string) => faultsOf(textWith(starts), shop);

describe('the ways into a journey', () => {
  const once = { oncePer: 'customer' } as const;

  test.each([
    ['{ every year on: customer.birthday }', { yearly: 'customer.birthday', daysBefore: 0, at: '00:00' }],
    [
      '{ every year on: 7 days before customer.birthday, at: "10:00" }',
      { yearly: 'customer.birthday', daysBefore: 7, at: '10:00' },
    ],
    ['{ every year on: 1 week before customer.birthday }', { yearly: 'customer.birthday', daysBefore: 7, at: '00:00' }],
    ['{ every: Monday, at: 10:00 }', { each: 'Monday', at: '10:00' }],
    ['{ every: day, at: 09:30 }', { each: 'day', at: '09:30' }],
    ['{ every: month, at: 10:00 }', { each: 'month', at: '10:00' }],
  ])('%s lets customers in again once their run is over', (starts, every) => {
    expect(rules(starts)).toEqual({ every, ...once, againAfter: 'end' });
  });

  test('a segment and a request by hand let a customer in once, unless the journey says otherwise', () => {
    expect(rules('{ entering: lapsed }')).toEqual({ entering: 'lapsed', ...once, againAfter: null });
    expect(rules('{ by hand: true }')).toEqual({ byHand: true, ...once, againAfter: null });
    const again = rules('{ entering: lapsed, by hand: true, again after: 30 days }');
    expect(again).toEqual({ entering: 'lapsed', byHand: true, ...once, againAfter: 43_200 });
  });

  test('any of them may have an audience', () => {
    const condition = { segments: { loyal: [true] }, customer: { country: ['JP'] } };
    expect(rules(`{ every: day, at: 10:00, if: ${JSON.stringify(condition)} }`).if).toEqual(condition);
    expect(rules(`{ on: order.placed, once per: order, if: ${JSON.stringify(condition)} }`).if).toEqual(condition);
  });

  test('the event’s fields that an audience asks about are kept for later messages', () => {
    const journey = parse('{ on: order.placed, once per: order, if: { event: { order: { number: [x] } } } }');
    expect(rulesOf(journey).remembers).toEqual([{ order: { number: ['x'] } }]);
  });

  test('only an event has a rule of its own on the bus', () => {
    expect(startPattern(parse('{ every: day, at: 10:00 }').starts)).toBeUndefined();
    expect(startPattern(parse('{ on: order.placed, once per: order }').starts)).toMatchObject({
      'detail-type': ['order.placed'],
    });
  });
});

describe('an error in starts has place, words and a suggestion', () => {
  test.each([
    [
      '{ once per: customer }',
      '4:9 starts does not say what lets a customer in: write "on: cart.updated", or one of every, every year on, entering and "by hand: true"',
    ],
    [
      '{ on: order.placed, once per: customer, every: day, at: 10:00 }',
      '4:56 "every" stands beside "on": keep one of them, or make two journeys',
    ],
    ['{ every: Mondya, at: 10:00 }', '4:18 "Mondya" is no day: did you mean "Monday"?'],
    ['{ every: Monday }', '4:9 starts has no "at": say when on that day, such as "at: 10:00"'],
    ['{ every: Monday, at: 25:00 }', '4:30 "25:00" is no clock time: write "01:00", which is on the next day'],
    [
      '{ every year on: customer.brithday }',
      '4:26 "customer.brithday" is no date that comes every year: did you mean "customer.birthday"?',
    ],
    ['{ every year on: 7 dyas before customer.birthday }', '4:26 "7 dyas" is no duration: did you mean "7 days"?'],
    [
      '{ every year on: 7 hours before customer.birthday }',
      '4:26 "7 hours" is no distance from a birthday: write days or weeks, such as "7 days before"',
    ],
    ['{ entering: lapsd }', '4:21 unknown segment "lapsd": did you mean "lapsed"?'],
    ['{ by hand: true, if: { segments: { loyl: [true] } } }', '4:44 unknown segment "loyl": did you mean "loyal"?'],
    [
      '{ by hand: true, if: { order: { total: [1] } } }',
      '4:32 "order" is nothing that an "if" knows: a journey once per customer knows customer, orders and segments here',
    ],
    ['{ by hand: yes }', '4:20 "by hand" is either true or not there: write "by hand: true"'],
    [
      '{ on: journey.requested, once per: customer }',
      '4:15 "journey.requested" names its journey itself: write "by hand: true" instead',
    ],
    [
      '{ on: order.placed, once per: order, by hand: true }',
      '4:55 "by hand" names a customer and no order: write "once per: customer", or drop "by hand"',
    ],
    [
      '{ on: order.placed, once per: customer, by hand: true, where: { order: { id: [x] } } }',
      '4:58 whom somebody lets in by hand has no event for "where": write "if" instead',
    ],
    [
      '{ every: day, at: 10:00, where: { order: { id: [x] } } }',
      '4:41 "where" asks about an event, and none starts this: write "if"',
    ],
    [
      '{ on: order.placed, once per: customer, at: 10:00 }',
      '4:53 "at" goes with "every" only: drop it, and begin the steps with a wait',
    ],
    ['{ every: day, at: 10:00, once per: order }', '4:44 "order" needs an event that names one: write customer'],
  ])('%s', (starts, message) => {
    expect(problemsOf(starts)).toEqual([message]);
  });
});

describe('the ways in, in words', () => {
  const said = (starts: string, language: 'en' | 'ja') =>
    printExplanation(explainJourney(parse(starts)), language)
      .split('\n')
      .slice(1, 3);

  test('a birthday', () => {
    const starts = '{ every year on: 7 days before customer.birthday, at: "10:00" }';
    expect(said(starts, 'en')[0]).toBe(
      "- Starts 7 days before the customer's birthday, at 10:00 by the customer's clock, for every customer who is not in it already.",
    );
    expect(said(starts, 'ja')[0]).toBe(
      '- お客様の誕生日の7日前の10:00（お客様の現地時間）に開始します。前回の分がまだ進行中のお客様は対象外です。',
    );
  });

  test('a weekday, and whom it is for', () => {
    const starts = '{ every: Monday, at: 10:00, if: { segments: { lapsed: [true], loyal: [false] } } }';
    expect(said(starts, 'en')).toEqual([
      "- Starts every Monday at 10:00 by the customer's clock, for every customer who is not in it already.",
      '- Only if the customer is in the segment “lapsed” and the customer is not in the segment “loyal”: checked at the start and before every message.',
    ]);
    expect(said(starts, 'ja')).toEqual([
      '- 毎週月曜日の10:00（お客様の現地時間）に開始します。前回の分がまだ進行中のお客様は対象外です。',
      '- 対象：お客様がセグメント「lapsed」に入っている、かつお客様がセグメント「loyal」に入っていない場合のみ（開始時と、メッセージを送るたびに確認します）。',
    ]);
  });

  test('a segment, or by hand', () => {
    const starts = '{ entering: lapsed, by hand: true }';
    expect(said(starts, 'en')[0]).toBe(
      '- Starts when the customer enters the segment “lapsed” or somebody of the shop asks for it, once for each customer.',
    );
    expect(said(starts, 'ja')[0]).toBe(
      '- お客様がセグメント「lapsed」に入るか、担当者が指示すると開始します。開始は、同じお客様につき1回だけです。',
    );
  });

  test('are in the first box of the picture', () => {
    const svg = drawJourney(parse('{ every: Monday, at: 10:00, if: { segments: { loyal: [true] } } }'), 'en');
    expect(svg).toContain('Every Monday at 10:00');
    expect(svg).toContain('“loyal”');
  });

  test('a comparison tells of every change of them', () => {
    const before = parse('{ every: Monday, at: 10:00 }');
    const after = parse('{ every: Friday, at: 10:00, if: { segments: { loyal: [true] } } }');
    expect(diffJourneys(before, after, 'en')).toEqual([
      "starts: every Monday at 10:00 by the customer's clock → every Friday at 10:00 by the customer's clock",
      'is only for: everybody → the customer is in the segment “loyal”',
    ]);
  });
});

describe('the machine of a journey that the calendar starts', () => {
  const machine = (starts: string, steps: string) => compileJourney(parse(starts, steps), messages);

  test('begins with its first message, because an execution is started on its day', () => {
    const compiled = machine('{ every: Monday, at: 10:00 }', '- send: reminder');
    expect(Object.keys(compiled.States)).toEqual(['Send reminder']);
    expect(aslProblems(JSON.parse(printMachine(compiled)))).toEqual([]);
  });

  test('does so when its steps begin with a wait, and keeps to the budget', () => {
    const waiting = machine('{ every: Monday, at: 10:00 }', '- wait: 1 hour\n  - send: reminder');
    expect(transitionsOf(waiting)).toBe(1);
    const two = machine('{ every: Monday, at: 10:00 }', '- send: reminder\n  - wait: 1 day\n  - send: nudge');
    expect(transitionsOf(two)).toBe(3);
    expect(transitionsOf(two)).toBeLessThanOrEqual(transitionBudget(longestWay(two)));
  });

  test('other ways in need none', () => {
    expect(Object.keys(machine('{ entering: lapsed }', '- send: reminder').States)).toEqual(['Send reminder']);
  });
});

describe('segments.yaml', () => {
  const problemsIn = (text: string) => {
    try {
      parseSegments(text);
    } catch (error) {
      if (error instanceof JourneyError) return error.message.split('\n').filter((line) => line.includes('.yaml:'));
      throw error;
    }
    throw new Error('the segments were accepted');
  };

  test('names conditions on the customer and their orders', () => {
    const text = 'segments:\n  loyal: { orders: { count: [{ numeric: [">=", 3] }] }, customer: { tags: [gold] } }\n';
    expect(parseSegments(text)).toEqual({
      loyal: { orders: { count: [{ numeric: ['>=', 3] }] }, customer: { tags: ['gold'] } },
    });
  });

  test.each([
    ['segmnets: {}', '1:1 unknown key "segmnets" in the file: did you mean "segments"?'],
    ['segments: { Loyal: { orders: { count: [3] } } }', '1:20 "Loyal" is no name of a segment'],
    [
      'segments: { a: { ordres: { count: [3] } } }',
      '1:18 "ordres" is nothing that a segment knows: did you mean "orders"?',
    ],
    ['segments: { a: { cart: { id: [x] } } }', '1:18 "cart" is nothing that a segment knows: write customer or orders'],
    [
      'segments: { a: { orders: { cuont: [3] } } }',
      '1:28 "cuont" is nothing that is known of orders: did you mean "count"?',
    ],
    ['segments: { a: { orders: { since start: [0] } } }', '1:28 "since start" is nothing that is known of orders'],
    ['segments: { a: { orders: { count: 3 } } }', '1:28 a: "count" needs a list of what to accept: write [3]'],
  ])('%s', (text, problem) => {
    expect(problemsIn(text)[0]).toContain(`statemachines/segments.yaml:${problem}`);
  });
});

describe('again after', () => {
  test('may be a time, or an event about the subject', () => {
    const again = '{ on: cart.updated, once per: cart, again after: 7 days or cart.emptied }';
    expect(rules(again)).toMatchObject({ againAfter: 10_080, againUpon: 'cart.emptied' });
    expect(
      diffJourneys(parse('{ on: cart.updated, once per: cart, again after: 7 days }'), parse(again), 'en'),
    ).toEqual(['again once: no event → the cart is emptied']);
  });

  test.each([
    ['7 dayz or cart.emptied', 'did you mean "7 days"?'],
    ['7 days or cart.emptid', 'did you mean "cart.emptied"?'],
    ['7 days or customer.updated', 'nothing remembers "customer.updated"'],
  ])('is refused as "%s"', (written, advice) => {
    expect(problemsOf(`{ on: cart.updated, once per: cart, again after: ${written} }`).join()).toContain(advice);
  });
});

describe('a first wait', () => {
  const once = '{ on: cart.updated, once per: cart }';
  const waiting = (restarts: string) => `- wait: 4 hours${restarts}\n  - send: reminder`;
  const restarting = waiting('\n    restarts on: [cart.updated, checkout.started]');

  test('may restart, which the rules, the words and a comparison say', () => {
    expect(rulesOf(parse(once, restarting)).restartsOn).toEqual(['cart.updated', 'checkout.started']);
    expect(rulesOf(parse(once, waiting('')))).not.toHaveProperty('restartsOn');
    const [step] = explainJourney(parse(once, restarting)).steps;
    expect(step?.words.en).toBe('Wait 4 hours. Start again when a cart changes or a checkout is started.');
    expect(diffJourneys(parse(once, waiting('')), parse(once, restarting), 'en')).toEqual([
      'the first wait restarts: never → when a cart changes or a checkout is started',
    ]);
  });
});

describe('a journey that a delivery begins', () => {
  const once = (subject: string) => `{ on: shipment.delivered, once per: ${subject} }`;
  const needing = '- send: reminder\n    needs: delivery';

  test('awaits all parcels of the order when a message needs them, and not otherwise', () => {
    expect(rulesOf(parse(once('order'), needing)).starts.awaitsParcels).toBe(true);
    expect(rulesOf(parse(once('shipment'), needing)).starts.awaitsParcels).toBeUndefined();
    expect(rulesOf(parse(once('order'))).starts.awaitsParcels).toBeUndefined();
  });

  test('says of a message that it needs them', () => {
    const [step] = explainJourney(parse(once('order'), needing)).steps;
    expect(step?.words.en).toBe('Send the message “reminder”, if every parcel of the order has arrived.');
    expect(diffJourneys(parse(once('order')), parse(once('order'), needing), 'en')).toEqual([
      'the message reminder: not said → if every parcel of the order has arrived',
    ]);
  });
});
