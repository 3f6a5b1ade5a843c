import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { ConflictException, CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openChannels } from '../../functions/deliver-message/channels.ts';
import { readEnv } from '../../functions/deliver-message/env.ts';
import { DynamoTable } from '../../src/aws/dynamo-table.ts';
import { logger } from '../../src/aws/logger.ts';
import { createRescheduler } from '../../src/aws/reschedule.ts';
import { loadKeys } from '../../src/aws/secret.ts';
import { executionStarter, taskResumer } from '../../src/aws/state-machines.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { RetryableError, SettingError } from '../../src/model/errors.ts';
import type { DeliverInput } from '../../src/model/step.ts';
import { fromIso } from '../../src/policy/time/timing.ts';
import { Keys } from '../../src/secrets/keys.ts';

const broken = { $metadata: {}, message: 'broken' };
const secret = 'a-secret-of-at-least-thirty-two-characters';

describe('settings', () => {
  it('that are missing are named, with the place to set them', () => {
    expect(() => readEnv({ BUS_NAME: 'b' })).toThrow(
      'The environment variable LINKS_URL is not set: the stack sets it in infra/constructs/connections.ts.',
    );
  });

  it('of a channel may be empty', () => {
    const env = {
      BUS_NAME: 'b',
      LINKS_URL: 'u',
      CONFIGURATION_SET: 'c',
      SCHEDULE_GROUP: 'g',
      RETURNS_QUEUE_ARN: 'q',
      RETURNS_QUEUE_URL: 'u',
      SCHEDULE_ROLE_ARN: 'r',
      SCHEDULE_DEAD_LETTER_ARN: 'd',
      SENDER_ADDRESS: '',
    };
    expect(openChannels(env).senders).toEqual({});
  });
});

describe('a task of a state machine', () => {
  const context = {} as Context; // nobody looks at it
  const failing = (name: string, more: object) =>
    taskHandler(() => Promise.reject(Object.assign(new Error(), { name }, more)));
  const answered = (httpStatusCode: number) => ({ $metadata: { httpStatusCode } });

  it.each([
    ['ThrottlingException', answered(400)],
    ['ProvisionedThroughputExceededException', answered(400)],
    ['InternalServerError', answered(500)],
    ['ServiceUnavailable', answered(503)],
    ['TooManyRequests', answered(429)],
    ['TimeoutError', { $metadata: { attempts: 3 } }],
    ['AccessDeniedException', answered(403)], // until somebody mends the policy
  ])('fails with what state machines try again after %s %j', async (name, more) => {
    const failed = failing(name, more)({}, context);
    await expect(failed).rejects.toMatchObject({ name: 'RetryableError', cause: { name } });
    await expect(failed).rejects.toThrow(`A service did not answer, or was too busy: ${name}.`);
  });

  it.each([
    ['half an answer', {}],
    ['too short a text', { SecretString: 'short' }],
    ['the JSON of another tool', { SecretString: '{"username":"a","password":"b"}' }],
  ])('waits while the secret is wrong, and says so to the operator: %s', async (_what, answer) => {
    mockClient(SecretsManagerClient).on(GetSecretValueCommand).resolves(answer);
    const keys = loadKeys(new SecretsManagerClient({}), 'id', () => 0);
    const said = vi.spyOn(logger, 'error').mockReturnValue();
    onTestFinished(() => void said.mockRestore());
    const failed = taskHandler(async () => void (await keys()))({}, context);
    await expect(failed).rejects.toMatchObject({ name: 'RetryableError', message: expect.stringContaining('secret') });
    expect(said.mock.calls).toEqual([['account stopped', { reason: 'SettingError' }]]);
  });

  it.each([
    ['ValidationException', answered(400)],
    ['RangeError', {}],
  ])('fails with %s %j as it is: trying again would hide it', async (name, more) => {
    await expect(failing(name, more)({}, context)).rejects.toMatchObject({ name });
    await expect(failing(name, more)({}, context)).rejects.not.toBeInstanceOf(RetryableError);
  });
});

