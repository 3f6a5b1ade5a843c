import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';

const clients = [new DynamoDBClient({}), new SecretsManagerClient({}), new SFNClient({}), new SQSClient({})];
const table = [BatchGetItemCommand, GetItemCommand, PutItemCommand, paginateQuery];
const commands = [...table, GetSecretValueCommand, SendTaskSuccessCommand, SendMessageBatchCommand];

/** What taking an event in calls, and nothing around it. */
export const handler = async () => [clients.length, commands.length];
