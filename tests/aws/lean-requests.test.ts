import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ClientSettings, openClient } from '../../src/aws/clients.ts';
import { collectAnswer, lighten, Sha256 } from '../../src/aws/lean-requests.ts';

/** A server that answers every request with an empty object, or what it is told. */
async function serve(answer = '{}') {
  const seen: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    seen.push({ headers: request.headers, body });
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(answer);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const secretAccessKey = 'secret';
const credentials = { accessKeyId: 'key', secretAccessKey };

function openAt(endpoint: string): DynamoDBClient {
  const here = { endpoint, region: 'eu-west-1', credentials };
  return openClient(
    class extends DynamoDBClient {
      constructor(settings: ClientSettings) {
        super({ ...settings, ...here });
      }
    },
  );
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The signature that AWS finds, by its documentation of Signature Version 4. */
function signatureOf({ headers, body }: { readonly headers: IncomingHttpHeaders; readonly body: string }): string {
  const date = String(headers['x-amz-date']);
  const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  const lines = names.split(';').map((name) => `${name}:${headers[name]}\n`);
  const request = ['POST', '/', '', lines.join(''), names, sha256(body)].join('\n');
  const scope = [date.slice(0, 8), 'eu-west-1', 'dynamodb', 'aws4_request'];
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secretAccessKey}`);
  return hmac(key as Buffer, ['AWS4-HMAC-SHA256', date, scope.join('/'), sha256(request)].join('\n')).toString('hex');
}

const read = (id: string) => new GetItemCommand({ TableName: 'table', Key: { pk: { S: id }, sk: { S: 'sk' } } });

describe('a client', () => {
  it('signs every request as AWS checks it, also when several are under way', async () => {
    const { endpoint, seen } = await serve();
    const client = openAt(endpoint);
    const write = new PutItemCommand({ TableName: 'table', Item: { pk: { S: '顧客' }, sk: { S: 'sk' } } });
    await Promise.all([client.send(read('1')), client.send(write), client.send(read('2'))]);
    await client.send(read('3'));
    expect(seen.map(({ body }) => /"S":"(.+?)"/.exec(body)?.[1]).sort()).toEqual(['1', '2', '3', '顧客']);
    for (const request of seen) {
      expect(request.headers.authorization).toContain(`Signature=${signatureOf(request)}`);
    }
  });

  it('calls itself as the SDK does, and by the name of Aftercart', async () => {
    const { endpoint, seen } = await serve();
    const settings = { endpoint, region: 'eu-west-1', credentials, userAgentAppId: 'aftercart' };
    const text = new SendTextMessageCommand({ DestinationPhoneNumber: '+81' });
    const plain = new PinpointSMSVoiceV2Client(settings);
    const lean = new PinpointSMSVoiceV2Client(settings);
    lighten(lean);
    for (const client of [plain, lean, lean]) await client.send(text);
    await openAt(endpoint).send(read('1'));
    const [bare, own, again, dynamo] = seen.map(({ headers }) => headers['user-agent']);
    expect(own).toBe(bare?.replace(/ m\/\S+/, '')); // but for the settings in use, which the SDK adds to each request
    expect(own).toMatch(/ api\/pinpoint-sms-voice-v2#3\..* app\/aftercart$/);
    expect(again).toBe(own);
    expect(dynamo).toMatch(/^aws-sdk-js\/3\..* api\/dynamodb#3\..* app\/aftercart$/);
  });

  it('asks again for a signer and a key that it did not get', async () => {
    const failing = () => vi.fn().mockRejectedValueOnce(new Error('not yet'));
    const getSigningKey = failing().mockResolvedValue('key');
    const signer = failing().mockResolvedValue({ getSigningKey });
    const config = { signer };
    lighten({ config, middlewareStack: { remove: () => true, add: () => {} } });
    await expect(config.signer()).rejects.toThrow('not yet');
    const kept = await config.signer();
    const key = () => kept.getSigningKey({ accessKeyId: 'a' }, '20261126');
    await expect(key()).rejects.toThrow('not yet');
    expect([await key(), await key(), await config.signer()]).toEqual(['key', 'key', kept]);
    expect([signer.mock.calls.length, getSigningKey.mock.calls.length]).toEqual([2, 2]);
  });

  it('reads an answer that comes in several pieces', async () => {
    const text = '顧'.repeat(100_000);
    const { endpoint } = await serve(JSON.stringify({ Item: { text: { S: text } } }));
    expect(await openAt(endpoint).send(read('1'))).toMatchObject({ Item: { text: { S: text } } });
    const pieces = [Buffer.from('a'), Buffer.from('b')];
    expect(Buffer.from(await collectAnswer(Readable.from(pieces))).toString()).toBe('ab');
    expect(await collectAnswer(Readable.from([]))).toHaveLength(0);
  });
});

describe('the hash of requests', () => {
  it.each([
    ['a text', 'secret'],
    ['bytes', new Uint8Array([1, 2, 3])],
    ['a part of other bytes', Buffer.from('0secret0').subarray(1, 7)],
    ['a buffer', new Uint8Array([1, 2, 3]).buffer],
  ])('takes %s for a key, each time alike', async (_what, secret) => {
    const expected = createHmac('sha256', typeof secret === 'string' ? secret : Buffer.from(secret as Uint8Array));
    const hex = expected.update('text').digest('hex');
    for (let time = 0; time < 2; time += 1) {
      const hash = new Sha256(secret);
      hash.update('te');
      hash.update(Buffer.from('xt'));
      expect(Buffer.from(await hash.digest()).toString('hex')).toBe(hex);
    }
  });
});