describe('keys', () => {
  it('hash the same to the same, differently per kind and per secret', () => {
    const keys = new Keys(secret);
    expect(keys.hash('email', 'a@example.com')).toBe(new Keys(secret).hash('email', 'a@example.com'));
    expect(keys.hash('email', 'x')).not.toBe(keys.hash('phone', 'x'));
    expect(keys.hash('email', 'x')).not.toBe(new Keys(`${secret}!`).hash('email', 'x'));
  });

  it('verify what they signed and nothing else', () => {
    const keys = new Keys(secret);
    expect(keys.verify(keys.sign('a.b'))).toBe('a.b');
    for (const forged of ['', '.', 'a.b', `${keys.sign('a.b')}A`, new Keys(`${secret}!`).sign('a.b')])
      expect(keys.verify(forged)).toBeUndefined();
  });

  it('are read from Secrets Manager once, and again after a failure', async () => {
    const mock = mockClient(SecretsManagerClient);
    mock.on(GetSecretValueCommand).rejectsOnce(new Error('busy')).resolves({ SecretString: secret });
    const load = loadKeys(new SecretsManagerClient({}), 'id', () => 0);
    await expect(load()).rejects.toThrow('busy');
    expect(await load()).toBe(await load());
    expect(mock.calls()).toHaveLength(2);
  });

  it('refuse a secret that is too short to be one', () => {
    expect(() => new Keys('short')).toThrow(SettingError);
  });
});

describe('the table on DynamoDB', () => {
  const key = { pk: 'p', sk: 's' };
  const table = () => new DynamoTable(new DynamoDBClient({}), 'table', { days: 1096, clock: () => 0 });

  it('knows its own write again when the first answer was lost and the second try found it done', async () => {
    const mock = mockClient(DynamoDBClient);
    mock.on(PutItemCommand).callsFake((input) => {
      mock.on(GetItemCommand).resolves({ Item: input.Item });
      throw new ConditionalCheckFailedException(broken);
    });
    expect(await table().put(key, {}, 0)).toBe(1);
  });

  it('tells a write of somebody else from its own', async () => {
    const mock = mockClient(DynamoDBClient);
    mock.on(PutItemCommand).rejects(new ConditionalCheckFailedException(broken));
    mock
      .on(GetItemCommand)
      .resolves({ Item: { pk: { S: 'p' }, sk: { S: 's' }, rev: { N: '1' }, write: { S: 'other' }, value: { M: {} } } });
    expect(await table().put(key, {}, 0)).toBeUndefined();
  });

  it('asks again for the keys that a batch left unread, and gives up as retryable', async () => {
    const mock = mockClient(DynamoDBClient);
    const unread = { table: { Keys: [{ pk: { S: 'p' }, sk: { S: 's' } }] } };
    mock
      .on(BatchGetItemCommand)
      .resolvesOnce({ UnprocessedKeys: unread })
      .resolvesOnce({ Responses: { table: [] } });
    expect(await table().getMany([key])).toEqual([]);
    mock.on(BatchGetItemCommand).resolves({ UnprocessedKeys: unread });
    await expect(table().getMany([key])).rejects.toMatchObject({ name: 'RetryableError' });
  });
});

describe('state machines', () => {
  const input = { customer: 'c', run: 'r', journey: 'j', next: { until: '2026-03-01T00:00:00Z' } };

  it('are started by journey and name; one started before is success, a throttle is not', async () => {
    const mock = mockClient(SFNClient).on(StartExecutionCommand);
    const start = executionStarter(new SFNClient({}), 'arn:aws:states:eu-west-1:1:stateMachine:aftercart-');
    mock.rejects(new ExecutionAlreadyExists(broken));
    await start('j', 'r', input);
    mock.rejects(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }));
    await expect(start('j', 'r', input)).rejects.toThrow('slow down');
  });

  it('are resumed once; a token that nobody waits with is no error', async () => {
    const mock = mockClient(SFNClient).on(SendTaskSuccessCommand);
    mock.rejects(new TaskTimedOut(broken));
    await taskResumer(new SFNClient({}))('token', 0);
    mock.rejects(new Error('outage'));
    await expect(taskResumer(new SFNClient({}))('token', 0)).rejects.toThrow('outage');
  });

  it('receive the due time of the next step, and the chosen arm if there are several', async () => {
    const mock = mockClient(SFNClient).on(SendTaskSuccessCommand).resolves({});
    for (const arm of [undefined, 0, 2]) await taskResumer(new SFNClient({}))('token', 0, arm);
    const outputs = mock.commandCalls(SendTaskSuccessCommand).map(({ args }) => args[0].input.output ?? '');
    expect(outputs.map((output) => JSON.parse(output))).toEqual([
      { until: '1970-01-01T00:00:00Z' },
      { until: '1970-01-01T00:00:00Z', arm: 0 },
      { until: '1970-01-01T00:00:00Z', arm: 2 },
    ]);
  });
});

