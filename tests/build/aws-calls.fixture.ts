import { Readable } from 'node:stream';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

interface Request {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: unknown;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Calls every service that the functions call, without a network: what was sent, and how a refusal came back.
 * @param error the name of the refusal
 */
export async function callServices(error = 'ResourceNotFoundException'): Promise<unknown[]> {
  const seen: unknown[] = [];
  const config = configure(seen, error);
  for (const call of calls) {
    await call(config).catch(({ name, message, $fault, $retryable }) =>
      seen.push({ name, message, $fault, isRetryable: $retryable !== undefined }),
    );
  }
  return seen;
}

/** What clients need, with a network that keeps each request and refuses it. */
function configure(seen: unknown[], error: string) {
  const statusCode = /Internal|Unavailable|ServiceFailure/.test(error) ? 500 : 400;
  const handle = async (request: Request) => {
    seen.push(withoutChance(request));
    const query = request.hostname.startsWith('sqs.') && queryNames[error];
    const headers = {
      'x-amzn-errortype': error,
      'content-type': 'application/json',
      ...(query && { 'x-amzn-query-error': `${query};Sender` }),
    };
    return { response: { statusCode, headers, body: Readable.from(['{"message":"Not now."}']) } };
  };
  const requestHandler = { handle, updateHttpClientConfig: () => undefined, httpHandlerConfigs: () => ({}) };
  const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'token' };
  return { region: 'eu-west-1', maxAttempts: 1, credentials, requestHandler };
}

/** The names that SQS gives beside those of its classes, for clients of the query protocol. */
const queryNames: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
  BatchRequestTooLong: 'AWS.SimpleQueueService.BatchRequestTooLong',
  KmsThrottled: 'KMS.ThrottlingException',
  KmsAccessDenied: 'KMS.AccessDeniedException',
  KmsDisabled: 'KMS.DisabledException',
};

const text = { Data: 'Still there', Charset: 'UTF-8' };
const headers = [{ Name: 'List-Unsubscribe', Value: '<https://shop.example>' }];

const calls: readonly ((config: ReturnType<typeof configure>) => Promise<unknown>)[] = [
  (config) => new DynamoDBClient(config).send(new PutItemCommand({ TableName: 't', Item: { pk: { S: 'a' } } })),
  (config) => new EventBridgeClient(config).send(new PutEventsCommand({ Entries: [{ Source: 's', Detail: '{}' }] })),
  (config) => new PinpointSMSVoiceV2Client(config).send(new SendTextMessageCommand({ DestinationPhoneNumber: '+81' })),
  (config) => new SchedulerClient(config).send(new CreateScheduleCommand(schedule)),
  (config) => new SecretsManagerClient(config).send(new GetSecretValueCommand({ SecretId: 's' })),
  (config) => new SESv2Client(config).send(new SendEmailCommand(email)),
  (config) => new SQSClient(config).send(new SendMessageBatchCommand(batch)),
  (config) => new SFNClient(config).send(new StartExecutionCommand({ stateMachineArn: 'a', name: 'n', input: '{}' })),
];

const batch = {
  QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/q',
  Entries: [{ Id: '0', MessageBody: '{}' }],
};

const email = {
  Destination: { ToAddresses: ['a@shop.example'] },
  Content: { Simple: { Subject: text, Body: { Text: text }, Headers: headers } },
};

const schedule = {
  Name: 'n',
  GroupName: 'g',
  ClientToken: 't',
  ScheduleExpression: 'at(2026-11-21T09:00:00)',
  FlexibleTimeWindow: { Mode: 'OFF' as const },
  Target: { Arn: 'a', RoleArn: 'r', RetryPolicy: { MaximumRetryAttempts: 3 } },
};

/** The request without what differs from call to call, its id and signature, and without the version of the SDK. */
function withoutChance({ method, hostname, path, query, body, headers }: Request): object {
  const { 'amz-sdk-invocation-id': id, 'user-agent': agent, 'x-amz-user-agent': _, authorization, ...same } = headers;
  const client = agent?.replaceAll(/(sdk-js\/|#)3\.\d+\.\d+/g, '$1');
  const scope = authorization?.replace(/Signature=.*/, '');
  const content = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return { method, hostname, path, query, content, headers: same, identified: id !== undefined, client, scope };
}
