import { describe, expect, test } from 'vitest';
import { compileJourney, printMachine } from '../../../src/journey/compiling/compile.ts';
import type { StateMachine } from '../../../src/journey/machine/states-language.ts';
import { transitionsOf } from '../../../src/journey/machine/transitions.ts';
import { parseJourney } from '../../../src/journey/parsing/parse.ts';
import { waitKind } from '../../../src/journey/steps/wait.ts';
import { context, messages, withSteps } from '../journeys.ts';

function compile(...steps: readonly string[]): StateMachine {
  return compileJourney(parseJourney(withSteps(...steps), context), messages);
}

const twoMessages = ['- wait: 4 hours', '- send: reminder', '- wait: 1 day, at 10:00', '- send: nudge'];

const pace = { IntervalSeconds: 5, BackoffRate: 2, MaxDelaySeconds: 900, JitterStrategy: 'FULL' };
const retries = [
  {
    ErrorEquals: [
      'Lambda.TooManyRequestsException',
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'RetryableError',
    ],
    ...pace,
    MaxAttempts: 3000,
  },
  {
    ErrorEquals: ['Sandbox.Timedout', 'Lambda.Unknown', 'Runtime.ExitError', 'States.Timeout'],
    ...pace,
    MaxAttempts: 30,
  },
];

const [forBusy, forSilent] = retries;
const heardOfNothing = ['Sandbox.Timedout', 'Lambda.Unknown', 'Runtime.ExitError'];
const retriesOfToken = [forBusy, { ...forSilent, ErrorEquals: heardOfNothing }];

describe('a compiled journey', () => {
  test('is a line of waits and tasks, each task knowing the wait that follows', () => {
    const task = {
      Type: 'Task',
      Resource: '$' + '{deliver-message}',
      ResultPath: '$.next',
      TimeoutSeconds: 60,
      Retry: retries,
    };
    const run = { 'customer.$': '$.customer', 'run.$': '$.run', 'journey.$': '$.journey', 'next.$': '$.next' };
    const step = { purpose: 'marketing', priority: 50 };
    expect(compile(...twoMessages)).toEqual({
      Comment: 'Reminds a shopper of what is still in the cart.',
      StartAt: 'Send reminder',
      States: {
        'Send reminder': {
          Comment: '4 hours',
          ...task,
          Parameters: {
            ...run,
            step: { ...step, id: 'reminder', message: 'reminder', channels: ['email'] },
            then: { days: 1, at: '10:00' },
          },
          Next: 'Wait before nudge',
        },
        'Wait before nudge': { Type: 'Wait', TimestampPath: '$.next.until', Next: 'Send nudge' },
        'Send nudge': {
          ...task,
          Parameters: {
            ...run,
            step: { ...step, id: 'nudge', message: 'nudge', channels: ['email', 'sms'] },
            last: true,
          },
          End: true,
        },
      },
    });
  });

  test('waits for an event with a token, and leaves when the time is up', () => {
    const { States } = compile('- await: [order.placed, cart.emptied]', '  within: 3 days', '- send: nudge');
    expect(States['Await order.placed or cart.emptied']).toMatchObject({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: {
        FunctionName: '$' + '{await-event}',
        Payload: {
          'next.$': '$.next',
          step: { id: 'await-order-placed-or-cart-emptied', on: ['order.placed', 'cart.emptied'] },
          'token.$': '$$.Task.Token',
        },
      },
      TimeoutSeconds: 259200,
      Retry: retriesOfToken,
      Catch: [
        {
          ErrorEquals: ['States.Timeout'],
          ResultPath: '$.timeout',
          Next: 'Leave: no order.placed or cart.emptied',
        },
      ],
      Next: 'Send nudge',
    });
    expect(States['Leave: no order.placed or cart.emptied']).toMatchObject({
      Resource: '$' + '{leave-journey}',
      Parameters: { step: { id: 'leave', reason: 'no order.placed or cart.emptied within 3 days' } },
      End: true,
    });
  });

  test('reckons a message after a time-out from the time-out, and those behind it as ever', () => {
    const otherwise = ['    - send: reminder', '    - wait: 1 day', '    - send: nudge'];
    const { States } = compile('- await: order.placed', '  within: 3 days', '  otherwise:', ...otherwise);
    expect(States['Send reminder']).toMatchObject({
      Parameters: { next: { 'until.$': '$$.State.EnteredTime' }, then: { minutes: 1440 } },
    });
    expect(States['Send nudge']).toMatchObject({ Parameters: { 'next.$': '$.next' }, End: true });
  });

  test('numbers states that would have the same name', () => {
    const { States } = compile('- send: nudge', '- wait: 1 day', '- send: nudge', '- wait: 1 day', '- send: nudge');
    expect(Object.keys(States)).toEqual([
      'Send nudge',
      'Wait before nudge',
      'Send nudge (2)',
      'Wait before nudge (2)',
      'Send nudge (3)',
    ]);
  });

  test('keeps names within the 80 characters that Step Functions allows', () => {
    const { States } = compile('- send: nudge', `- leave: ${'because it is enough '.repeat(6)}`);
    expect(Object.keys(States).map((name) => name.length)).toEqual([10, 80]);
  });

  test.each([
    ['4 hours', '6 hours', 0],
    ['1 day, at 10:00', '2 days, at 10:00', 2],
    ['1 day, at 10:00', '1 day, at 11:00', 2],
  ])('differs in one line when %s becomes %s', (before, after, index) => {
    const changed = twoMessages.with(index, `- wait: ${after}`);
    expect(twoMessages[index]).toBe(`- wait: ${before}`);
    const lines = printMachine(compile(...twoMessages)).split('\n');
    const otherLines = printMachine(compile(...changed)).split('\n');
    expect(otherLines).toHaveLength(lines.length);
    expect(otherLines.filter((line, number) => line !== lines[number])).toHaveLength(1);
  });

  test('counts the transitions of its longest way', () => {
    expect(transitionsOf(compile(...twoMessages))).toBe(3);
    const otherwise = ['    - send: reminder', '    - wait: 1 day', '    - send: nudge'];
    expect(transitionsOf(compile('- await: order.placed', '  within: 3 days', '  otherwise:', ...otherwise))).toBe(4);
  });
});

