import { describe, expect, test } from 'vitest';
import { compileJourney } from '../../../src/journey/compiling/compile.ts';
import { rulesOf } from '../../../src/journey/compiling/rules.ts';
import { diffJourneys } from '../../../src/journey/explaining/diff.ts';
import { explainJourney, printExplanation } from '../../../src/journey/explaining/explain.ts';
import { layOut } from '../../../src/journey/explaining/picture/layout.ts';
import { fallBacksIn } from '../../../src/journey/machine/messages-when-over.ts';
import { transitionsOf } from '../../../src/journey/machine/transitions.ts';
import type { Journey } from '../../../src/journey/model/journey.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { layoutFaults } from '../explaining/layout-faults.ts';
import { context, messages, withSteps } from '../journeys.ts';
import { faultsOf } from '../refusals.ts';

const parse = (...steps: string[]) => parseJourney(withSteps(...steps), context);
const states = (...steps: string[]) => compileJourney(parse(...steps), messages).States;
const problemsOf = (...steps: string[]) => faultsOf(withSteps(...steps));
const transactional = (journey: Journey): Journey => ({ ...journey, purpose: 'transactional' });

const variants = '  variants: { nudge: 30, reminder: 10 }';
const notOrdered = '  if: { orders: { since start: [0] } }';

describe('a message with variants', () => {
  test('goes to deliver-message with their weights, under the name of the step', () => {
    expect(states('- send: second-look', variants)['Send second-look']).toMatchObject({
      Parameters: {
        step: {
          id: 'second-look',
          message: 'second-look',
          variants: [
            { message: 'nudge', weight: 30 },
            { message: 'reminder', weight: 10 },
          ],
        },
      },
    });
  });

  test('takes SMS only if all of them have it', () => {
    const channelsWith = (written: string) => states('- send: nudge', `  variants: ${written}`)['Send nudge'];
    expect(channelsWith('{ nudge: 1, reminder: 1 }')).toMatchObject({ Parameters: { step: { channels: ['email'] } } });
    const both = { ...context, messages: { ...messages, poke: messages.nudge ?? {} } };
    const journey = parseJourney(withSteps('- send: nudge', '  variants: { nudge: 1, poke: 1 }'), both);
    expect(compileJourney(journey, both.messages).States['Send nudge']).toMatchObject({
      Parameters: { step: { channels: ['email', 'sms'] } },
    });
  });

  test.each([
    ['one alone', '{ nudge: 50 }', 'a choice between variants needs two'],
    ['none', '{}', 'a choice between variants needs two'],
    ['a list', '[nudge, reminder]', 'variants name no messages with their weights'],
  ])('cannot be %s', (_what, written, problem) => {
    const advice = 'write "variants: { reminder: 50, reminder-short: 50 }"';
    expect(problemsOf('- send: nudge', `  variants: ${written}`)).toEqual([`10:15 ${problem}: ${advice}`]);
  });

  test.each([
    ['0', '10:24 weight "0" is out of range: write a whole number from 1 to 100'],
    ['101', '10:24 weight "101" is out of range: write a whole number from 1 to 100'],
    ['half', '10:24 weight "half" is no number: write a whole number from 1 to 100'],
  ])('has whole weights from 1 to 100, and not %s', (weight, problem) => {
    expect(problemsOf('- send: second-look', `  variants: { nudge: ${weight}, reminder: 50 }`)).toEqual([problem]);
  });

  test('names every one that is missing, and where', () => {
    expect(problemsOf('- send: nudge', '  variants: { nudgee: 50, draft: 50 }')).toEqual([
      '10:17 unknown message "nudgee": did you mean "nudge"?',
      '10:29 message "draft" is not written in ja: create messages/draft.ja.md',
    ]);
  });

  test('cannot name one twice', () => {
    expect(problemsOf('- send: nudge', '  variants: { nudge: 50, nudge: 50 }')).toEqual([
      '10:28 "nudge" is written twice: keep one',
    ]);
  });

  test('agrees with channels and coupon in every one of them', () => {
    expect(problemsOf('- send: nudge', variants, '  channels: [sms]')).toEqual([
      '11:16 message "reminder" has no SMS text in every locale: write one, or drop "sms"',
    ]);
    expect(problemsOf('- send: nudge', '  variants: { nudge: 50, offer: 50 }')).toEqual([
      '10:28 messages/offer.en.md speaks of a coupon, and this step has none: write "coupon: { percent: 10, for: 3 days }" below it',
    ]);
    const coupon = '  coupon: { percent: 10, for: 3 days }';
    expect(problemsOf('- send: nudge', '  variants: { offer: 50, nudge: 50 }', coupon)).toEqual([
      '11:13 messages/nudge.en.md does not show the coupon in all its texts: write {{ coupon.code }} in body and SMS',
    ]);
  });

  test('needs a name of its own that can be one', () => {
    expect(problemsOf('- send: Second look', variants)).toEqual([
      '9:11 "Second look" is no message name: use a-z, 0-9 and -, beginning with a letter; at most 40',
    ]);
  });
});

