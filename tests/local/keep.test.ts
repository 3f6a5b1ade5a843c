import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withRuntime } from './fixture.ts';

const hour = 3_600_000;

async function fill(runtime: Runtime): Promise<void> {
  const config = clientOf(runtime);
  const input = { until: new Date(start + 4 * hour).toISOString(), do: 'put', pk: 'waited', await: false };
  const stateMachineArn = 'arn:aws:states:ap-northeast-1:000000000000:stateMachine:shop-journey';
  await new SFNClient(config).send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
  await new SchedulerClient(config).send(
    new CreateScheduleCommand({
      Name: 'one',
      GroupName: 'parked',
      ScheduleExpression: 'at(2026-03-01T12:00:00)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:aws:lambda:ap-northeast-1:000000000000:function:worker',
        RoleArn: 'arn:aws:iam::000000000000:role/schedule',
        Input: JSON.stringify({ do: 'put', pk: 'scheduled' }),
      },
    }),
  );
  const QueueUrl = `${runtime.endpoint}/000000000000/failed`;
  await new SQSClient(config).send(new SendMessageCommand({ QueueUrl, MessageBody: 'kept' }));
  await new SESv2Client(config).send(
    new SendEmailCommand({
      FromEmailAddress: 'shop@example.com',
      Destination: { ToAddresses: ['ann@example.com'] },
      Content: { Simple: { Subject: { Data: 'Kept' }, Body: { Text: { Data: 'Kept' } } } },
    }),
  );
  await runtime.clock.advanceTo(start + hour);
}

describe('a runtime with a directory to keep its state in', () => {
  it('refuses one that another process is using, until that has ended', async () => {
    const keep = mkdtempSync(join(tmpdir(), 'keep-'));
    const other = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 60_000)']);
    writeFileSync(join(keep, 'in-use'), String(other.pid));
    const nothing = async () => {};
    await expect(withRuntime(nothing, { keep })).rejects.toThrow(
      `${keep} is in use by another npm start, process ${other.pid}: end that one, or give --keep another directory.`,
    );
    await new Promise((ended) => other.once('exit', ended).kill());
    await withRuntime(nothing, { keep });
    expect(existsSync(join(keep, 'in-use'))).toBe(false);
    rmSync(keep, { recursive: true });
  });

  it('refuses a file', async () => {
    const keep = fileURLToPath(import.meta.url);
    await expect(withRuntime(async () => {}, { keep })).rejects.toThrow(
      `--keep takes a directory, and ${keep} can be none`,
    );
  });

  it('goes on where the last one stopped: time, table, outbox, queues, schedules, waiting executions', async () => {
    const keep = mkdtempSync(join(tmpdir(), 'keep-'));
    await withRuntime(fill, { keep });
    await withRuntime(
      async (runtime) => {
        expect(runtime.clock.now()).toBe(start + hour);
        expect(runtime.outbox.mails).toMatchObject([{ subject: 'Kept' }]);
        expect(runtime.deadLetters()).toMatchObject([{ queue: 'failed', message: { body: 'kept' } }]);
        await runtime.play();
        expect(await writes(runtime)).toEqual({ scheduled: start + 3 * hour, waited: start + 4 * hour });
        expect(runtime.executions().map(({ status }) => status)).toEqual(['SUCCEEDED']);
      },
      { keep },
    );
    await withRuntime(
      async (runtime) => {
        expect(Object.keys(await writes(runtime))).toEqual(['scheduled', 'waited']);
        expect(runtime.executions().map(({ status }) => status)).toEqual(['SUCCEEDED']);
      },
      { keep },
    );
    rmSync(keep, { recursive: true, force: true });
  });
});

async function writes(runtime: Runtime): Promise<Record<string, number>> {
  const items = (await runtime.table()).map((item) => unmarshall(item as Parameters<typeof unmarshall>[0])); // DynamoDB's JSON
  const pairs = items.map(({ pk, value }) => [String(pk), Number(value)] as const);
  return Object.fromEntries(pairs.sort(([left], [right]) => (left < right ? -1 : 1)));
}
