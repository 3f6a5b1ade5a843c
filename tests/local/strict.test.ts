import { DescribeTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { GetFunctionConfigurationCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { CreateScheduleCommand, ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import {
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, sharedRuntime } from './fixture.ts';

const runtime = sharedRuntime({ senders: { identities: ['example.com'], numbers: ['phone-1'] } });
const arnOf = (service: string, name: string) => `arn:aws:${service}:ap-northeast-1:000000000000:${name}`;
const machine = arnOf('states', 'stateMachine:shop-journey');
const url = (name: string) => `${runtime().endpoint}/000000000000/${name}`;

/** Clients of every service, made once the runtime is there. */
const clients = {} as ReturnType<typeof makeClients>;

function makeClients() {
  const settings = { ...clientOf(runtime()), maxAttempts: 1 };
  return {
    dynamodb: new DynamoDBClient(settings),
    events: new EventBridgeClient(settings),
    lambda: new LambdaClient(settings),
    sms: new PinpointSMSVoiceV2Client(settings),
    scheduler: new SchedulerClient({ ...settings, region: 'eu-west-1' }),
    ses: new SESv2Client(settings),
    states: new SFNClient(settings),
    sqs: new SQSClient(settings),
  };
}

beforeAll(() => void Object.assign(clients, makeClients()));
afterAll(() => {
  for (const client of Object.values(clients)) client.destroy();
});

/** What a request is refused with, by its name; "accepted" when it is not. */
async function refusal(sending: Promise<unknown>): Promise<string> {
  return sending.then(
    () => 'accepted',
    (error: Error) => error.name,
  );
}

const kilobytes = (count: number, character = 'x') => character.repeat(count * 1024);

describe('SQS', () => {
  const send = (over: object) =>
    refusal(clients.sqs.send(new SendMessageCommand({ QueueUrl: url('failed'), MessageBody: 'x', ...over })));
  const entries = (count: number, over: object = {}) =>
    Array.from({ length: count }, (_, index) => ({ Id: `m${index}`, MessageBody: 'x', ...over }));
  const batch = (Entries: ReturnType<typeof entries>) =>
    refusal(clients.sqs.send(new SendMessageBatchCommand({ QueueUrl: url('failed'), Entries })));

  it('takes a mebibyte and no more, and characters of XML only', async () => {
    expect(await send({ MessageBody: kilobytes(1024) })).toBe('accepted');
    expect(await send({ MessageBody: `${kilobytes(1024)}x` })).toBe('InvalidParameterValue');
    expect(await send({ MessageBody: 'お'.repeat(349_526) })).toBe('InvalidParameterValue'); // three bytes each
    expect(await send({ MessageBody: 'a\u0000b' })).toBe('InvalidMessageContents');
    expect(await send({ DelaySeconds: 901 })).toBe('InvalidParameterValue');
  });

  it('takes one to ten entries in a batch, with ids of their own and a mebibyte together', async () => {
    expect(await batch(entries(10))).toBe('accepted');
    expect(await batch([])).toBe('EmptyBatchRequest');
    expect(await batch(entries(11))).toBe('TooManyEntriesInBatchRequest');
    expect(await batch(entries(2, { Id: 'same' }))).toBe('BatchEntryIdsNotDistinct');
    expect(await batch(entries(1, { Id: 'a b' }))).toBe('InvalidBatchEntryId');
    expect(await batch(entries(2, { MessageBody: kilobytes(600) }))).toBe('BatchRequestTooLong');
  });

  it.each([
    [{ MaxNumberOfMessages: 10 }, 'accepted'],
    [{ MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
    [{ MaxNumberOfMessages: 0 }, 'InvalidParameterValue'],
    [{ VisibilityTimeout: 43_201 }, 'InvalidParameterValue'],
    [{ WaitTimeSeconds: 21 }, 'InvalidParameterValue'],
  ])('receives with %j: %s', async (over, expected) => {
    const command = new ReceiveMessageCommand({ QueueUrl: url('undelivered'), ...over });
    expect(await refusal(clients.sqs.send(command))).toBe(expected);
  });

  it('tells of a message, and of a queue, what is asked for', async () => {
    const QueueUrl = url('undelivered');
    const MessageAttributes = { why: { DataType: 'String', StringValue: 'test' } };
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageAttributes }));
    const receive = async (over: object) => {
      const command = new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0, ...over });
      const [message] = (await clients.sqs.send(command)).Messages ?? [];
      return [message?.Attributes, message?.MessageAttributes];
    };
    expect(await receive({})).toEqual([undefined, undefined]);
    expect(await receive({ AttributeNames: ['ApproximateReceiveCount'], MessageAttributeNames: ['All'] })).toEqual([
      { ApproximateReceiveCount: '2' },
      MessageAttributes,
    ]);
    const attributes = async (AttributeNames?: 'QueueArn'[]) =>
      (await clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl, ...(AttributeNames && { AttributeNames }) })))
        .Attributes;
    expect(await attributes()).toBeUndefined();
    expect(await attributes(['QueueArn'])).toEqual({ QueueArn: arnOf('sqs', 'undelivered') });
  });

  it('refuses receipts that are none of the queue’s, and takes old ones', async () => {
    const QueueUrl = url('ingest').replace('ingest', 'failed');
    const { Messages = [] } = await clients.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1 }));
    const ReceiptHandle = Messages[0]?.ReceiptHandle ?? '';
    const remove = (receipt: string, queue = 'failed') =>
      refusal(clients.sqs.send(new DeleteMessageCommand({ QueueUrl: url(queue), ReceiptHandle: receipt })));
    expect(await remove('false')).toBe('ReceiptHandleIsInvalid');
    expect(await remove(ReceiptHandle, 'undelivered')).toBe('ReceiptHandleIsInvalid');
    expect(await remove(ReceiptHandle)).toBe('accepted');
    expect(await remove(ReceiptHandle)).toBe('accepted');
    const Entries = [
      { Id: 'a', ReceiptHandle },
      { Id: 'b', ReceiptHandle: 'false' },
    ];
    const answer = await clients.sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    expect([answer.Successful, answer.Failed]).toMatchObject([[{ Id: 'a' }], [{ Id: 'b', SenderFault: true }]]);
  });
});