describe('a message under a condition', () => {
  test('carries the condition, and costs no transition', () => {
    const plain = parse('- wait: 1 day', '- send: nudge');
    const asked = parse('- wait: 1 day', '- send: nudge', notOrdered);
    expect(compileJourney(asked, messages).States['Send nudge']).toMatchObject({
      Parameters: { step: { id: 'nudge', if: { orders: { 'since start': [0] } } } },
    });
    const [before, after] = [plain, asked].map((journey) => transitionsOf(compileJourney(journey, messages)));
    expect(after).toBe(before);
  });

  test('may be written with the condition first, which makes it no step of its own', () => {
    expect(parse('- if: { orders: { since start: [0] } }', '  send: nudge').steps).toMatchObject([
      { kind: 'send', message: 'nudge', condition: { orders: { 'since start': [0] } } },
    ]);
  });

  test('is still no step `if` with arms', () => {
    expect(problemsOf('- if: { orders: { since start: [0] } }', '  then: [{ send: nudge }]', '  send: nudge')).toEqual([
      '11:5 "send" is a step of its own: begin it with "- send:"',
    ]);
    expect(problemsOf('- send: nudge', '  wait: 1 day')).toEqual([
      '10:5 "wait" is a step of its own: begin it with "- wait:"',
    ]);
  });

  test('lets the run remember the fields of the starting event that it asks about', () => {
    const journey = parse('- send: nudge', '  if: { event: { cart: { id: [{ prefix: x }] } } }');
    expect(rulesOf(journey).remembers).toEqual([{ cart: { id: [{ prefix: 'x' }] } }]);
  });

  test.each([
    ['{ ordres: { count: [0] } }', '10:11 "ordres" is nothing that an "if" knows: did you mean "orders"?'],
    ['{ orders: [0] }', '10:11 "orders" is no single value: ask for a part of it: "orders: { count: … }"'],
    [
      'sometimes',
      '10:9 if: "sometimes" is nothing that an "if" knows: write a field and what is asked of it, such as "survey.score 6 or less", or a sentence, such as "in segment loyal"',
    ],
  ])('cannot ask %s', (written, problem) => {
    expect(problemsOf('- send: nudge', `  if: ${written}`)[0]).toBe(problem);
  });
});

