import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { CloudFormation } from '../../local/aws/services/cloudformation.ts';
import { Executions } from '../../local/aws/services/executions.ts';
import { parseDefinition } from '../../local/aws/states/definition.ts';
import { TaskFailure } from '../../local/aws/states/errors.ts';
import { loadStack } from '../../local/aws/template/stack.ts';
import { VirtualClock } from '../../local/aws/virtual-clock.ts';
import { runAws } from './cli/aws.ts';
import { clientOf, sharedRuntime, start, withRuntime, writeAssembly } from './fixture.ts';

/** Runs a command line of the AWS CLI and reads what it prints. */
async function aws(runtime: Runtime, ...args: string[]) {
  return JSON.parse(await runAws(args, { ...clientOf(runtime), files: {} }));
}

const failure = (sending: Promise<unknown>): Promise<string> =>
  sending.then(
    () => 'none',
    (error: Error) => error.name,
  );

const runtime = sharedRuntime();
const ask = (...args: string[]) => aws(runtime(), ...args);

describe('a failed execution', () => {
  const definition = JSON.stringify({
    StartAt: 'Note',
    States: {
      Note: { Type: 'Pass', Result: { to: 'ann' }, ResultPath: '$.mail', Next: 'Send' },
      Send: { Type: 'Task', Resource: 'arn:aws:lambda:x:0:function:send', ResultPath: '$.sent', Next: 'Done' },
      Done: {
        Type: 'Pass',
        Parameters: { 'sent.$': '$.sent', 'began.$': '$$.Execution.Input', 'times.$': '$$.Execution.RedriveCount' },
        End: true,
      },
    },
  });
  const arn = 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:journey';
  const machine = { name: 'journey', arn, roleArn: '', definition, compiled: parseDefinition(definition) };
  const open = (failures: number) => {
    const clock = new VirtualClock({ jump: true, together: 0 }, start);
    let left = failures;
    const executions = new Executions(clock, async () => {
      if (left-- > 0) throw new TaskFailure({ error: 'Busy', cause: 'try later' });
      return 'yes';
    });
    const record = executions.start(machine, 'one', '{"order":1}');
    return { clock, executions, record };
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('goes on from the state that failed, with what it had, as the same execution', async () => {
    const { executions, record } = open(2);
    await settled();
    expect([record.status, record.result?.error]).toEqual(['FAILED', 'Busy']);
    executions.redrive(record.arn);
    await settled();
    expect([record.status, record.redriveCount]).toEqual(['FAILED', 1]);
    executions.redrive(record.arn);
    await settled();
    expect(record.result).toEqual({ status: 'SUCCEEDED', output: { sent: 'yes', began: { order: 1 }, times: 2 } });
    expect(record.history.map(({ id, type }) => `${id} ${type}`)).toEqual([
      '1 ExecutionStarted',
      '2 PassStateEntered',
      '3 PassStateExited',
      '4 TaskStateEntered',
      '5 LambdaFunctionScheduled',
      '6 LambdaFunctionStarted',
      '7 LambdaFunctionFailed',
      '8 ExecutionFailed',
      '9 ExecutionRedriven',
      '10 LambdaFunctionScheduled',
      '11 LambdaFunctionStarted',
      '12 LambdaFunctionFailed',
      '13 ExecutionFailed',
      '14 ExecutionRedriven',
      '15 LambdaFunctionScheduled',
      '16 LambdaFunctionStarted',
      '17 LambdaFunctionSucceeded',
      '18 TaskStateExited',
      '19 PassStateEntered',
      '20 PassStateExited',
      '21 ExecutionSucceeded',
    ]);
    expect(() => executions.redrive(record.arn)).toThrow('Execution is SUCCEEDED and cannot be redriven');
  });

  it('cannot go on after 14 days', async () => {
    const { clock, executions, record } = open(1);
    await settled();
    await clock.advanceTo(start + 14 * 86_400_000 + 1);
    expect(() => executions.redrive(record.arn)).toThrow('redrive period of 14 days exceeded');
  });

  it('is one that takes longer than a year', async () => {
    const clock = new VirtualClock({ jump: true, together: 0 }, start);
    const executions = new Executions(clock, () => new Promise(() => {}));
    const record = executions.start(machine, 'one', '{}');
    await clock.advanceTo(start + 365 * 86_400_000 - 1);
    expect(record.status).toBe('RUNNING');
    await clock.advanceTo(start + 365 * 86_400_000);
    expect([record.status, record.result?.error]).toEqual(['TIMED_OUT', 'States.Timeout']);
  });
});

describe('dead letters', () => {
  const queues = {
    Orders: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        QueueName: 'orders',
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 1 },
      },
    },
    Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead', MessageRetentionPeriod: 1_209_600 } },
  };

  it('move back to the queue that gave up on them, as new messages', async () => {
    const cdkOut = writeAssembly(queues);
    await withRuntime(
      async (own) => {
        const [orders, dead] = ['orders', 'dead'].map((name) => `${own.endpoint}/000000000000/${name}`);
        const arn = 'arn:aws:sqs:ap-northeast-1:000000000000:dead';
        const sqs = (...args: string[]) => aws(own, 'sqs', ...args);
        const receive = async (url = '') => {
          const args = ['receive-message', '--queue-url', url, '--visibility-timeout', '0', '--attribute-names', 'All'];
          return (await sqs(...args)).Messages?.[0];
        };
        for (const body of ['one', 'two', 'three']) {
          await sqs('send-message', '--queue-url', orders ?? '', '--message-body', body);
        }
        for (let round = 0; round < 4; round++) {
          await receive(orders);
          await own.clock.advanceTo(own.clock.now() + 1);
        }
        const { Attributes } = await receive(dead);
        expect(Attributes.DeadLetterQueueSourceArn).toBe('arn:aws:sqs:ap-northeast-1:000000000000:orders');
        await own.clock.advanceTo(own.clock.now() + 1);
        const task = ['--source-arn', arn, '--max-number-of-messages-per-second', '2'];
        await sqs('start-message-move-task', ...task);
        await own.clock.advanceTo(own.clock.now() + 1);
        const list = async () => (await sqs('list-message-move-tasks', '--source-arn', arn)).Results[0];
        expect(await list()).toMatchObject({ Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 2 });
        expect(await failure(sqs('start-message-move-task', ...task))).toBe('InvalidParameterValue');
        await own.clock.advanceTo(own.clock.now() + 1000);
        expect(await list()).toMatchObject({ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 3 });
        expect(await receive(dead)).toBeUndefined();
        expect((await receive(orders)).Attributes).toMatchObject({ ApproximateReceiveCount: '1' });
        const wrong = failure(sqs('start-message-move-task', '--source-arn', arn.replace('dead', 'undelivered')));
        expect(await wrong).toBe('InvalidParameterValue');
      },
      { cdkOut },
    );
    rmSync(cdkOut, { recursive: true });
  });

  it('that no queue sent stay, and the task says why', async () => {
    const url = `${runtime().endpoint}/000000000000/failed`;
    const arn = 'arn:aws:sqs:ap-northeast-1:000000000000:failed';
    await ask('sqs', 'send-message', '--queue-url', url, '--message-body', 'x');
    await ask('sqs', 'start-message-move-task', '--source-arn', arn);
    await runtime().clock.advanceTo(runtime().clock.now() + 1);
    const { Results } = await ask('sqs', 'list-message-move-tasks', '--source-arn', arn);
    expect(Results).toMatchObject([{ Status: 'FAILED', FailureReason: 'CouldNotDetermineMessageSource' }]);
    expect(await ask('sqs', 'receive-message', '--queue-url', url)).toMatchObject({ Messages: [{ Body: 'x' }] });
  });

  it('are gone when nobody asks for them in time', async () => {
    const url = `${runtime().endpoint}/000000000000/undelivered`;
    await ask('sqs', 'send-message', '--queue-url', url, '--message-body', 'x');
    await runtime().clock.advanceTo(runtime().clock.now() + 345_600_000);
    expect(await ask('sqs', 'receive-message', '--queue-url', url)).toEqual({});
  });
});

