import { describe, expect, test } from 'vitest';
import { compileJourney } from '../../../src/journey/compiling/compile.ts';
import { diffJourneys } from '../../../src/journey/explaining/diff.ts';
import { explainJourney, printExplanation } from '../../../src/journey/explaining/explain.ts';
import { layOut } from '../../../src/journey/explaining/picture/layout.ts';
import { retryCall, retryToken } from '../../../src/journey/machine/retry.ts';
import { transitionsOf } from '../../../src/journey/machine/transitions.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { context, messages, withSteps } from '../journeys.ts';

const parse = (...steps: readonly string[]) => parseJourney(withSteps(...steps), context);
const compile = (...steps: readonly string[]) => compileJourney(parse(...steps), messages);

const run = { 'customer.$': '$.customer', 'run.$': '$.run', 'journey.$': '$.journey', 'next.$': '$.next' };
const onTimeout = { ...run, 'next.$': undefined, next: { 'until.$': '$$.State.EnteredTime' } };
const task = { Type: 'Task', ResultPath: '$.next', TimeoutSeconds: 60, Retry: retryCall };
const settings = { purpose: 'marketing', priority: 50 };
const byEmail = { channels: ['email'], ...settings };
const eitherWay = { channels: ['email', 'sms'], ...settings };

const clicked = [
  '- send: reminder',
  '- await:',
  '    order.placed: [{ leave: they bought }]',
  '    message.clicked:',
  '      - wait: 1 day',
  '      - send: nudge',
  '    message.opened: []',
  '  within: 3 days',
  '  otherwise:',
  '    - send: last-call',
  '- wait: 2 days',
  '- send: nudge',
];

describe('an await with steps for each event', () => {
  test('is one task with the message above it, with the waits at their beginning, and a state that follows the answer', () => {
    const which = 'order.placed or message.clicked or message.opened';
    expect(compile(...clicked).States).toEqual({
      [`Send reminder, awaiting ${which}`]: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: {
          FunctionName: '$' + '{deliver-message}',
          Payload: {
            ...run,
            step: { id: 'reminder', message: 'reminder', ...byEmail },
            await: {
              step: {
                id: 'await-order-placed-or-message-clicked-or-message-opened',
                on: ['order.placed', 'message.clicked', 'message.opened'],
                within: 4320,
                arms: [{}, { then: { minutes: 1440 } }, { then: { minutes: 2880 } }],
              },
            },
            'token.$': '$$.Task.Token',
          },
        },
        ResultPath: '$.next',
        TimeoutSeconds: 259200,
        Retry: retryToken,
        Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.timeout', Next: 'Send last-call' }],
        Next: `${which}?`,
      },
      [`${which}?`]: {
        Type: 'Choice',
        Choices: [
          { Variable: '$.next.arm', NumericEquals: 0, Next: 'Leave: they bought' },
          { Variable: '$.next.arm', NumericEquals: 1, Next: 'Wait before nudge (2)' },
        ],
        Default: 'Wait before nudge',
      },
      'Leave: they bought': {
        ...task,
        Resource: '$' + '{leave-journey}',
        Parameters: { ...run, step: { id: 'leave', reason: 'they bought' } },
        End: true,
      },
      'Wait before nudge (2)': { Type: 'Wait', TimestampPath: '$.next.until', Next: 'Send nudge (2)' },
      'Send nudge (2)': {
        ...task,
        Resource: '$' + '{deliver-message}',
        Parameters: { ...run, step: { id: 'nudge', message: 'nudge', ...eitherWay }, then: { minutes: 2880 } },
        Next: 'Wait before nudge',
      },
      'Send last-call': {
        ...task,
        Resource: '$' + '{deliver-message}',
        Parameters: {
          ...onTimeout,
          step: { id: 'last-call', message: 'last-call', ...byEmail },
          then: { minutes: 2880 },
        },
        Next: 'Wait before nudge',
      },
      'Wait before nudge': { Type: 'Wait', TimestampPath: '$.next.until', Next: 'Send nudge' },
      'Send nudge': {
        ...task,
        Resource: '$' + '{deliver-message}',
        Parameters: { ...run, step: { id: 'nudge-2', message: 'nudge', ...eitherWay }, last: true },
        End: true,
      },
    });
  });

  test('says of each arm whether anything comes in it or after it', () => {
    const { States } = compile(
      '- await: { order.placed: [], cart.emptied: [{ send: nudge }], review.submitted: [{ leave: said }] }',
      '  within: 3 days',
    );
    expect(States['Await order.placed or cart.emptied or review.submitted']).toMatchObject({
      Parameters: { Payload: { step: { arms: [{ last: true }, {}, {}] } } },
    });
    expect(States['order.placed or cart.emptied or review.submitted?']).toMatchObject({
      Choices: [{ Next: 'The end' }, { Next: 'Send nudge' }],
    });
    expect(States['Send nudge']).toMatchObject({ Parameters: { last: true }, End: true });
    expect(States['The end']).toEqual({ Type: 'Succeed' });
  });

  test('has nothing to choose with one event, and keeps messages back in a hold-out', () => {
    const { States } = compile(
      '- split:',
      '    - { weight: 1, steps: [{ send: reminder }] }',
      '    - weight: 1',
      '      hold-out: true',
      '      steps: [{ await: { order.placed: [{ send: nudge }] }, within: 3 days, otherwise: [{ send: reminder }] }]',
      '- send: last-call',
    );
    expect(States['Await order.placed']).toMatchObject({
      Parameters: { Payload: { step: { arms: [{}] } } },
      Next: 'Send nudge',
    });
    const held = Object.entries(States).filter(([, state]) => JSON.stringify(state).includes('holdOut'));
    expect(held.map(([name]) => name)).toEqual(['Send nudge', 'Send reminder (2)']);
  });

  test('costs one transition behind a message, and two elsewhere, like any choice', () => {
    expect(transitionsOf(compile(...clicked))).toBe(6);
    expect(transitionsOf(compile('- send: reminder', '- wait: 1 day', ...clicked.slice(1)))).toBe(8);
  });

  test.each([
    [
      'en',
      `
1. Send the message “reminder”.
2. Wait until an order is placed, a link in the last message is clicked, or the last message is opened, 3 days at most. When an order is placed, leave the journey: they bought.
   - When a link in the last message is clicked:
     1. Wait 1 day.
     2. Send the message “nudge”.
   - When the last message is opened:
     1. Go on.
   - If that has not happened by then:
     1. Send the message “last-call”.
3. Wait 2 days.
4. Send the message “nudge”.`,
    ],
    [
      'ja',
      `
1. メッセージ「reminder」を送ります。
2. 注文が入るか、直前のメッセージのリンクがクリックされるか、直前のメッセージが開封されるまで待ちます（最長3日）。注文が入ると、ジャーニーを終了します（理由：they bought）。
   - 直前のメッセージのリンクがクリックされると：
     1. 1日待ちます。
     2. メッセージ「nudge」を送ります。
   - 直前のメッセージが開封されると：
     1. 先へ進みます。
   - 期限を過ぎたら：
     1. メッセージ「last-call」を送ります。
3. 2日待ちます。
4. メッセージ「nudge」を送ります。`,
    ],
  ] as const)('is said with its ways (%s)', (language, text) => {
    expect(printExplanation({ ...explainJourney(parse(...clicked)), bounds: [] }, language)).toBe(text);
  });

  test('is drawn with a way for each event and for the time-out, which come back to the line', () => {
    const { boxes, labels } = layOut(parse(...clicked), 'en');
    expect(labels.map(({ lines }) => lines.join(' '))).toEqual([
      'when an order is placed',
      'when a link in the last message is clicked',
      'when the last message is opened',
      'if that has not happened by then',
    ]);
    const aside = boxes.filter(({ x, tone }) => x !== boxes[0]?.x && tone !== 'aside');
    expect(aside.map(({ title }) => title.join(' '))).toEqual([
      'Leave the journey',
      'Wait 1 day',
      'Send “nudge”',
      'Go on with the line',
      'Go on with the line',
      'Send “last-call”',
      'Go on with the line',
    ]);
  });

  test('is compared arm by arm; steps that do nothing are no change', () => {
    const short = parse('- await: [order.placed, cart.emptied]', '  within: 3 days', '- send: nudge');
    const arms = (emptied: string) =>
      parse(`- await: { order.placed: [], cart.emptied: ${emptied} }`, '  within: 3 days', '- send: nudge');
    expect(diffJourneys(short, arms('[]'), 'en')).toEqual([]);
    expect(diffJourneys(short, arms('[{ send: reminder }]'), 'en')).toEqual([
      'the wait for order.placed or cart.emptied, cart.emptied: added at the beginning: the message reminder',
    ]);
  });
});