describe('a message with a purpose and a priority of its own', () => {
  const lead = { purpose: 'transactional', priority: 90 };
  const own = ['  purpose: transactional', '  priority: 90'];

  test('has them in the place of its journey', () => {
    expect(states('- send: nudge', ...own)['Send nudge']).toMatchObject({ Parameters: { step: lead } });
    expect(states('- send: nudge', '  priority: 90')['Send nudge']).toMatchObject({
      Parameters: { step: { purpose: 'marketing', priority: 90 } },
    });
  });

  test('carries a topic of its own, and no topic that only its journey has', () => {
    const step = (...own: string[]) => states('- send: nudge', ...own)['Send nudge'];
    expect(step('  topic: restock')).toMatchObject({ Parameters: { step: { topic: 'restock' } } });
    const journey = parseJourney(withSteps('- send: nudge').replace(/^(purpose: .*)$/m, '$1\ntopic: restock'), context);
    expect(compileJourney(journey, messages).States['Send nudge']).toEqual(step());
    expect(rulesOf(journey).topic).toBe('restock');
  });

  test('may be marketing in a transactional journey without ends', () => {
    const text = withSteps('- send: nudge', '  purpose: marketing')
      .replace('purpose: marketing', 'purpose: transactional')
      .replace(/^ends.*\n/m, '');
    const journey = parseJourney(text, context);
    expect(compileJourney(journey, messages).States['Send nudge']).toMatchObject({
      Parameters: { step: { purpose: 'marketing' } },
    });
  });

  test.each([
    ['purpose: promo', '10:14 unknown purpose "promo": write marketing or transactional'],
    ['priority: 101', '10:15 priority "101" is out of range: write a whole number from 0 to 100'],
    ['priority: high', '10:15 priority "high" is no number: write a whole number from 0 to 100'],
    [
      'topic: surveys',
      '10:12 marketing cannot go under the transactional topic "surveys": write offers, restock or reviews',
    ],
    ['channels: []', '10:15 channels is empty: write "channels: [email]", or drop it'],
  ])('cannot say %s', (written, problem) => {
    expect(problemsOf('- send: nudge', `  ${written}`)).toEqual([problem]);
  });

  describe('is known to the wait that leads to it', () => {
    const first = (...steps: string[]) => rulesOf(parse(...steps)).firstDelay;

    test('at the beginning of the journey, and when there is no wait', () => {
      expect(first('- wait: 1 day', '- send: nudge', ...own)).toEqual({ minutes: 1440, leadsTo: lead });
      expect(first('- send: nudge', ...own)).toEqual({ minutes: 0, leadsTo: lead });
    });

    test('when it is soon of no use', () => {
      const useful = ['- wait: 1 hour', '- send: nudge', '  useful until: today'];
      expect(first(...useful)).toMatchObject({ minutes: 60, leadsTo: { timely: true } });
      expect(first('- wait: 1 hour', '- send: nudge')).toEqual({ minutes: 60 });
    });

    test('behind a message, in an arm, and behind an arm', () => {
      const all = states('- send: reminder', '- wait: 1 day', '- send: nudge', ...own);
      expect(all['Send reminder']).toMatchObject({ Parameters: { then: { minutes: 1440, leadsTo: lead } } });
      const arms = states(
        '- if: { orders: { count: [1] } }',
        '  then: [{ wait: 2 days }, { send: nudge, purpose: transactional, priority: 90 }]',
        '- wait: 1 day',
        '- send: reminder',
        '  priority: 10',
      );
      const behind = { minutes: 1440, leadsTo: { purpose: 'marketing', priority: 10 } };
      expect(arms['Choose: the customer has ordered once']).toMatchObject({
        Parameters: { arms: [{ then: { minutes: 2880, leadsTo: lead } }, { then: behind }] },
      });
      expect(arms['Send nudge']).toMatchObject({ Parameters: { then: behind } });
    });

    test('across other steps, as far as the next wait', () => {
      const doing = ['- wait: 1 day', '- do: { tag: loyal }', '- send: nudge', ...own];
      expect(first(...doing)).toEqual({ minutes: 1440, leadsTo: lead });
      expect(states('- send: reminder', ...doing)['Send reminder']).toMatchObject({
        Parameters: { then: { minutes: 1440, leadsTo: lead } },
      });
      const awaiting = ['- wait: 1 day', '- await: order.placed', '  within: 1 day', '- send: nudge', ...own];
      expect(first(...awaiting)).toEqual({ minutes: 1440 });
      const waiting = ['- wait: 1 day', '- do: { tag: loyal }', '- wait: 1 hour', '- send: nudge', ...own];
      expect(first(...waiting)).toEqual({ minutes: 1440 });
    });

    test('on the way of a choice: for both purposes the transactional one, which must not be late', () => {
      const choice = (purpose: string) => [
        '- wait: 1 day',
        '- if: { orders: { count: [1] } }',
        `  then: [{ send: nudge, purpose: ${purpose}, priority: 20 }]`,
        '- send: reminder',
        '  priority: 30',
      ];
      expect(first(...choice('transactional'))).toMatchObject({ leadsTo: { purpose: 'transactional', priority: 20 } });
      expect(first(...choice('marketing'))).toMatchObject({ leadsTo: { purpose: 'marketing', priority: 30 } });
    });

    test('and not where the message is what its journey is', () => {
      expect(first('- wait: 1 day', '- send: nudge', '  purpose: marketing')).toEqual({ minutes: 1440 });
      const told = transactional(parse('- wait: 1 day', '- send: nudge', '  purpose: marketing'));
      expect(rulesOf(told).firstDelay).toMatchObject({ leadsTo: { purpose: 'marketing', priority: 50 } });
    });
  });
});

const full = [
  '- send: second-look',
  variants,
  notOrdered,
  '  purpose: transactional',
  '  priority: 90',
  '  channels: [email]',
];