describe('a rule of the shop’s own', () => {
  it('takes events to its targets until it is disabled, and goes once it has none', async () => {
    const url = `${runtime().endpoint}/000000000000/undelivered`;
    const events = (...args: string[]) => ask('events', ...args, '--event-bus-name', 'shop');
    const rule = ['--name', 'coupons'];
    await events('put-rule', ...rule, '--event-pattern', '{"source":["aftercart"],"detail-type":["coupon.issued"]}');
    const target = 'Id=queue,Arn=arn:aws:sqs:ap-northeast-1:000000000000:undelivered';
    await events('put-targets', '--rule', 'coupons', '--targets', target);
    const bodies = async () => {
      const entry = { EventBusName: 'shop', Source: 'aftercart', DetailType: 'coupon.issued', Detail: '{"code":"A"}' };
      await ask('events', 'put-events', '--entries', JSON.stringify([entry]));
      const { Messages = [] } = await ask('sqs', 'receive-message', '--queue-url', url);
      return Messages.map(({ Body }: { Body: string }) => JSON.parse(Body).detail);
    };
    expect(await bodies()).toEqual([{ code: 'A' }]);
    await events('disable-rule', ...rule);
    expect(await bodies()).toEqual([]);
    await events('enable-rule', ...rule);
    expect(await bodies()).toEqual([{ code: 'A' }]);
    expect(await failure(events('delete-rule', ...rule))).toBe('ValidationException');
    await events('remove-targets', '--rule', 'coupons', '--ids', 'queue');
    await events('delete-rule', ...rule);
    expect(await failure(events('describe-rule', ...rule))).toBe('ResourceNotFoundException');
    await events('delete-rule', ...rule);
  });
});

