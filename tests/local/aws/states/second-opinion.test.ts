import { ExecutionError, type RunOptions, StateMachine } from 'aws-local-stepfunctions';
import { describe, expect, test } from 'vitest';
import { TaskFailure } from '../../../../local/aws/states/interpreter.ts';
import { finish, machine } from './machines.ts';

const FUNCTION = 'arn:aws:lambda:eu-west-1:000000000000:function:deliver-message';
const pass = { Type: 'Pass', End: true };

interface Example {
  about: string;
  states: Record<string, object>;
  input: unknown;
  /** Whether the Task state, called Send, fails with OutOfStock; otherwise it echoes its parameters. */
  fails?: boolean;
}

/** Machines without time limits and randomness, on which two interpreters have to agree. */
const examples: Example[] = [
  {
    about: 'InputPath, Parameters, ResultSelector, ResultPath and OutputPath of a task',
    input: { cart: { id: 'c1', items: [{ price: 5 }, { price: 7 }] }, keep: true },
    states: {
      Send: {
        Type: 'Task',
        Resource: FUNCTION,
        InputPath: '$.cart',
        Parameters: { 'id.$': '$.id', 'prices.$': '$.items[*].price' },
        ResultSelector: { 'sent.$': '$.echo.id', 'prices.$': '$.echo.prices' },
        ResultPath: '$.answer.body',
        OutputPath: '$.answer',
        End: true,
      },
    },
  },
  {
    about: 'a caught failure with its error in the output',
    fails: true,
    input: { cart: 1 },
    states: {
      Send: {
        Type: 'Task',
        Resource: FUNCTION,
        Catch: [{ ErrorEquals: ['OutOfStock'], ResultPath: '$.problem', Next: 'Note' }],
        End: true,
      },
      Note: { Type: 'Pass', Parameters: { 'error.$': '$.problem.Error', 'cart.$': '$.cart' }, End: true },
    },
  },
  {
    about: 'a failure that nobody catches',
    fails: true,
    input: {},
    states: { Send: { Type: 'Task', Resource: FUNCTION, End: true } },
  },
  {
    about: 'a loop that counts with an intrinsic function',
    input: { count: 0 },
    states: {
      Add: { Type: 'Pass', Parameters: { 'count.$': 'States.MathAdd($.count, 1)' }, Next: 'Enough?' },
      'Enough?': {
        Type: 'Choice',
        Choices: [
          {
            And: [
              { Variable: '$.count', IsNumeric: true },
              { Variable: '$.count', NumericLessThan: 4 },
            ],
            Next: 'Add',
          },
        ],
        Default: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  },
  {
    about: 'a Map over selected items inside a Parallel',
    input: { items: ['tea', 'cup'] },
    states: {
      Both: {
        Type: 'Parallel',
        Branches: [
          {
            StartAt: 'Each',
            States: {
              Each: {
                Type: 'Map',
                ItemsPath: '$.items',
                ItemSelector: { 'label.$': "States.Format('{}: {}', $$.Map.Item.Index, $$.Map.Item.Value)" },
                ItemProcessor: { StartAt: 'In', States: { In: pass } },
                End: true,
              },
            },
          },
          { StartAt: 'Count', States: { Count: { ...pass, Parameters: { 'n.$': 'States.ArrayLength($.items)' } } } },
        ],
        End: true,
      },
    },
  },
  {
    about: 'a choice that nothing matches',
    input: { tier: 'none' },
    states: {
      Which: { Type: 'Choice', Choices: [{ Variable: '$.tier', StringMatches: 'g*', Next: 'Gold' }] },
      Gold: pass,
    },
  },
];

describe('this interpreter and aws-local-stepfunctions agree on', () => {
  test.each(examples)('$about', async (example) => {
    expect(await runOurs(example)).toEqual(await runTheirs(example));
  });
});

async function runOurs({ states, input, fails }: Example) {
  const { result } = await finish(machine(states), {
    input,
    async task({ parameters }) {
      if (fails) throw new TaskFailure({ error: 'OutOfStock' });
      return { echo: parameters };
    },
  });
  return result.status === 'SUCCEEDED' ? { output: result.output } : { error: result.error };
}

async function runTheirs({ states, input, fails }: Example) {
  const theirs = new StateMachine(JSON.parse(JSON.stringify({ StartAt: Object.keys(states)[0], States: states })));
  const handler: Handler = (parameters) => {
    if (fails) throw Object.assign(new Error('none left'), { name: 'OutOfStock' });
    return { echo: parameters };
  };
  try {
    const overrides = { taskResourceLocalHandlers: { Send: handler } };
    return { output: await theirs.run(JSON.parse(JSON.stringify(input)), { overrides }).result };
  } catch (error) {
    if (error instanceof ExecutionError && error.cause instanceof Error) return { error: error.cause.name };
    throw error;
  }
}

type Handler = NonNullable<NonNullable<RunOptions['overrides']>['taskResourceLocalHandlers']>[string];