describe('EventBridge', () => {
  const put = async (over: object) => {
    const entry = { EventBusName: 'shop', Source: 'other', DetailType: 'x', Detail: '{}', ...over };
    return clients.events.send(new PutEventsCommand({ Entries: [entry] })).then(
      ({ Entries }) => Entries?.[0]?.ErrorCode ?? 'accepted',
      (error: Error) => error.name,
    );
  };

  it.each([
    [{ Detail: `{"x":"${kilobytes(1023)}"}` }, 'accepted'],
    [{ Detail: `{"x":"${kilobytes(1024)}"}` }, 'ValidationException'],
    [{ Source: 's'.repeat(257) }, 'InvalidArgument'],
    [{ DetailType: 't'.repeat(129) }, 'InvalidArgument'],
    [{ Detail: '[]' }, 'MalformedDetail'],
    [{ Source: 'aws.ses' }, 'NotAuthorizedForSourceException'],
  ])('answers an entry by its size and form', async (over, expected) => {
    expect(await put(over)).toBe(expected);
  });

  it('lists rules by prefix, a page at a time', async () => {
    for (const Name of ['page-a', 'page-b', 'page-c']) {
      await clients.events.send(new PutRuleCommand({ EventBusName: 'shop', Name, EventPattern: '{"source":["x"]}' }));
    }
    const list = (over: object) =>
      clients.events.send(new ListRulesCommand({ EventBusName: 'shop', NamePrefix: 'page-', ...over }));
    const first = await list({ Limit: 2 });
    expect(first.Rules?.map(({ Name }) => Name)).toEqual(['page-a', 'page-b']);
    const second = await list({ Limit: 2, NextToken: first.NextToken });
    expect([second.Rules?.map(({ Name }) => Name), second.NextToken]).toEqual([['page-c'], undefined]);
    expect(await refusal(list({ Limit: 101 }))).toBe('ValidationException');
    expect(await refusal(list({ NextToken: 'false' }))).toBe('ValidationException');
  });

  it('takes rules with a pattern of its own kind, and five targets each', async () => {
    const rule = (over: object) =>
      refusal(clients.events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["x"]}', ...over })));
    expect(await rule({})).toBe('accepted');
    expect(await rule({ EventPattern: '{"source":"x"}' })).toBe('InvalidEventPatternException');
    expect(await rule({ EventPattern: 'no' })).toBe('InvalidEventPatternException');
    expect(await rule({ EventPattern: `{"source":["${'x'.repeat(2048)}"]}` })).toBe('InvalidEventPatternException');
    expect(await rule({ Name: 'a b' })).toBe('ValidationException');
    const targets = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ Id: `t${index}`, Arn: arnOf('sqs', 'failed') }));
    const put = (Targets: { Id: string; Arn: string }[]) =>
      refusal(clients.events.send(new PutTargetsCommand({ Rule: 'r', Targets })));
    expect(await put(targets(6))).toBe('LimitExceededException');
    expect(await put([{ Id: 't', Arn: 'failed' }])).toBe('ValidationException');
    expect(await put(targets(5))).toBe('accepted');
  });
});