describe('the logs of a function', () => {
  it('are searched for words, phrases and what is absent, and since a time of either clock', async () => {
    const { logs, clock } = runtime();
    logs.write('worker', '{"message":"message failed","id":1}\n{"message":"message sent","id":2}');
    await clock.advanceTo(clock.now() + 2 * 86_400_000);
    logs.write('worker', '{"message":"message failed","id":3}');
    const ids = async (pattern: string, ...since: string[]) => {
      const lines = await ask('logs', 'tail', '/aws/lambda/worker', '--filter-pattern', pattern, ...since);
      return lines.map((line: string) => JSON.parse(line).id);
    };
    expect(await ids('"message failed"', '--since', '1d')).toEqual([3]);
    expect(await ids('"message failed"', '--since', '3d')).toEqual([1, 3]);
    expect(await ids('message -failed', '--since', '3d')).toEqual([2]);
    expect(await ids('?sent ?"id\\":3"', '--since', '3d')).toEqual([2, 3]);
    expect(await ids('{ $.id >= 2 }', '--since', '3d')).toEqual([2, 3]);
    expect(await ids('{ $.message = "*failed" && $.id != 1 }', '--since', '3d')).toEqual([3]);
    expect(await ids('{ $.id = 1 || $.message = "*sent" }', '--since', '3d')).toEqual([1, 2]);
    expect(await ids('{ $.nothing > 0 }', '--since', '3d')).toEqual([]);
    await expect(ids('{ ($.id = 1) && $.id = 2 }')).rejects.toThrow('Locally filter patterns are words, phrases, and');
    await expect(ids('[id, message]')).rejects.toThrow('Locally filter patterns are words, phrases, and');
    await expect(ask('logs', 'tail', '/aws/lambda/nowhere')).rejects.toThrow('The specified log group does not exist.');
  });
});

