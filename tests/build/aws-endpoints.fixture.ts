import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';

const region = 'eu-west-1';

/** How each client of the functions finds its endpoint. */
const clients = [
  new CloudWatchClient({ region }),
  new DynamoDBClient({ region }),
  new EventBridgeClient({ region }),
  new LambdaClient({ region }),
  new PinpointSMSVoiceV2Client({ region }),
  new SchedulerClient({ region }),
  new SecretsManagerClient({ region }),
  new SESv2Client({ region }),
  new SFNClient({ region }),
  new SNSClient({ region }),
  new SQSClient({ region }),
];

/** The endpoints of every service in these Regions, and one that is given; an endpoint that cannot be found is its error. */
export function endpointsIn(regions: readonly (string | undefined)[]): unknown[] {
  const own = 'http://127.0.0.1:4310';
  return clients.flatMap((client) => [
    endpointOf(client, { Region: region, Endpoint: own }),
    ...regions.map((Region) => endpointOf(client, { Region })),
  ]);
}

/** What DynamoDB, SES and EventBridge answer when they are asked for another kind of endpoint. */
export function refusedEndpoints(): unknown[] {
  const [, dynamo, events, , , , , ses] = clients;
  return [
    endpointOf(dynamo, { Region: region, UseFIPS: true }),
    endpointOf(dynamo, { Region: region, UseDualStack: true }),
    endpointOf(dynamo, { Region: region, IsSearchOperation: true }),
    endpointOf(events, { Region: region, EndpointId: 'abc.def' }),
    endpointOf(ses, { Region: region, EndpointId: 'abc.def' }),
  ];
}

function endpointOf(client: (typeof clients)[number] | undefined, asked: object): unknown {
  const params = { UseFIPS: false, UseDualStack: false, ...asked } as never; // each client has a type of its own
  try {
    const { url, properties, headers } = client?.config.endpointProvider(params) ?? {};
    return { url: url?.href, properties, headers };
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
}