describe('Step Functions', () => {
  const begin = (over: object) =>
    refusal(clients.states.send(new StartExecutionCommand({ stateMachineArn: machine, input: '{}', ...over })));

  it('takes 256 KiB of JSON, and names of 80 characters', async () => {
    expect(await begin({ input: `{"x":"${kilobytes(255)}"}` })).toBe('accepted');
    expect(await begin({ input: `{"x":"${kilobytes(256)}"}` })).toBe('InvalidExecutionInput');
    expect(await begin({ input: 'no' })).toBe('InvalidExecutionInput');
    expect(await begin({ name: 'a b' })).toBe('InvalidName');
    expect(await begin({ name: 'a'.repeat(81) })).toBe('InvalidName');
  });

  it('knows its own task tokens', async () => {
    const succeed = (taskToken: string) =>
      refusal(clients.states.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })));
    expect(await succeed('AQCEAAAAKgAAAAMAAAAAAAAAAb')).toBe('InvalidToken');
    await begin({ name: 'with-token' });
    const arn = `${machine.replace('stateMachine', 'execution')}:with-token`;
    expect(await succeed(Buffer.from(`${arn}#0#7`).toString('base64url'))).toBe('TaskTimedOut');
    expect(await succeed(Buffer.from(`${arn}x#0#7`).toString('base64url'))).toBe('InvalidToken');
  });

  it('lists machines and executions a page at a time, and by a status that there is', async () => {
    const machines = await clients.states.send(new ListStateMachinesCommand({ maxResults: 1 }));
    expect([machines.stateMachines?.length, machines.nextToken]).toEqual([1, undefined]);
    for (const name of ['page-1', 'page-2', 'page-3']) await begin({ name });
    const list = (over: object) =>
      clients.states.send(new ListExecutionsCommand({ stateMachineArn: machine, ...over }));
    const first = await list({ maxResults: 2 });
    expect(first.executions?.map(({ name }) => name)).toEqual(['page-3', 'page-2']);
    const second = await list({ maxResults: 1, nextToken: first.nextToken });
    expect(second.executions?.map(({ name }) => name)).toEqual(['page-1']);
    expect(await refusal(list({ maxResults: 1001 }))).toBe('ValidationException');
    expect(await refusal(list({ nextToken: 'false' }))).toBe('InvalidToken');
    expect(await refusal(list({ statusFilter: 'BROKEN' }))).toBe('ValidationException');
  });
});