describe('a choice', () => {
  const states = (...steps: readonly string[]) => compile(...steps).States;
  const ifNotOrdered = '- if: { orders: { since start: [0] } }';

  test('is a task that knows the waits at the beginning of its arms, and a state that follows its answer', () => {
    const { States } = compile(
      '- send: reminder',
      '- wait: 1 day',
      ifNotOrdered,
      '  then: [{ wait: 2 hours }, { send: last-call }]',
      '- wait: 3 days',
      '- send: nudge',
    );
    expect(Object.keys(States)).toEqual([
      'Send reminder',
      'Wait before the choice',
      'Choose: the customer has not ordered since',
      'The customer has not ordered since?',
      'Wait before last-call',
      'Send last-call',
      'Wait before nudge',
      'Send nudge',
    ]);
    expect(States['Choose: the customer has not ordered since']).toEqual({
      Type: 'Task',
      Resource: '$' + '{choose-arm}',
      Parameters: {
        'customer.$': '$.customer',
        'run.$': '$.run',
        'journey.$': '$.journey',
        'next.$': '$.next',
        step: { id: 'if', if: { orders: { 'since start': [0] } } },
        arms: [{ then: { minutes: 120 } }, { then: { minutes: 4320 } }],
      },
      ResultPath: '$.next',
      TimeoutSeconds: 60,
      Retry: retries,
      Next: 'The customer has not ordered since?',
    });
    expect(States['The customer has not ordered since?']).toEqual({
      Type: 'Choice',
      Choices: [{ Variable: '$.next.arm', NumericEquals: 0, Next: 'Wait before last-call' }],
      Default: 'Wait before nudge',
    });
    expect(States['Send last-call']).toMatchObject({
      Parameters: { then: { minutes: 4320 } },
      Next: 'Wait before nudge',
    });
  });

  test('by chance knows the weights, and its hold-out keeps messages back, whatever comes between', () => {
    const inner = '{ if: { customer: { country: [JP] } }, then: [{ send: nudge }] }';
    const arms = [
      '  - { weight: 90, steps: [{ send: reminder }] }',
      `  - { weight: 10, hold-out: true, steps: [{ send: reminder }, ${inner}] }`,
    ];
    const all = states('- split:', ...arms.map((arm) => `  ${arm}`), '- send: last-call');
    expect(all['Choose: reminder or hold-out']).toMatchObject({
      Parameters: { step: { id: 'split', split: [90, 10] }, arms: [{}, {}] },
    });
    const held = Object.entries(all).flatMap(([name, state]) =>
      JSON.stringify(state).includes('holdOut') ? [name] : [],
    );
    expect(held).toEqual(['Send reminder (2)', 'Send nudge']);
    expect(all['Send reminder']).toMatchObject({ Next: 'Send last-call' });
    expect(all["The customer's country is Japan?"]).toMatchObject({ Default: 'Send last-call' });
  });

  test('says at the end of every way that nothing follows', () => {
    const all = states(
      ifNotOrdered,
      '  then: [{ send: nudge }]',
      '  else:',
      '    - send: reminder',
      '    - leave: enough',
    );
    expect(all['Send nudge']).toMatchObject({ Parameters: { last: true }, End: true });
    expect(all['Send reminder']).not.toHaveProperty('Parameters.last');
    expect(all['Leave: enough']).toMatchObject({ End: true });
    const empty = states('- send: reminder', ifNotOrdered, '  then: [{ send: nudge }]');
    expect(empty['Choose: the customer has not ordered since']).toMatchObject({
      Parameters: { arms: [{}, { last: true }] },
    });
    expect(empty['The customer has not ordered since?']).toMatchObject({ Default: 'The end' });
    expect(empty['The end']).toEqual({ Type: 'Succeed' });
  });

  test('that leaves in an arm ends there, though the line goes on', () => {
    const all = states(ifNotOrdered, '  then: [{ leave: done }]', '- send: nudge');
    expect(all['Leave: done']).toMatchObject({ End: true });
    expect(all['The customer has not ordered since?']).toMatchObject({ Default: 'Send nudge' });
  });

  test('after a time-out counts from the time-out', () => {
    const otherwise = ['  otherwise:', `    ${ifNotOrdered}`, '      then: [{ send: nudge }]'];
    const all = states('- await: order.placed', '  within: 3 days', ...otherwise);
    expect(all['Choose: the customer has not ordered since']).toMatchObject({
      Parameters: { next: { 'until.$': '$$.State.EnteredTime' } },
    });
  });

  test('costs two transitions, and ways that leave do not count', () => {
    const before = ['- send: reminder', '- wait: 1 day'];
    expect(transitionsOf(compile(...before, '- send: nudge'))).toBe(3);
    expect(transitionsOf(compile(...before, ifNotOrdered, '  then: [{ send: nudge }]', '- send: nudge'))).toBe(6);
    const leaving = ['  then: [{ send: nudge }, { send: nudge }, { leave: done }]', '  else: [{ send: nudge }]'];
    expect(transitionsOf(compile(...before, ifNotOrdered, ...leaving))).toBe(5);
  });
});

describe('a wait until', () => {
  test.each([
    ['until Friday, at 10:00', { weekday: 'Friday', at: '10:00' }],
    ['until shipment.expectedAt', { date: 'shipment.expectedAt', offset: { minutes: 0 } }],
    ['until shipment.expectedAt, at 09:00', { date: 'shipment.expectedAt', offset: { days: 0, at: '09:00' } }],
    [
      'until 2 days before shipment.expectedAt, at 10:00',
      { date: 'shipment.expectedAt', offset: { days: -2, at: '10:00' } },
    ],
    ['until 2 days before shipment.expectedAt', { date: 'shipment.expectedAt', offset: { minutes: -2880 } }],
    ['until 1 week after order.placedAt, at 10:00', { date: 'order.placedAt', offset: { days: 7, at: '10:00' } }],
    ['until 3 hours after cart.updatedAt', { date: 'cart.updatedAt', offset: { minutes: 180 } }],
  ])('%s is passed to the task before it', (written, delay) => {
    const { States } = compile('- send: reminder', `- wait: ${written}`, '- send: nudge');
    expect(States['Send reminder']).toMatchObject({ Parameters: { then: delay } });
    expect(written).toMatch(new RegExp(String(waitKind.keys.wait?.pattern)));
  });
});
