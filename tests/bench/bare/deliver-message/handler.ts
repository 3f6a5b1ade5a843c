import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';

const clients = [new DynamoDBClient({}), new SecretsManagerClient({}), new SESv2Client({})];
const commands = [
  BatchGetItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  GetSecretValueCommand,
  SendEmailCommand,
];

/** What every delivery of an e-mail calls, and nothing around it. */
export const handler = async () => [clients.length, commands.length];