describe('parking', () => {
  const input: DeliverInput = {
    customer: 'c',
    run: 'r',
    journey: 'j',
    next: { until: '2026-03-01T00:00:00Z' },
    step: { id: 's', message: 's', channels: ['email'], purpose: 'marketing', priority: 1 },
  };

  const queue = { group: 'g', queueArn: 'queue', queueUrl: 'url', roleArn: 'role', deadLetterArn: 'dlq' };
  const clients = () => ({ scheduler: new SchedulerClient({}), queue: new SQSClient({}) });

  it.each([
    ['by a schedule of the minute before', 'by then an hour away', '2026-03-01T07:00:00Z', ['at(2026-03-01T07:59:01)']],
    ['by the queue, in whole seconds', 'a quarter of an hour away', '2026-03-01T07:45:00.200Z', [899]],
    ['by the queue', 'less than two seconds away', '2026-03-01T07:59:58.500Z', [0]],
    ['by the queue', 'past', '2026-03-01T08:00:03Z', [0]],
  ])('hands a message back %s when its turn is %s', async (_how, _when, now, expected) => {
    const schedules = mockClient(SchedulerClient);
    const queued = mockClient(SQSClient);
    const at = '2026-03-01T08:00:00.200Z';
    const place = { channel: 'email', at } as const;
    const parked: DeliverInput = { ...input, parked: { due: at, place } };
    await createRescheduler(clients(), queue, () => fromIso(now))(parked, fromIso(at));
    const sent = queued.commandCalls(SendMessageCommand).map(({ args }) => args[0].input);
    const made = schedules.commandCalls(CreateScheduleCommand).map(({ args }) => args[0].input.ScheduleExpression);
    expect([...made, ...sent.map(({ DelaySeconds }) => DelaySeconds)]).toEqual(expected);
    for (const { QueueUrl, MessageBody } of sent)
      expect([QueueUrl, MessageBody]).toEqual(['url', JSON.stringify(parked)]);
  });

  it.each([
    ['the moment has come by the clock of Scheduler, and not by that of the function', '2026-03-01T07:59:59.200Z', 1],
    ['it rests for no time at all', '2026-03-01T08:00:00.200Z', 0],
    ['it rests for a quarter of an hour', '2026-03-01T07:45:00.200Z', 900],
  ])('hands a message back by the queue, not too early, when %s', async (_when, now, delay) => {
    const scheduled = mockClient(SchedulerClient).rejects(new ConflictException({ ...broken, Message: 'there' }));
    const queued = mockClient(SQSClient);
    await createRescheduler(clients(), queue, () => fromIso(now))(input, fromIso('2026-03-01T08:00:00.200Z'));
    expect(queued.commandCalls(SendMessageCommand).map(({ args }) => args[0].input.DelaySeconds)).toEqual([delay]);
    expect(scheduled.calls()).toEqual([]);
  });

  it('makes a one-time schedule for the queue, which never comes back too early, the same for the same message and time', async () => {
    const mock = mockClient(SchedulerClient);
    mock
      .on(CreateScheduleCommand)
      .resolvesOnce({})
      .rejects(new ConflictException({ ...broken, Message: 'there' }));
    const reschedule = createRescheduler(clients(), queue, () => 0);
    for (let i = 0; i < 2; i += 1) await reschedule(input, fromIso('2026-03-01T08:00:00.200Z'));
    const [first, second] = mock.commandCalls(CreateScheduleCommand).map(({ args }) => args[0].input);
    expect(first).toEqual(second);
    expect(first).toMatchObject({
      GroupName: 'g',
      ScheduleExpression: 'at(2026-03-01T08:00:01)',
      ActionAfterCompletion: 'DELETE',
      Target: { Arn: 'queue', RoleArn: 'role', DeadLetterConfig: { Arn: 'dlq' }, Input: JSON.stringify(input) },
    });
    expect(first?.Name).toMatch(/^[0-9a-zA-Z-_.]{1,64}$/);
  });
});