describe('DynamoDB', () => {
  const put = (pk: string, sk: string, value: string) =>
    refusal(
      clients.dynamodb.send(
        new PutItemCommand({ TableName: 'shop-Table', Item: { pk: { S: pk }, sk: { S: sk }, v: { S: value } } }),
      ),
    );

  it('takes items of 400 KB, partition keys of 2,048 bytes and sort keys of 1,024', async () => {
    const rest = 'pk'.length + 'p'.length + 'sk'.length + 's'.length + 'v'.length;
    expect(await put('p', 's', 'x'.repeat(400 * 1024 - rest))).toBe('accepted');
    expect(await put('p', 's', 'x'.repeat(400 * 1024 - rest + 1))).toBe('ValidationException');
    expect(await put('お'.repeat(682), 's', 'x')).toBe('accepted');
    expect(await put('お'.repeat(683), 's', 'x')).toBe('ValidationException');
    expect(await put('p', 's'.repeat(1024), 'x')).toBe('accepted');
    expect(await put('p', 's'.repeat(1025), 'x')).toBe('ValidationException');
    expect(await put('', 's', 'x')).toBe('ValidationException');
  });

  it('describes a table by its own region, and counts its items', async () => {
    const { Table } = await clients.dynamodb.send(new DescribeTableCommand({ TableName: 'shop-Table' }));
    expect(Table).toMatchObject({
      TableArn: arnOf('dynamodb', 'table/shop-Table'),
      ItemCount: 3,
      DeletionProtectionEnabled: false,
    });
  });
});

describe('Lambda', () => {
  const invoke = (Payload: string, InvocationType: 'Event' | 'RequestResponse' = 'RequestResponse') =>
    refusal(clients.lambda.send(new InvokeCommand({ FunctionName: 'worker', Payload, InvocationType })));

  it('takes JSON only, 6 MiB of it, or one when nobody waits for the answer', async () => {
    expect(await invoke('{"do":')).toBe('InvalidRequestContentException');
    expect(await invoke('{"do":', 'Event')).toBe('InvalidRequestContentException');
    expect(await invoke(`"${kilobytes(6 * 1024)}"`)).toBe('RequestTooLargeException');
    expect(await invoke(`"${kilobytes(1024)}"`, 'Event')).toBe('RequestTooLargeException');
  });

  it('tells of a function’s environment, role and dead letters', async () => {
    const described = await clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'worker' }));
    expect(described).toMatchObject({
      Environment: { Variables: { TABLE_NAME: 'shop-Table', LINKS_URL: runtime().endpoint } },
      DeadLetterConfig: { TargetArn: arnOf('sqs', 'undelivered') },
    });
    expect(Object.keys(described.Environment?.Variables ?? {})).toEqual(['TABLE_NAME', 'LINKS_URL']);
  });
});

describe('the Scheduler', () => {
  const create = (over: object, target: object = {}) =>
    refusal(
      clients.scheduler.send(
        new CreateScheduleCommand({
          Name: 'one',
          ScheduleExpression: 'at(2027-01-01T00:00:00)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: arnOf('sqs', 'failed'),
            RoleArn: 'arn:aws:iam::000000000000:role/one',
            Input: '{}',
            ...target,
          },
          ...over,
        }),
      ),
    );

  it('takes inputs of 256 KiB, and targets, windows and retries within their bounds', async () => {
    expect(await create({}, { Input: kilobytes(256) })).toBe('accepted');
    expect(await create({ Name: 'two' }, { Input: `${kilobytes(256)}x` })).toBe('ValidationException');
    expect(await create({ Name: 'two' }, { RoleArn: 'role' })).toBe('ValidationException');
    expect(await create({ Name: 'two' }, { RetryPolicy: { MaximumRetryAttempts: 186 } })).toBe('ValidationException');
    expect(await create({ Name: 'two', FlexibleTimeWindow: undefined })).toBe('ValidationException');
    expect(await create({ Name: 'two', ClientToken: 'a b' })).toBe('ValidationException');
    const window = { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 1441 };
    expect(await create({ Name: 'two', FlexibleTimeWindow: window })).toBe('ValidationException');
  });

  it('lists schedules by state, a page at a time', async () => {
    expect(await create({ Name: 'off', State: 'DISABLED' })).toBe('accepted');
    const list = async (over: object) => clients.scheduler.send(new ListSchedulesCommand(over));
    expect((await list({ State: 'DISABLED' })).Schedules?.map(({ Name }) => Name)).toEqual(['off']);
    const { Schedules, NextToken } = await list({ MaxResults: 1 });
    expect(Schedules?.map(({ Name }) => Name)).toEqual(['one']);
    expect((await list({ MaxResults: 1, NextToken })).Schedules?.map(({ Name }) => Name)).toEqual(['off']);
  });
});

