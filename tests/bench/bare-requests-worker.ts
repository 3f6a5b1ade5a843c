import { parentPort, workerData } from 'node:worker_threads';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as smsVoice from '@aws-sdk/client-pinpoint-sms-voice-v2';
import * as scheduler from '@aws-sdk/client-scheduler';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as ses from '@aws-sdk/client-sesv2';
import * as states from '@aws-sdk/client-sfn';
import * as sqs from '@aws-sdk/client-sqs';
import type { ServiceAnswer } from '../../local/aws/lambda/protocol.ts';
import { type AskService, shortenRequests } from '../../local/aws/lambda/shortcut.ts';
import type { Replay } from './bare-requests.ts';

const { requests, inFlight } = workerData as Replay; // what bare-requests.ts gives
const endpoint = 'http://127.0.0.1:1';
const waiting = new Map<number, (answer: ServiceAnswer) => void>();
let calls = 0;
const ask: AskService = (request) =>
  new Promise((resolve) => {
    const call = calls++;
    waiting.set(call, resolve);
    parentPort?.postMessage({ ...request, call });
  });
shortenRequests(endpoint, ask);
const settings = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' } };

/** A client that makes any of its service's requests. */
interface AnyClient {
  send(command: unknown): Promise<unknown>;
  destroy(): void;
}

/** The clients by the names that the local runtime has for their services, with the commands that each takes. */
const services: Record<string, { readonly client: AnyClient; readonly commands: object }> = {
  dynamodb: { client: new dynamodb.DynamoDBClient(settings) as AnyClient, commands: dynamodb },
  events: { client: new events.EventBridgeClient(settings) as AnyClient, commands: events },
  'sms-voice': { client: new smsVoice.PinpointSMSVoiceV2Client(settings) as AnyClient, commands: smsVoice },
  scheduler: { client: new scheduler.SchedulerClient(settings) as AnyClient, commands: scheduler },
  secretsmanager: { client: new secretsmanager.SecretsManagerClient(settings) as AnyClient, commands: secretsmanager },
  ses: { client: new ses.SESv2Client(settings) as AnyClient, commands: ses },
  states: { client: new states.SFNClient(settings) as AnyClient, commands: states },
  sqs: { client: new sqs.SQSClient({ ...settings, md5: false }) as AnyClient, commands: sqs }, // answers are those of another body
};

function send({ service, operation, input }: Replay['requests'][number]): Promise<unknown> {
  const { client, commands } = services[service] ?? {};
  const Command: unknown = commands && Reflect.get(commands, `${operation}Command`);
  if (client === undefined || typeof Command !== 'function') {
    throw new Error(`tests/bench/bare-requests-worker.ts does not know ${service}.${operation}.`);
  }
  return client.send(Reflect.construct(Command, [input]));
}

async function replay(all: Replay['requests']): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let request = all[next++]; request !== undefined; request = all[next++]) await send(request);
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}

parentPort?.on('message', async (message: ServiceAnswer | 'go') => {
  if (message !== 'go') {
    waiting.get(message.call)?.(message);
    waiting.delete(message.call);
    return;
  }
  await replay(requests);
  parentPort?.postMessage('done');
});
await replay(requests.slice(0, 500)); // warm
parentPort?.postMessage('ready');
