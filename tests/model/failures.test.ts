import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as sms from '@aws-sdk/client-pinpoint-sms-voice-v2';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as secrets from '@aws-sdk/client-secrets-manager';
import * as ses from '@aws-sdk/client-sesv2';
import * as states from '@aws-sdk/client-sfn';
import * as sqs from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openClient } from '../../src/aws/clients.ts';
import type { LeanClient } from '../../src/aws/lean-requests.ts';
import { isPassing, stoppedBy } from '../../src/model/errors.ts';
import {
  dailyQuota,
  type FailingService,
  failures,
  type Meaning,
  meaningOf,
  nameOfFailure,
} from '../../src/model/failures.ts';

const sdks: Readonly<Record<FailingService, object>> = { ses, sms, scheduler, dynamodb, states, events, secrets, sqs };

/** The SDK's own error of that name, or one as it makes it for a name that it has no class for. */
function errorOf(service: FailingService, name: string, more: object = {}): Error {
  const classes = sdks[service] as Record<string, (new (options: object) => Error) | undefined>;
  const options = { $metadata: {}, message: 'no', ...more };
  const Kind = classes[name];
  if (Kind !== undefined) return new Kind(options);
  return Object.assign(new Error('no'), { name, $metadata: { httpStatusCode: 400 }, ...more });
}

type Case = [service: FailingService, name: string, meaning: Meaning, more: object | undefined];

