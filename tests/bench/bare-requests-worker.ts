import { parentPort, workerData } from 'node:worker_threads';
import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DescribeTableCommand,
  type DescribeTableCommandInput,
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand, type PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  type DeleteScheduleCommandInput,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import {
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import {
  SendTaskSuccessCommand,
  type SendTaskSuccessCommandInput,
  SFNClient,
  StartExecutionCommand,
  type StartExecutionCommandInput,
} from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand, type SendMessageBatchCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import type { ServiceAnswer } from '../../local/lambda/protocol.ts';
import { receiveAnswer, shortenRequests } from '../../local/lambda/shortcut.ts';
import type { Replay } from './bare-requests.ts';

const { requests, inFlight } = workerData as Replay; // what bare-requests.ts gives
const endpoint = 'http://127.0.0.1:1';
shortenRequests(endpoint);
parentPort?.on('message', (message: ServiceAnswer | 'go') => {
  if (message !== 'go') receiveAnswer(message);
});
const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };
const table = new DynamoDBClient(settings);
const mail = new SESv2Client(settings);
const machines = new SFNClient(settings);
const secrets = new SecretsManagerClient(settings);
const queues = new SQSClient(settings);
const bus = new EventBridgeClient(settings);
const schedules = new SchedulerClient(settings);

const send: Record<string, (input: never) => Promise<unknown>> = {
  GetItem: (input: GetItemCommandInput) => table.send(new GetItemCommand(input)),
  BatchGetItem: (input: BatchGetItemCommandInput) => table.send(new BatchGetItemCommand(input)),
  DeleteItem: (input: DeleteItemCommandInput) => table.send(new DeleteItemCommand(input)),
  DescribeTable: (input: DescribeTableCommandInput) => table.send(new DescribeTableCommand(input)),
  Query: (input: QueryCommandInput) => table.send(new QueryCommand(input)),
  Scan: (input: ScanCommandInput) => table.send(new ScanCommand(input)),
  PutItem: (input: PutItemCommandInput) => table.send(new PutItemCommand(input)),
  SendEmail: (input: SendEmailCommandInput) => mail.send(new SendEmailCommand(input)),
  StartExecution: (input: StartExecutionCommandInput) => machines.send(new StartExecutionCommand(input)),
  SendTaskSuccess: (input: SendTaskSuccessCommandInput) => machines.send(new SendTaskSuccessCommand(input)),
  SendMessageBatch: (input: SendMessageBatchCommandInput) => queues.send(new SendMessageBatchCommand(input)),
  GetSecretValue: (input: GetSecretValueCommandInput) => secrets.send(new GetSecretValueCommand(input)),
  PutEvents: (input: PutEventsCommandInput) => bus.send(new PutEventsCommand(input)),
  CreateSchedule: (input: CreateScheduleCommandInput) => schedules.send(new CreateScheduleCommand(input)),
  DeleteSchedule: (input: DeleteScheduleCommandInput) => schedules.send(new DeleteScheduleCommand(input)),
};

async function replay(all: Replay['requests']): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let request = all[next++]; request !== undefined; request = all[next++]) {
      const command = send[request.operation];
      if (command === undefined)
        throw new Error(`tests/bench/bare-requests-worker.ts does not know ${request.operation}.`);
      await command(request.input as never); // a recorded request of this very command
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

await replay(requests.slice(0, 500)); // warm
parentPort?.postMessage('ready');
parentPort?.on('message', async (message: unknown) => {
  if (message !== 'go') return;
  await replay(requests);
  parentPort?.postMessage('done');
});
