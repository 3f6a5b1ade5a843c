import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';

const clients = [new DynamoDBClient({}), new SecretsManagerClient({}), new SFNClient({})];
const table = [BatchGetItemCommand, GetItemCommand, PutItemCommand, paginateQuery];
const commands = [...table, GetSecretValueCommand, SendTaskSuccessCommand];

/** What recording a report calls, and nothing around it. */
export const handler = async () => [clients.length, commands.length];
