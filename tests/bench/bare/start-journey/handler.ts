import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

const clients = [new DynamoDBClient({}), new SecretsManagerClient({}), new SFNClient({}), new SchedulerClient({})];
const table = [BatchGetItemCommand, GetItemCommand, PutItemCommand, paginateQuery];
const commands = [...table, GetSecretValueCommand, StartExecutionCommand, CreateScheduleCommand];

/** What letting a customer in calls, and nothing around it. */
export const handler = async () => [clients.length, commands.length];
