import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Runtime, type RuntimeOptions, startRuntime } from '../../local/aws/runtime.ts';

const modulePath = createRequire(import.meta.url).resolve;

/** When local time begins in these tests. */
export const start = Date.UTC(2026, 2, 1, 9, 0, 0);

/** Settings for a client of the runtime. */
export function clientOf(runtime: Runtime) {
  return {
    endpoint: runtime.endpoint,
    region: 'ap-northeast-1',
    credentials: { accessKeyId: 'TEST', secretAccessKey: 'test' },
  };
}

/** Who the fixture's functions send mail as. */
const senders = { identities: ['example.com'] };

/** Runs a function on a runtime of the fixture stack, which is stopped afterwards. */
export async function withRuntime(use: (runtime: Runtime) => Promise<void>, options: Partial<RuntimeOptions> = {}) {
  const cdkOut = writeAssembly();
  const clock = { jump: true, together: 0 } as const;
  const runtime = await startRuntime({ cdkOut, clock, startTime: start, containers: 2, senders, ...options });
  try {
    await use(runtime);
  } finally {
    await runtime.stop();
    rmSync(cdkOut, { recursive: true, force: true });
  }
}

/** The same with the function's properties changed. */
export async function withWorker(
  over: object,
  use: (runtime: Runtime) => Promise<void>,
  options: Partial<RuntimeOptions> = {},
): Promise<void> {
  const cdkOut = writeAssembly({ Worker: worker(over) });
  await withRuntime(use, { cdkOut, ...options }).finally(() => rmSync(cdkOut, { recursive: true, force: true }));
}

/** One runtime of the fixture stack for all tests of a file, which are told what it is once they run. */
export function sharedRuntime(options: Partial<RuntimeOptions> = {}): () => Runtime {
  let runtime: Runtime | undefined;
  let over = (): void => {};
  beforeAll(async () => {
    await new Promise<void>((begun, failed) => {
      const tests = new Promise<void>((resolve) => {
        over = resolve;
      });
      withRuntime(async (started) => {
        runtime = started;
        begun();
        await tests;
      }, options).catch(failed);
    });
  });
  afterAll(() => over());
  return () => {
    if (runtime === undefined) throw new Error('The runtime is there once tests run.');
    return runtime;
  };
}

/** Writes a small assembly as `cdk synth` would, and returns its directory. */
export function writeAssembly(resources: Record<string, unknown> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'assembly-'));
  const write = (name: string, content: unknown): void => writeFileSync(join(directory, name), JSON.stringify(content));
  mkdirSync(join(directory, 'asset.code'));
  writeFileSync(join(directory, 'asset.code', 'index.js'), code);
  write('manifest.json', {
    artifacts: {
      'Shop.assets': { type: 'cdk:asset-manifest', properties: { file: 'Shop.assets.json' } },
      Shop: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Shop.template.json', stackName: 'shop' } },
    },
  });
  write('Shop.assets.json', {
    files: { code: { source: { path: 'asset.code' }, destinations: { here: { objectKey: 'code.zip' } } } },
  });
  write('Shop.template.json', { Resources: { ...template, ...resources } });
  return directory;
}

/** What every function of the fixture runs: it does what its event, or its SQS message, asks for. */
const code = `
const { DynamoDBClient, PutItemCommand } = require(${JSON.stringify(modulePath('@aws-sdk/client-dynamodb'))});
const { SESv2Client, SendEmailCommand } = require(${JSON.stringify(modulePath('@aws-sdk/client-sesv2'))});
const table = new DynamoDBClient({ maxAttempts: 4 });
const mail = new SESv2Client({ maxAttempts: 1 });
const put = (pk, value) => table.send(new PutItemCommand({
  TableName: process.env.TABLE_NAME,
  Item: { pk: { S: pk }, sk: { S: '1#profile' }, value: { S: String(value) } },
}));
const todo = {
  echo: async (event, context) => ({ event, arn: context.invokedFunctionArn, remaining: context.getRemainingTimeInMillis() }),
  time: async () => ({ now: Date.now(), year: new Date().getFullYear(), text: new Date().toISOString() }),
  env: async () => process.env,
  throw: async () => { throw new RangeError('out of range'); },
  exit: async () => process.exit(1),
  dieLater: async () => { setTimeout(() => { throw new Error('later'); }, 20); },
  hang: () => {
    console.log('hangs');
    return new Promise(() => {});
  },
  loop: async (body) => {
    const { SQSClient, SendMessageCommand } = require(${JSON.stringify(modulePath('@aws-sdk/client-sqs'))});
    const MessageBody = JSON.stringify({ ...body, left: body.left - 1 });
    if (body.left > 1) await new SQSClient({ maxAttempts: 1 }).send(new SendMessageCommand({ QueueUrl: body.queue, MessageBody }));
  },
  log: async () => { console.log('hello from the function'); },
  put: async ({ pk, value }) => { await put(pk, value ?? Date.now()); return { until: new Date().toISOString() }; },
  mail: async ({ to, pk }) => {
    await mail.send(new SendEmailCommand({
      FromEmailAddress: 'shop@example.com', Destination: { ToAddresses: [to] }, ConfigurationSetName: 'shop',
      Content: { Simple: { Subject: { Data: 'Hello' }, Body: { Html: { Data: '<p>Hi</p>' }, Text: { Data: 'Hi' } },
        Headers: [{ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' }] } },
      EmailTags: [{ Name: 'journey', Value: 'welcome' }],
    }));
    await put(pk, 'sent');
    return {};
  },
};
async function handleMessage(record) {
  const body = JSON.parse(record.body);
  if (body.do) return todo[body.do](body);
  await put('message#' + (body.detail ? body.detail.id : body.event.detail.id), record.body);
}
exports.handler = async (event, context) => {
  if (event.requestContext) return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: JSON.stringify(event) };
  if (event.Records && event.Records[0].Sns) return put('sns#' + event.Records[0].Sns.MessageId, event.Records[0].Sns.Message);
  if (event.source === 'aws.ses') return put('ses#' + event.detail.eventType + '#' + event.detail.mail.destination[0], JSON.stringify(event));
  if (!event.Records) return todo[event.do](event, context);
  const results = await Promise.allSettled(event.Records.map(handleMessage));
  return { batchItemFailures: results.flatMap(({ status }, at) => status === 'rejected' ? [{ itemIdentifier: event.Records[at].messageId }] : []) };
};
`;