describe('table and secret', () => {
  it('come back: a copy of the table without its settings, and the version before of the secret', async () => {
    const cdkOut = writeAssembly({
      Backed: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'backed',
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' },
          DeletionProtectionEnabled: true,
        },
      },
    });
    await withRuntime(
      async (own) => {
        const table = (...args: string[]) => aws(own, 'dynamodb', ...args);
        await table('put-item', '--table-name', 'backed', '--item', '{"pk":{"S":"one"}}');
        const restore = (source: string, time = new Date(start).toISOString()) => {
          const names = ['--source-table-name', source, '--target-table-name', 'copy'];
          return table('restore-table-to-point-in-time', ...names, '--restore-date-time', time);
        };
        expect(await failure(restore('shop-Table'))).toBe('PointInTimeRecoveryUnavailableException');
        expect(await failure(restore('backed', '2099-01-01T00:00:00Z'))).toBe('InvalidRestoreTimeException');
        await restore('backed');
        await expect(restore('backed')).rejects.toMatchObject({
          name: 'TableAlreadyExistsException',
          message: 'Table already exists: copy',
        });
        const { Table } = await table('describe-table', '--table-name', 'copy');
        expect(Table).toMatchObject({ ItemCount: 1, DeletionProtectionEnabled: false });
        const settings = async (name: string) => {
          const of = ['--table-name', name];
          const { TimeToLiveDescription: expiry } = await table('describe-time-to-live', ...of);
          const { ContinuousBackupsDescription: backups } = await table('describe-continuous-backups', ...of);
          return [expiry.AttributeName, backups.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus];
        };
        expect([await settings('backed'), await settings('copy')]).toEqual([
          ['expires', 'ENABLED'],
          [undefined, 'DISABLED'],
        ]);
        const secret = (operation: string, ...args: string[]) =>
          aws(own, 'secretsmanager', operation, '--secret-id', 'app', ...args);
        const before = await secret('get-secret-value');
        const { VersionId } = await secret('put-secret-value', '--secret-string', 'other');
        expect((await secret('get-secret-value')).SecretString).toBe('other');
        const previous = await secret('get-secret-value', '--version-stage', 'AWSPREVIOUS');
        expect(previous.VersionId).toBe(before.VersionId);
        expect((await secret('list-secret-version-ids')).Versions).toEqual([
          { VersionId: before.VersionId, VersionStages: ['AWSPREVIOUS'] },
          { VersionId, VersionStages: ['AWSCURRENT'] },
        ]);
        const back = ['--version-stage', 'AWSCURRENT', '--move-to-version-id', before.VersionId];
        const move = (from: string) => secret('update-secret-version-stage', ...back, '--remove-from-version-id', from);
        expect(await failure(move(before.VersionId))).toBe('InvalidParameterException');
        await move(VersionId);
        expect((await secret('get-secret-value')).SecretString).toBe(before.SecretString);
      },
      { cdkOut },
    );
    rmSync(cdkOut, { recursive: true });
  });

  it('keep their protection and their time to be restored', async () => {
    const table = ['--table-name', 'shop-Table'];
    const isProtected = async () => (await ask('dynamodb', 'describe-table', ...table)).Table.DeletionProtectionEnabled;
    await ask('dynamodb', 'update-table', ...table, '--deletion-protection-enabled');
    expect([await isProtected(), await failure(ask('dynamodb', 'delete-table', ...table))]).toEqual([
      true,
      'ValidationException',
    ]);
    await ask('dynamodb', 'update-table', ...table, '--no-deletion-protection-enabled');
    expect(await isProtected()).toBe(false);
    await ask('secretsmanager', 'delete-secret', '--secret-id', 'app');
    const read = () => failure(ask('secretsmanager', 'get-secret-value', '--secret-id', 'app'));
    expect(await read()).toBe('InvalidRequestException');
    await ask('secretsmanager', 'restore-secret', '--secret-id', 'app');
    expect(await read()).toBe('none');
    await ask('secretsmanager', 'delete-secret', '--secret-id', 'app', '--recovery-window-in-days', '7');
    await runtime().clock.advanceTo(runtime().clock.now() + 7 * 86_400_000);
    expect(await read()).toBe('ResourceNotFoundException');
  });
});