describe('a step’s settings of its message', () => {
  test.each([
    [
      'en',
      '1. Send one of the messages “nudge” (in 30 of 40 cases) or “reminder” (in 10 of 40 cases) by e-mail, if the customer has not ordered since. For one run it is always the same. It is transactional. Its priority is 90.',
    ],
    [
      'ja',
      '1. その後の注文がない場合、メッセージ「nudge」（40回中30回）か「reminder」（40回中10回）のいずれかをメールで送ります（取引連絡、優先度90）。1回の流れの中では、必ず同じものを送ります。',
    ],
  ] as const)('is said in words (%s)', (language, text) => {
    const { steps } = explainJourney(parse(...full));
    expect(printExplanation({ bounds: [], steps }, language).trim()).toBe(text);
  });

  test.each(['en', 'ja'] as const)('is in its box in the picture (%s)', (language) => {
    const picture = layOut(parse(...full), language);
    expect(layoutFaults(picture)).toEqual([]);
    const written = JSON.stringify(picture);
    for (const term of ['nudge', 'reminder', '30', '90']) expect(written).toContain(term);
  });

  const weighted = 'by chance nudge 30 : reminder 10';
  test.each([
    [[], variants, `the message nudge: not said → ${weighted}`],
    [
      [variants],
      '  variants: { nudge: 20, reminder: 10 }',
      `the message nudge: ${weighted} → by chance nudge 20 : reminder 10`,
    ],
    [[], notOrdered, 'the message nudge: not said → if the customer has not ordered since'],
    [[], '  purpose: transactional', 'the message nudge: not said → transactional'],
    [['  priority: 90'], '  priority: 80', 'the message nudge: priority 90 → priority 80'],
  ])('shows in a comparison (%#)', (before, after, sentence) => {
    const [was, is] = [parse('- send: nudge', ...before), parse('- send: nudge', after)];
    expect(diffJourneys(was, is, 'en')).toEqual([sentence]);
  });
});

describe('a message with channels to fall back on', () => {
  const step = (...lines: string[]) => states('- send: nudge', ...lines)['Send nudge'];

  test.each([
    ['[sms]', { to: ['sms'] }],
    ['sms', { to: ['sms'] }],
    ['{ to: [sms], after: 2 hours }', { to: ['sms'], afterMinutes: 120 }],
  ])('carries %s to deliver-message', (written, fallBack) => {
    expect(step('  channels: [email]', `  fall back: ${written}`)).toMatchObject({
      Parameters: { step: { fallBack } },
    });
  });

  test('costs no transition, and is a part of the rules', () => {
    const journey = parse('- send: nudge', '  fall back: [sms]');
    const machine = compileJourney(journey, messages);
    expect(transitionsOf(machine)).toBe(transitionsOf(compileJourney(parse('- send: nudge'), messages)));
    expect(fallBacksIn(machine)).toMatchObject({ fallBacks: { nudge: { fallBack: { to: ['sms'] } } } });
    expect(fallBacksIn(compileJourney(parse('- send: nudge'), messages))).toEqual({});
  });

  test.each([
    ['[pigeon]', '11:17 unknown channel "pigeon": write email or sms'],
    ['[sms, sms]', '11:22 "sms" is named twice: keep one'],
    ['[]', '11:16 fall back names no channel: write "fall back: { to: [sms], after: 2 hours }"'],
    ['{ after: 2 hours }', '11:16 fall back has no "to": write "fall back: { to: [sms], after: 2 hours }"'],
    ['[email]', '11:16 the message falls back on the only channel that it goes by: name another channel'],
    [
      '{ to: sms, after: 4 days }',
      '11:34 "4 days" is no time in which a message arrives: write a duration from "30 minutes" to "3 days"',
    ],
  ])('cannot say %s', (written, problem) => {
    expect(problemsOf('- send: nudge', '  channels: [email]', `  fall back: ${written}`)).toEqual([problem]);
  });

  test('needs a text for each of them', () => {
    expect(problemsOf('- send: reminder', '  fall back: [sms]')).toEqual([
      '10:17 message "reminder" has no SMS text in every locale: write one, or drop "sms"',
    ]);
  });

  test('says so in both languages', () => {
    const explained = explainJourney(
      parse('- send: nudge', '  urgent: true', '  fall back: { to: sms, after: 2 hours }'),
    );
    expect(printExplanation(explained, 'en')).toContain(
      'It is urgent: the fastest channel goes first. If it fails, or is not reported as delivered within 2 hours, it goes by SMS.',
    );
    expect(printExplanation(explained, 'ja')).toContain(
      '急ぎの連絡のため、最も早く届くチャネルを優先します。不達の場合、または2時間たっても配信済みにならなければ、SMSで送り直します。',
    );
  });
});
