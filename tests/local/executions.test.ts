import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withWorker } from './fixture.ts';

const stateMachineArn = 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:shop-journey';
const day = 86_400_000;

function withStates(use: (runtime: Runtime, client: SFNClient) => Promise<void>, over: object = {}) {
  return withWorker(over, async (runtime) => {
    const client = new SFNClient(clientOf(runtime));
    await use(runtime, client);
    client.destroy();
  });
}

const input = (over: object = {}) =>
  JSON.stringify({ until: new Date(start + 30 * day).toISOString(), do: 'put', pk: 'worked', await: false, ...over });

describe('an execution', () => {
  it('waits thirty days on the local clock, then calls the function, which sees that time', () =>
    withStates(async (runtime, client) => {
      const { executionArn } = await client.send(
        new StartExecutionCommand({ stateMachineArn, name: 'run-1', input: input() }),
      );
      await runtime.play();
      const described = await client.send(new DescribeExecutionCommand({ executionArn }));
      expect(described.status).toBe('SUCCEEDED');
      expect(described.startDate?.getTime()).toBe(start);
      expect(described.stopDate?.getTime()).toBe(start + 30 * day);
      expect(JSON.parse(described.output ?? '').result.until).toBe(new Date(start + 30 * day).toISOString());
      const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
      expect(events?.at(-1)?.type).toBe('ExecutionSucceeded');
      expect(events?.find(({ type }) => type === 'LambdaFunctionScheduled')?.timestamp?.getTime()).toBe(
        start + 30 * day,
      );
    }));

  it('waits for its token and goes on with what it is sent', () =>
    withStates(async (runtime, client) => {
      const begun = await client.send(new StartExecutionCommand({ stateMachineArn, input: input({ await: true }) }));
      await runtime.clock.advanceTo(start + 30 * day);
      const item = (await runtime.table()).find((candidate) => unmarshallItem(candidate).pk === 'token');
      const taskToken = String(unmarshallItem(item ?? {}).value);
      await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"by":"event"}' }));
      await runtime.whenIdle();
      const described = await client.send(new DescribeExecutionCommand(begun as { executionArn: string })); // just started
      expect(described.status).toBe('SUCCEEDED');
      expect(JSON.parse(described.output ?? '').resumed).toEqual({ by: 'event' });
      const again = client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
      await expect(again).rejects.toMatchObject({ name: 'TaskTimedOut' });
    }));

  it('times out when its token never comes', () =>
    withStates(async (runtime, client) => {
      await client.send(new StartExecutionCommand({ stateMachineArn, input: input({ await: true }) }));
      await runtime.play();
      expect(runtime.executions()).toMatchObject([{ status: 'FAILED', result: { error: 'States.Timeout' } }]);
      expect(runtime.clock.now()).toBe(start + 31 * day);
    }));

  it.each([
    ['throw', 'RangeError', {}],
    ['hang', 'Sandbox.Timedout', { Timeout: 2 }],
    ['exit', 'Lambda.Unknown', {}],
  ])('fails by the name of what went wrong in the function: %s is %s', (failing, error, over) =>
    withStates(async (runtime, client) => {
      await client.send(new StartExecutionCommand({ stateMachineArn, input: input({ do: failing }) }));
      await runtime.play();
      expect(runtime.executions()[0]?.result?.error).toBe(error);
    }, over),
  );

  it('is started once by the same name and input, and never again under that name', () =>
    withStates(async (runtime, client) => {
      const startIt = (text: string) =>
        client.send(new StartExecutionCommand({ stateMachineArn, name: 'same', input: text }));
      const first = await startIt(input());
      expect((await startIt(input())).executionArn).toBe(first.executionArn);
      await expect(startIt(input({ pk: 'other' }))).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
      await runtime.play();
      await expect(startIt(input())).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
      expect(runtime.executions()).toHaveLength(1);
    }));

  it('needs a name of at most 80 plain characters, an input that is JSON, and a machine', () =>
    withStates(async (_runtime, client) => {
      const send = (over: object) => client.send(new StartExecutionCommand({ stateMachineArn, input: '{}', ...over }));
      await expect(send({ name: 'x'.repeat(81) })).rejects.toMatchObject({ name: 'InvalidName' });
      await expect(send({ name: 'with space' })).rejects.toMatchObject({ name: 'InvalidName' });
      await expect(send({ input: '{' })).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
      await expect(send({ stateMachineArn: `${stateMachineArn}x` })).rejects.toMatchObject({
        name: 'StateMachineDoesNotExist',
      });
    }));

  it('can be stopped, and is listed by its status', () =>
    withStates(async (_runtime, client) => {
      const begun = await client.send(new StartExecutionCommand({ stateMachineArn, input: input() }));
      await client.send(new StartExecutionCommand({ stateMachineArn, input: input() }));
      await client.send(new StopExecutionCommand({ executionArn: begun.executionArn, cause: 'enough' }));
      const list = async (statusFilter: 'RUNNING' | 'ABORTED') =>
        (await client.send(new ListExecutionsCommand({ stateMachineArn, statusFilter }))).executions ?? [];
      expect(await list('ABORTED')).toMatchObject([{ executionArn: begun.executionArn }]);
      expect(await list('RUNNING')).toHaveLength(1);
      const { stateMachines } = await client.send(new ListStateMachinesCommand({}));
      expect(stateMachines?.map(({ name }) => name)).toEqual(['shop-journey']);
    }));
});

function unmarshallItem(item: object): Record<string, unknown> {
  return unmarshall(item as Parameters<typeof unmarshall>[0]); // DynamoDB's JSON
}