describe('a function', () => {
  it('takes nothing from its queue while the mapping is disabled, and does not run while it reserves nothing', async () => {
    const { clock, endpoint } = runtime();
    const of = ['--function-name', 'worker'];
    const { EventSourceMappings } = await ask('lambda', 'list-event-source-mappings', ...of);
    expect(EventSourceMappings).toMatchObject([{ State: 'Enabled', BatchSize: 10 }]);
    const uuid = EventSourceMappings[0].UUID;
    await ask('lambda', 'update-event-source-mapping', '--uuid', uuid, '--no-enabled');
    const queue = ['--queue-url', `${endpoint}/000000000000/ingest`];
    await ask('sqs', 'send-message', ...queue, '--message-body', '{"do":"time"}');
    await clock.advanceTo(clock.now() + 1000);
    const waiting = async () => {
      const asked = await ask('sqs', 'get-queue-attributes', ...queue, '--attribute-names', 'All');
      const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: taken } = asked.Attributes;
      return [visible, taken];
    };
    expect(await waiting()).toEqual(['1', '0']);
    await ask('lambda', 'put-function-concurrency', ...of, '--reserved-concurrent-executions', '0');
    expect(await ask('lambda', 'get-function-concurrency', ...of)).toEqual({ ReservedConcurrentExecutions: 0 });
    expect(await failure(ask('lambda', 'invoke', ...of))).toBe('TooManyRequestsException');
    await ask('lambda', 'update-event-source-mapping', '--uuid', uuid, '--enabled');
    await clock.advanceTo(clock.now() + 1000);
    expect(await waiting()).toEqual(['0', '1']); // taken, refused, and back when its time is over
    await ask('sqs', 'purge-queue', ...queue);
    await ask('lambda', 'delete-function-concurrency', ...of);
    expect(await ask('lambda', 'get-function-concurrency', ...of)).toEqual({});
  });
});

describe('a schedule', () => {
  it('that is updated is what the update says, and its window spreads it', async () => {
    const { clock } = runtime();
    const schedule = (operation: string, time: number, ...more: string[]) =>
      ask(
        ...['scheduler', operation, '--name', 'later', '--group-name', 'parked'],
        ...['--schedule-expression', `at(${new Date(time).toISOString().slice(0, 19)})`],
        ...[
          '--target',
          '{"Arn":"arn:aws:sqs:ap-northeast-1:000000000000:undelivered","RoleArn":"arn:aws:iam::000000000000:role/r","Input":"late"}',
        ],
        ...more,
      );
    const now = clock.now();
    await schedule('create-schedule', now + 3_600_000, '--flexible-time-window', 'Mode=OFF');
    const flexible = '{"Mode":"FLEXIBLE","MaximumWindowInMinutes":60}';
    await schedule('update-schedule', now + 7_200_000, '--flexible-time-window', flexible);
    const url = `${runtime().endpoint}/000000000000/undelivered`;
    const arrivedBy = async (time: number) => {
      await clock.advanceTo(time);
      return (await ask('sqs', 'receive-message', '--queue-url', url)).Messages?.length ?? 0;
    };
    expect(await arrivedBy(now + 7_200_000)).toBe(0);
    expect(await arrivedBy(now + 7_200_000 + 3_600_000)).toBe(1);
  });
});

describe('CloudFormation', () => {
  it('tells of the stack and its outputs', async () => {
    const cdkOut = writeAssembly();
    const stack = { ...loadStack(cdkOut, 'http://127.0.0.1:1'), outputs: { LinksUrl: 'http://127.0.0.1:1/u' } };
    rmSync(cdkOut, { recursive: true });
    const { DescribeStacks } = new CloudFormation(stack, start).operations;
    const Outputs = [{ OutputKey: 'LinksUrl', OutputValue: 'http://127.0.0.1:1/u' }];
    expect(DescribeStacks?.({})).toMatchObject({
      Stacks: [{ StackName: 'shop', StackStatus: 'CREATE_COMPLETE', Outputs }],
    });
    await expect(ask('cloudformation', 'describe-stacks', '--stack-name', 'other')).rejects.toThrow('does not exist');
  });
});