/** Each error by itself, apart from the table: who changes a meaning says so twice. */
const cases: Case[] = [
  ['ses', 'AccountSuspendedException', 'stopped', undefined],
  ['ses', 'SendingPausedException', 'stopped', undefined],
  ['ses', 'MailFromDomainNotVerifiedException', 'stopped', undefined],
  ['ses', 'NotFoundException', 'stopped', { message: 'Configuration set <aftercart> does not exist.' }],
  ['ses', 'MessageRejected', 'refused', { message: 'Message contains a virus.' }],
  [
    'ses',
    'MessageRejected',
    'stopped',
    {
      message:
        'Email address is not verified. The following identities failed the check in region EU-WEST-1: shop.example',
    },
  ],
  ['ses', 'MessageRejected', 'stopped', { message: 'Sending suspended for this account.' }],
  ['ses', 'BadRequestException', 'refused', { message: 'Domain contains illegal character' }],
  ['ses', 'BadRequestException', 'stopped', { message: 'Configuration set does not exist' }],
  ['ses', 'TooManyRequestsException', 'busy', { message: 'Maximum sending rate exceeded.' }],
  ['ses', 'TooManyRequestsException', 'stopped', { message: 'Daily message quota exceeded.' }],
  ['ses', 'LimitExceededException', 'busy', undefined],
  ['ses', 'LimitExceededException', 'stopped', { message: 'Daily sending quota exceeded' }],
  ['ses', 'LimitExceededException', 'stopped', { message: 'Sending quota exceeded for the last 24-hour period' }],
  ['ses', 'ThrottlingException', 'busy', { message: 'Rate exceeded' }],
  ['ses', 'Throttling', 'busy', { message: 'Maximum sending rate exceeded.' }],
  ['ses', 'Throttling', 'stopped', { message: 'Daily message quota exceeded.' }],
  ['ses', 'LimitExceeded', 'busy', { message: 'Maximum sending rate exceeded.' }],
  ['ses', 'LimitExceeded', 'stopped', { message: 'Daily message quota exceeded.' }],
  ['ses', 'TooManyRequests', 'stopped', { message: 'Daily message quota exceeded.' }], // a name that the table does not have
  ['ses', 'ConflictException', 'stopped', undefined],
  ['ses', 'AccessDeniedException', 'stopped', undefined],
  ['ses', 'ExpiredTokenException', 'stopped', undefined],
  ['ses', 'InternalServiceErrorException', 'unanswered', { $metadata: { httpStatusCode: 500 } }],
  ['sms', 'AccessDeniedException', 'stopped', { Reason: 'ACCOUNT_DISABLED' }],
  ['sms', 'ResourceNotFoundException', 'stopped', undefined],
  ['sms', 'ServiceQuotaExceededException', 'stopped', { Reason: 'MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT' }],
  ['sms', 'ThrottlingException', 'busy', undefined],
  ['sms', 'ConflictException', 'refused', { Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }],
  ['sms', 'ConflictException', 'refused', { Reason: 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION' }],
  ['sms', 'ConflictException', 'stopped', { Reason: 'DESTINATION_PHONE_NUMBER_NOT_VERIFIED' }],
  ['sms', 'ConflictException', 'stopped', { Reason: 'NO_ORIGINATION_IDENTITIES_FOUND' }],
  ['sms', 'ValidationException', 'refused', { Reason: 'INVALID_PARAMETER', Fields: [{ Name: 'MessageBody' }] }],
  ['sms', 'ValidationException', 'stopped', { Reason: 'INVALID_PARAMETER', Fields: [{ Name: 'OriginationIdentity' }] }],
  ['sms', 'ValidationException', 'refused', { Reason: 'PRICE_OVER_THRESHOLD' }],
  ['sms', 'ValidationException', 'stopped', { Reason: 'CHANNEL_NOT_ENABLED' }],
  ['sms', 'InternalServerException', 'unanswered', { $metadata: { httpStatusCode: 500 } }],
  ['scheduler', 'ThrottlingException', 'busy', undefined],
  ['scheduler', 'ServiceQuotaExceededException', 'stopped', undefined],
  ['scheduler', 'ResourceNotFoundException', 'stopped', undefined],
  ['scheduler', 'ConflictException', 'refused', undefined],
  ['scheduler', 'ValidationException', 'refused', undefined],
  [
    'scheduler',
    'ValidationException',
    'stopped',
    { message: 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.' },
  ],
  ['scheduler', 'InternalServerException', 'unanswered', undefined],
  ['dynamodb', 'ProvisionedThroughputExceededException', 'busy', undefined],
  ['dynamodb', 'RequestLimitExceeded', 'busy', undefined],
  ['dynamodb', 'ThrottlingException', 'busy', undefined],
  ['dynamodb', 'ReplicatedWriteConflictException', 'busy', undefined],
  ['dynamodb', 'TransactionConflictException', 'busy', undefined],
  ['dynamodb', 'ResourceNotFoundException', 'stopped', undefined],
  ['dynamodb', 'InvalidEndpointException', 'stopped', undefined],
  ['dynamodb', 'AccessDeniedException', 'stopped', undefined],
  ['dynamodb', 'UnrecognizedClientException', 'stopped', undefined],
  ['dynamodb', 'ConditionalCheckFailedException', 'refused', undefined],
  ['dynamodb', 'ItemCollectionSizeLimitExceededException', 'refused', undefined],
  ['dynamodb', 'ValidationException', 'refused', undefined],
  ['dynamodb', 'SerializationException', 'refused', undefined],
  ['dynamodb', 'InternalServerError', 'unanswered', undefined],
  ['states', 'ExecutionLimitExceeded', 'busy', undefined],
  ['states', 'KmsThrottlingException', 'busy', undefined],
  ['states', 'ThrottlingException', 'busy', undefined],
  ['states', 'StateMachineDoesNotExist', 'stopped', undefined],
  ['states', 'StateMachineDeleting', 'stopped', undefined],
  ['states', 'KmsAccessDeniedException', 'stopped', undefined],
  ['states', 'KmsInvalidStateException', 'stopped', undefined],
  ['states', 'AccessDeniedException', 'stopped', undefined],
  ['states', 'ExecutionAlreadyExists', 'refused', undefined],
  ['states', 'InvalidArn', 'refused', undefined],
  ['states', 'InvalidExecutionInput', 'refused', undefined],
  ['states', 'InvalidName', 'refused', undefined],
  ['states', 'InvalidOutput', 'refused', undefined],
  ['states', 'InvalidToken', 'refused', undefined],
  ['states', 'TaskDoesNotExist', 'refused', undefined],
  ['states', 'TaskTimedOut', 'refused', undefined],
  ['states', 'ValidationException', 'refused', undefined],
  ['events', 'ThrottlingException', 'busy', undefined],
  ['events', 'LimitExceededException', 'busy', undefined],
  ['events', 'AccessDeniedException', 'stopped', undefined],
  ['events', 'NotAuthorizedForSourceException', 'stopped', undefined],
  ['events', 'ResourceNotFoundException', 'stopped', undefined],
  ['events', 'InvalidArgument', 'refused', undefined],
  ['events', 'MalformedDetail', 'refused', undefined],
  ['events', 'InternalException', 'unanswered', undefined],
  ['events', 'InternalFailure', 'unanswered', undefined],
  ['secrets', 'ResourceNotFoundException', 'stopped', undefined],
  ['secrets', 'InvalidRequestException', 'stopped', undefined],
  ['secrets', 'InvalidParameterException', 'stopped', undefined],
  ['secrets', 'DecryptionFailure', 'stopped', undefined],
  ['secrets', 'InternalServiceError', 'unanswered', undefined],
  ['sqs', 'RequestThrottled', 'busy', undefined],
  ['sqs', 'OverLimit', 'busy', undefined],
  ['sqs', 'KmsThrottled', 'busy', undefined],
  ['sqs', 'QueueDoesNotExist', 'stopped', undefined],
  ['sqs', 'KmsAccessDenied', 'stopped', undefined],
  ['sqs', 'KmsDisabled', 'stopped', undefined],
  ['sqs', 'BatchRequestTooLong', 'refused', undefined],
  ['sqs', 'InvalidMessageContents', 'refused', undefined],
];

describe('the meaning of a service error', () => {
  it.each(cases)('%s %s is %s %j', (service, name, meaning, more = {}) => {
    expect(meaningOf(errorOf(service, name, more), service)).toBe(meaning);
  });

  it('has a test for every error that the table names', () => {
    const named = Object.entries(failures).flatMap(([service, rows]) =>
      Object.keys(rows).map((name) => `${service} ${name}`),
    );
    const tested = new Set(cases.map(([service, name]) => `${service} ${name}`));
    expect(named.filter((name) => !tested.has(name))).toEqual([]);
  });

  it.each([400, 401, 402, 403, 404, 409, 410, 413, 415, 424, 451])('is never unanswered when it is a %i', (status) => {
    const error = Object.assign(new Error(), { name: 'NeverHeardOf', $metadata: { httpStatusCode: status } });
    for (const service of Object.keys(sdks)) expect(meaningOf(error, service as FailingService)).toBe('stopped'); // its keys
  });

  it.each([
    [429, 'busy'],
    [408, 'busy'],
    [500, 'unanswered'],
    [502, 'unanswered'],
    [503, 'unanswered'],
    [504, 'unanswered'],
    [200, 'unanswered'], // an answer that cannot be read
  ] as const)('is by its status %i %s', (status, meaning) => {
    const error = Object.assign(new Error(), { name: 'NeverHeardOf', $metadata: { httpStatusCode: status } });
    expect(meaningOf(error, 'ses')).toBe(meaning);
  });

  it.each([
    ['nobody listens', { code: 'ECONNREFUSED', syscall: 'connect' }, 'busy'],
    ['the name is not found', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'busy'],
    ['there is no route', { code: 'EHOSTUNREACH' }, 'busy'],
    ['the system gave up connecting', { name: 'TimeoutError', code: 'ETIMEDOUT', syscall: 'connect' }, 'busy'],
    ['the certificate has expired', { code: 'CERT_HAS_EXPIRED' }, 'busy'],
    ['no credentials were found', { name: 'CredentialsProviderError' }, 'stopped'],
    ['the answer did not come in time', { name: 'TimeoutError', code: 'ETIMEDOUT' }, 'unanswered'],
    ['the connection broke', { name: 'TimeoutError', code: 'ECONNRESET', syscall: 'read' }, 'unanswered'],
    ['writing broke off', { code: 'EPIPE', syscall: 'write' }, 'unanswered'],
    ['it is a fault of ours', { name: 'TypeError' }, 'unanswered'],
  ] as const)('is clear when %s', (_what, more, meaning) => {
    expect(meaningOf(Object.assign(new Error('no'), more), 'ses')).toBe(meaning);
  });

  it('is that nothing was taken when every address of a host refused, and unknown when one may have taken it', () => {
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED' });
    const broke = Object.assign(new Error(), { code: 'ECONNRESET' });
    expect(meaningOf(new AggregateError([refused, refused]), 'ses')).toBe('busy');
    expect(meaningOf(new AggregateError([refused, broke]), 'ses')).toBe('unanswered');
  });

  it('has a name without personal data', () => {
    const text = errorOf('sms', 'ConflictException', { Reason: 'NUMBER_CAPABILITIES_MISMATCH', message: '+8190…' });
    expect(nameOfFailure(text)).toBe('NUMBER_CAPABILITIES_MISMATCH');
    expect(nameOfFailure(errorOf('ses', 'MessageRejected', { message: 'anna@example.com' }))).toBe('MessageRejected');
    const quota = errorOf('ses', 'TooManyRequestsException', { message: 'Daily message quota exceeded.' });
    expect(nameOfFailure(quota)).toBe(dailyQuota);
    expect(nameOfFailure(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe('ECONNREFUSED');
  });
});

describe('an error whose service nobody names', () => {
  it('passes unless the request itself is wrong, and only if it is the SDK’s', () => {
    expect(isPassing(errorOf('dynamodb', 'ResourceNotFoundException'))).toBe(true);
    expect(isPassing(errorOf('dynamodb', 'ValidationException'))).toBe(false);
    expect(isPassing(errorOf('states', 'InvalidArn'))).toBe(false);
    const role = 'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.';
    expect(isPassing(errorOf('scheduler', 'ValidationException', { message: role }))).toBe(true);
    expect(isPassing(errorOf('events', 'InternalException'))).toBe(true);
    expect(isPassing(Object.assign(new Error(), { code: 'ECONNREFUSED', $metadata: { attempts: 3 } }))).toBe(true);
    expect(isPassing(new TypeError('a fault of ours'))).toBe(false);
  });
});

type Ask = (options: object) => Promise<unknown>;

/** One request to each service by the SDK's own client, made as functions make it but for what the options say. */
const asks: Readonly<Record<FailingService, Ask>> = {
  ses: (options) => opened(ses.SESv2Client, options).send(new ses.SendEmailCommand({ Content: {} })),
  sms: (options) =>
    opened(sms.PinpointSMSVoiceV2Client, options).send(new sms.SendTextMessageCommand({ DestinationPhoneNumber: '1' })),
  scheduler: (options) =>
    opened(scheduler.SchedulerClient, options).send(new scheduler.DeleteScheduleCommand({ Name: 'n' })),
  dynamodb: (options) =>
    opened(dynamodb.DynamoDBClient, options).send(
      new dynamodb.GetItemCommand({ TableName: 't', Key: { pk: { S: 'p' } } }),
    ),
  states: (options) =>
    opened(states.SFNClient, options).send(new states.StartExecutionCommand({ stateMachineArn: 'arn' })),
  events: (options) =>
    opened(events.EventBridgeClient, options).send(new events.PutEventsCommand({ Entries: [{ Source: 's' }] })),
  secrets: (options) =>
    opened(secrets.SecretsManagerClient, options).send(new secrets.GetSecretValueCommand({ SecretId: 's' })),
  sqs: (options) =>
    opened(sqs.SQSClient, options).send(new sqs.SendMessageCommand({ QueueUrl: 'https://q', MessageBody: 'b' })),
};

function opened<Client extends LeanClient>(Kind: new (settings: object) => Client, options: object): Client {
  const own = { region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 's' }, ...options };
  const make = (given: object) => new Kind({ ...given, ...own, maxAttempts: 1 });
  return openClient(
    function (this: unknown, given: object) {
      return make(given);
    } as unknown as new () => Client, // a function that is called with new, and returns an object, is a constructor
  );
}

const errorOfAsk = async (ask: Promise<unknown>): Promise<Error> => {
  const error = await ask.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error : expect.fail('no error was thrown');
};

describe.each(Object.entries(asks) as [FailingService, Ask][])('the client of %s', (service, ask) => {
  it('throws each error that the table names under that name, and what passes can be told', async () => {
    let answer: Case = [service, '', 'busy', undefined];
    const server = createServer((request, response) => {
      const [, name, , more] = answer;
      request.resume().on('end', () => {
        response.writeHead(/Internal/.test(name) ? 500 : 400, { 'x-amzn-errortype': name });
        response.end(JSON.stringify({ __type: name, message: 'no', ...more }));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void server.close().closeAllConnections());
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (answer of cases.filter(([of]) => of === service)) {
      const [, name, meaning] = answer;
      const error = await errorOfAsk(ask({ endpoint }));
      expect([name, meaningOf(error, service)]).toEqual([error.name, meaning]);
      if (!['ses', 'sms'].includes(service)) expect([name, isPassing(error)]).toEqual([name, meaning !== 'refused']);
    }
  });

  it.each(['CredentialsProviderError', 'TokenProviderError', 'ProviderError'])(
    'waits for a person when no request was made for want of credentials: %s',
    async (name) => {
      const credentials = () => Promise.reject(Object.assign(new Error('none'), { name }));
      const error = await errorOfAsk(ask({ credentials }));
      expect([meaningOf(error, service), isPassing(error), stoppedBy(error)]).toEqual(['stopped', true, name]);
    },
  );
});
