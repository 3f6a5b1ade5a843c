import { rmSync } from 'node:fs';
import { EventBridgeClient, ListRulesCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { ListExecutionsCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { clientOf, start, withRuntime, worker, writeAssembly } from './fixture.ts';

const machine = (seconds: number) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: 'waits',
    DefinitionString: JSON.stringify({
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: seconds, Next: 'Done' }, Done: { Type: 'Succeed' } },
    }),
  },
});
const rule = (type: string) => ({
  Type: 'AWS::Events::Rule',
  Properties: { Name: `on-${type}`, EventBusName: { Ref: 'Bus' }, EventPattern: { 'detail-type': [type] } },
});
const assembly = (seconds: number, more: object, table: string) =>
  writeAssembly({
    Waits: machine(seconds),
    ...more,
    Worker: worker({ Environment: { Variables: { TABLE_NAME: table } } }),
  });

describe('a runtime that takes over another synthesis', () => {
  it('starts executions by the new definition, and lets those under way go on by theirs', async () => {
    const [before, after] = [assembly(3600, { Old: rule('old') }, 'one'), assembly(60, { New: rule('new') }, 'two')];
    await withRuntime(
      async (runtime) => {
        const client = new SFNClient(clientOf(runtime));
        const stateMachineArn = 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:waits';
        await client.send(new StartExecutionCommand({ stateMachineArn, name: 'old' }));
        runtime.reload(after);
        await client.send(new StartExecutionCommand({ stateMachineArn, name: 'new' }));
        await runtime.play();
        const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn }));
        const took = executions.map(({ name, stopDate }) => [name, (stopDate?.getTime() ?? 0) - start]);
        expect(took).toEqual([
          ['new', 60_000],
          ['old', 3_600_000],
        ]);
      },
      { cdkOut: before },
    );
    for (const directory of [before, after]) rmSync(directory, { recursive: true });
  });

  it('replaces the functions and the rules of the stack, and leaves rules alone that were put by hand', async () => {
    const [before, after] = [assembly(1, { Old: rule('old') }, 'one'), assembly(1, { New: rule('new') }, 'two')];
    await withRuntime(
      async (runtime) => {
        const [events, lambda] = [new EventBridgeClient(clientOf(runtime)), new LambdaClient(clientOf(runtime))];
        const EventPattern = '{"source":["hand"]}';
        await events.send(new PutRuleCommand({ Name: 'by-hand', EventBusName: 'shop', EventPattern }));
        const table = async () => {
          const Payload = JSON.stringify({ do: 'env' });
          const answer = await lambda.send(new InvokeCommand({ FunctionName: 'worker', Payload }));
          return JSON.parse(answer.Payload?.transformToString() ?? '{}').TABLE_NAME;
        };
        expect(await table()).toBe('one');
        runtime.reload(after);
        expect(await table()).toBe('two');
        const { Rules = [] } = await events.send(new ListRulesCommand({ EventBusName: 'shop' }));
        expect(Rules.map(({ Name }) => Name).sort()).toEqual(['by-hand', 'every-event', 'on-new']);
      },
      { cdkOut: before },
    );
    for (const directory of [before, after]) rmSync(directory, { recursive: true });
  });
});