const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const machine = (definition: unknown) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    StateMachineName: { 'Fn::Sub': `\${AWS::StackName}-journey` },
    RoleArn: 'arn:aws:iam::000000000000:role/journey',
    DefinitionString: {
      'Fn::Join': ['', JSON.stringify(definition).split('WORKER').flatMap(joinWorker)],
    },
  },
});

function joinWorker(text: string, index: number): unknown[] {
  return index === 0 ? [text] : [arnOf('Worker'), text];
}

/** The fixture's function, with properties of the test's own. */
export function worker(over: object = {}): object {
  return {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'worker',
      Handler: 'index.handler',
      Code: { S3Bucket: { 'Fn::Sub': `assets-\${AWS::AccountId}` }, S3Key: 'code.zip' },
      Timeout: 20, // enough to start on a busy machine
      Environment: { Variables: { TABLE_NAME: { Ref: 'Table' }, LINKS_URL: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
      DeadLetterConfig: { TargetArn: arnOf('Undelivered') },
      ...over,
    },
  };
}

const template: Record<string, unknown> = {
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    },
  },
  Worker: worker(),
  Undelivered: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'undelivered' } },
  Failed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } },
  Ingest: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      QueueName: 'ingest',
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: arnOf('Failed'), maxReceiveCount: 3 },
    },
  },
  Source: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: arnOf('Ingest'),
      FunctionName: { Ref: 'Worker' },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    },
  },
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'shop' } },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: 'every-event',
      EventBusName: { Ref: 'Bus' },
      EventPattern: { source: [{ prefix: 'store.' }], 'detail-type': ['cart.updated'] },
      Targets: [
        {
          Id: 'target',
          Arn: arnOf('Ingest'),
          DeadLetterConfig: { Arn: arnOf('Undelivered') },
          RetryPolicy: { MaximumRetryAttempts: 3 },
          InputTransformer: {
            InputPathsMap: { amount: '$.detail.amount' },
            InputTemplate: '{"journey":"cart","amount":<amount>,"say":"<amount> yen","event":<aws.events.event.json>}',
          },
        },
      ],
    },
  },
  MailRule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['aws.ses'], detail: { mail: { tags: { 'ses:configuration-set': ['shop'] } } } },
      Targets: [{ Id: 'target', Arn: arnOf('Worker') }],
    },
  },
  Mails: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'shop' } },
  MailEvents: {
    Type: 'AWS::SES::ConfigurationSetEventDestination',
    Properties: {
      ConfigurationSetName: { Ref: 'Mails' },
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['delivery', 'bounce', 'complaint', 'open', 'click'],
        EventBridgeDestination: { EventBusArn: 'arn:aws:events:ap-northeast-1:000000000000:event-bus/default' },
      },
    },
  },
  Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'texts' } },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'lambda', Endpoint: arnOf('Worker') },
  },
  Texts: {
    Type: 'AWS::SMSVOICE::ConfigurationSet',
    Properties: {
      ConfigurationSetName: 'shop',
      EventDestinations: [
        { Enabled: true, MatchingEventTypes: ['TEXT_DELIVERED'], SnsDestination: { TopicArn: { Ref: 'Topic' } } },
      ],
    },
  },
  Group: { Type: 'AWS::Scheduler::ScheduleGroup', Properties: { Name: 'parked' } },
  Secret: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: { Name: 'app', GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true } },
  },
  Journey: machine({
    StartAt: 'Wait',
    States: {
      Wait: { Type: 'Wait', TimestampPath: '$.until', Next: 'Work' },
      Work: { Type: 'Task', Resource: 'WORKER', ResultPath: '$.result', Next: 'More?', TimeoutSeconds: 60 },
      'More?': {
        Type: 'Choice',
        Choices: [{ Variable: '$.await', BooleanEquals: true, Next: 'Await' }],
        Default: 'Done',
      },
      Await: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'WORKER', Payload: { do: 'put', pk: 'token', 'value.$': '$$.Task.Token' } },
        TimeoutSeconds: 86_400,
        ResultPath: '$.resumed',
        Next: 'Done',
      },
      Done: { Type: 'Succeed' },
    },
  }),
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'links', ProtocolType: 'HTTP' } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: { ApiId: { Ref: 'Api' }, IntegrationUri: arnOf('Worker'), PayloadFormatVersion: '2.0' },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      RouteKey: 'POST /unsubscribe',
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: 'Integration' }]] },
    },
  },
  Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
};
