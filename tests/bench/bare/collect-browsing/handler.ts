import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

const clients = [new DynamoDBClient({}), new SecretsManagerClient({}), new EventBridgeClient({})];
const commands = [GetItemCommand, PutItemCommand, GetSecretValueCommand, PutEventsCommand];

/** What taking a beacon calls, and nothing around it. */
export const handler = async () => [clients.length, commands.length];
