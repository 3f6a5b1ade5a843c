import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, RotateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { describe, expect, it } from 'vitest';
import { clientOf, withRuntime } from './fixture.ts';

const TableName = 'shop-Table';

describe('the table', () => {
  it('writes under a condition, and shows the item that stood in the way when asked', () =>
    withRuntime(async (runtime) => {
      const client = new DynamoDBClient(clientOf(runtime));
      const Item = { pk: { S: 'C#1' }, sk: { S: '1#profile' }, rev: { N: '1' } };
      const put = new PutItemCommand({
        TableName,
        Item,
        ConditionExpression: 'attribute_not_exists(pk)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      });
      await client.send(put);
      await expect(client.send(put)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException', Item });
      client.destroy();
    }));

  it('reads what it wrote: one item, and a range of a partition in order', () =>
    withRuntime(async (runtime) => {
      const client = new DynamoDBClient(clientOf(runtime));
      for (const sk of ['3#fact', '1#profile', '2#run']) {
        await client.send(new PutItemCommand({ TableName, Item: { pk: { S: 'C#1' }, sk: { S: sk }, n: { N: '1' } } }));
      }
      const Key = { pk: { S: 'C#1' }, sk: { S: '2#run' } };
      const change = { UpdateExpression: 'SET n = n + :one', ExpressionAttributeValues: { ':one': { N: '1' } } };
      await client.send(new UpdateItemCommand({ TableName, Key, ...change }));
      expect((await client.send(new GetItemCommand({ TableName, Key }))).Item?.n).toEqual({ N: '2' });
      const query = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': { S: 'C#1' }, ':from': { S: '1#' }, ':to': { S: '2#~' } },
      });
      expect((await client.send(query)).Items?.map((item) => item.sk?.S)).toEqual(['1#profile', '2#run']);
      client.destroy();
    }));
});

describe('the secret', () => {
  it('is 64 letters and digits, the same in every run', async () => {
    const values: (string | undefined)[] = [];
    for (const SecretId of ['app', 'app']) {
      await withRuntime(async (runtime) => {
        const client = new SecretsManagerClient(clientOf(runtime));
        values.push((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString);
        client.destroy();
      });
    }
    expect(values[0]).toMatch(/^[0-9A-Za-z]{64}$/);
    expect(values[1]).toBe(values[0]);
  });

  it('cannot be rotated: an operation that does not run locally says which do', () =>
    withRuntime(async (runtime) => {
      const client = new SecretsManagerClient(clientOf(runtime));
      const asked = client.send(new RotateSecretCommand({ SecretId: 'app' }));
      await expect(asked).rejects.toMatchObject({
        name: 'UnknownOperationException',
        message: expect.stringMatching(
          /^secretsmanager RotateSecret does not run locally. There are: GetSecretValue, /,
        ),
      });
      client.destroy();
    }));
});

describe('the HTTP API', () => {
  it('hands its function the request in payload format 2.0, a form as base64', () =>
    withRuntime(async (runtime) => {
      const answer = await fetch(`${runtime.endpoint}/unsubscribe?t=abc&x=1&x=2`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
      expect(answer.headers.get('content-type')).toBe('text/plain');
      expect(await answer.json()).toMatchObject({
        version: '2.0',
        routeKey: 'POST /unsubscribe',
        rawPath: '/unsubscribe',
        rawQueryString: 't=abc&x=1&x=2',
        queryStringParameters: { t: 'abc', x: '1,2' },
        requestContext: { http: { method: 'POST', path: '/unsubscribe', sourceIp: '127.0.0.1' } },
        body: Buffer.from('List-Unsubscribe=One-Click').toString('base64'),
        isBase64Encoded: true,
      });
    }));

  it('answers 404 where it has no route', () =>
    withRuntime(async (runtime) => {
      const answer = await fetch(`${runtime.endpoint}/nowhere`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toEqual({ message: 'Not Found' });
    }));
});

describe('SNS', () => {
  it('publishes by the query protocol', () =>
    withRuntime(async (runtime) => {
      const form = { Action: 'Publish', Version: '2010-03-31', Message: 'a < b' };
      const publish = (TopicArn: string) =>
        fetch(runtime.endpoint, {
          method: 'POST',
          headers: { authorization: 'AWS4-HMAC-SHA256 Credential=T/20260301/ap-northeast-1/sns/aws4_request, x' },
          body: new URLSearchParams({ ...form, TopicArn }),
        });
      const answer = await publish('arn:aws:sns:ap-northeast-1:000000000000:texts');
      expect(await answer.text()).toMatch(/<PublishResult><MessageId>[0-9a-f-]{36}<\/MessageId><\/PublishResult>/);
      await runtime.whenIdle();
      expect(JSON.stringify(await runtime.table())).toContain('a < b');
      const refused = await publish('arn:aws:sns:ap-northeast-1:000000000000:nowhere');
      expect(refused.status).toBe(404);
      expect(await refused.text()).toContain('<Code>NotFound</Code>');
    }));
});