describe('SES', () => {
  const mail = (over: Partial<SendEmailCommandInput>, simple: object = {}) =>
    refusal(
      clients.ses.send(
        new SendEmailCommand({
          FromEmailAddress: 'Shop <shop@example.com>',
          Destination: { ToAddresses: ['ann@elsewhere.example'] },
          Content: { Simple: { Subject: { Data: 'Hi' }, Body: { Text: { Data: 'Hi' } }, ...simple } },
          ...over,
        }),
      ),
    );
  const tag = (Name: string, Value: string) => ({ EmailTags: [{ Name, Value }] });
  const header = (Name: string, Value: string) => ({ Headers: [{ Name, Value }] });

  it.each<[string, Partial<SendEmailCommandInput>, object?]>([
    ['accepted', tag('message', 'a_B-9'.repeat(51))],
    ['BadRequestException', tag('a b', 'x')],
    ['BadRequestException', tag('message', 'welcome:1')],
    ['BadRequestException', tag('message', '')],
    ['BadRequestException', tag('message', 'x'.repeat(257))],
    ['accepted', {}, header('List-Unsubscribe', `<https://example.com/${'x'.repeat(840)}>`)],
    ['BadRequestException', {}, header('List-Unsubscribe', 'x'.repeat(871))],
    ['BadRequestException', {}, header('X-Shop', '店')],
    ['BadRequestException', {}, header('Subject', 'Other')],
    ['BadRequestException', {}, { Subject: { Data: '' } }],
    ['BadRequestException', { Destination: { ToAddresses: ['ann@例え.jp'] } }],
    ['BadRequestException', { Destination: { ToAddresses: ['ann at example.com'] } }],
    ['MessageRejected', { FromEmailAddress: 'shop@elsewhere.example' }],
    ['MessageRejected', { FromEmailAddress: 'shop@badexample.com' }],
    ['accepted', { FromEmailAddress: 'shop@mail.example.com' }],
    ['NotFoundException', { ConfigurationSetName: 'nowhere' }],
  ])('answers %s to %j with %j', async (expected, over, simple) => {
    expect(await mail(over, simple)).toBe(expected);
  });
});

describe('SMS', () => {
  const text = (over: object) =>
    refusal(
      clients.sms.send(
        new SendTextMessageCommand({ DestinationPhoneNumber: '+819012345678', MessageBody: 'Hi', ...over }),
      ),
    );

  it.each<[object, string]>([
    [{ MessageBody: 'x'.repeat(1600), OriginationIdentity: 'phone-1', ConfigurationSetName: 'shop' }, 'accepted'],
    [{ MessageBody: 'x'.repeat(1601) }, 'ValidationException'],
    [{ DestinationPhoneNumber: '090-1234-5678' }, 'ValidationException'],
    [{ OriginationIdentity: 'phone-2' }, 'ResourceNotFoundException'],
    [{ ConfigurationSetName: 'nowhere' }, 'ResourceNotFoundException'],
    [{ TimeToLive: 4 }, 'ValidationException'],
    [{ MaxPrice: '0.30' }, 'accepted'],
    [{ MaxPrice: '30 cents' }, 'ValidationException'],
    [{ MessageType: 'NEWS' }, 'ValidationException'],
    [{ Context: { a: '1', b: '2', c: '3', d: '4', e: '5', f: '6' } }, 'ValidationException'],
    [{ Context: { a: 'x'.repeat(801) } }, 'ValidationException'],
    [{ Context: { a: 'two words' } }, 'ValidationException'],
  ])('answers %j with %s', async (over, expected) => {
    expect(await text(over)).toBe(expected);
  });
});