describe('a time-out', () => {
  test('comes back to the line, whose wait counts from its last step', () => {
    const { States } = compile(
      '- await: order.placed',
      '  within: 3 days',
      '  otherwise: [{ do: { tell staff: Nothing yet } }, { await: cart.emptied, within: 1 day }]',
      '- wait: 1 day',
      '- send: nudge',
    );
    expect(States['Await order.placed']).toMatchObject({
      Parameters: { Payload: { step: { on: ['order.placed'] }, then: { minutes: 1440 } } },
      Next: 'Wait before nudge',
    });
    expect(States['Tell staff by e-mail']).toMatchObject({
      Parameters: { next: { 'until.$': '$$.State.EnteredTime' } },
      Next: 'Await cart.emptied',
    });
    expect(States['Await cart.emptied']).toMatchObject({
      Parameters: { Payload: { then: { minutes: 1440 } } },
      Catch: [{ Next: 'Leave: no cart.emptied' }],
      Next: 'Wait before nudge',
    });
  });

  test('says at the journey’s end that nothing follows, and so does the event', () => {
    const { States } = compile('- await: order.placed', '  within: 3 days', '  otherwise: [{ send: nudge }]');
    expect(States['Await order.placed']).toMatchObject({ Parameters: { Payload: { last: true } }, End: true });
    expect(States['Send nudge']).toMatchObject({ Parameters: { last: true }, End: true });
  });

  test('may end in a wait for what follows, and takes its time on top', () => {
    const steps = (within: string, wait: string) => [
      '- await: { order.placed: [{ leave: done }] }',
      `  within: ${within}`,
      `  otherwise: [{ send: nudge }, { wait: ${wait} }]`,
      '- send: reminder',
    ];
    expect(compile(...steps('100 days', '200 days')).States['Send nudge']).toMatchObject({
      Parameters: { then: { minutes: 288_000 } },
      Next: 'Wait before reminder',
    });
    expect(() => parse(...steps('200 days', '200 days'))).toThrow('the steps take 400 days');
  });
});
