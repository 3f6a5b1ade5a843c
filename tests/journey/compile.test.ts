import { describe, expect, test } from 'vitest';
import { compileJourney, printMachine } from '../../src/journey/compile.ts';
import { parseJourney } from '../../src/journey/parse.ts';
import type { StateMachine } from '../../src/journey/states-language.ts';
import { transitionsOf } from '../../src/journey/transitions.ts';
import { context, messages, withSteps } from './journeys.ts';

function compile(...steps: readonly string[]): StateMachine {
  return compileJourney(parseJourney(withSteps(...steps), context), messages);
}

const twoMessages = ['- wait: 4 hours', '- send: reminder', '- wait: 1 day, at 10:00', '- send: nudge'];

const retry = {
  ErrorEquals: [
    'Lambda.TooManyRequestsException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'RetryableError',
    'Sandbox.Timedout',
    'Lambda.Unknown',
  ],
  IntervalSeconds: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  MaxAttempts: 12,
  JitterStrategy: 'FULL',
};

describe('a compiled journey', () => {
  test('is a line of waits and tasks, each task knowing the wait that follows', () => {
    const task = {
      Type: 'Task',
      Resource: '$' + '{deliver-message}',
      ResultPath: '$.next',
      TimeoutSeconds: 60,
      Retry: [{ ...retry, ErrorEquals: [...retry.ErrorEquals, 'States.Timeout'] }],
    };
    const run = { 'customer.$': '$.customer', 'run.$': '$.run', 'journey.$': '$.journey', 'next.$': '$.next' };
    const step = { purpose: 'marketing', priority: 50 };
    expect(compile(...twoMessages)).toEqual({
      Comment: 'Reminds a shopper of what is still in the cart.',
      StartAt: 'Wait before reminder',
      States: {
        'Wait before reminder': {
          Comment: '4 hours',
          Type: 'Wait',
          TimestampPath: '$.next.until',
          Next: 'Send reminder',
        },
        'Send reminder': {
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
      Retry: [retry],
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
    expect(transitionsOf(compile(...twoMessages))).toBe(4);
    const otherwise = ['    - send: reminder', '    - wait: 1 day', '    - send: nudge'];
    expect(transitionsOf(compile('- await: order.placed', '  within: 3 days', '  otherwise:', ...otherwise))).toBe(4);
  });
});
