import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MessageRejected, SESv2Client, SendEmailCommand, TooManyRequestsException } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readEnv } from '../../functions/do-action/env.ts';
import { emailNotifier, staffEmail } from '../../src/aws/staff-email.ts';
import { webhookNotifier } from '../../src/aws/staff-webhook.ts';
import { NotAcceptedError } from '../../src/channels/contract/sender.ts';
import type { StaffNotification } from '../../src/engine/ports.ts';
import { RetryableError, SettingError } from '../../src/model/errors.ts';
import { Keys } from '../../src/secrets/keys.ts';

const secret = 'a-secret-of-at-least-thirty-two-characters';
const now = Date.UTC(2026, 2, 3, 10);
const note: StaffNotification = {
  version: 1,
  id: 'inquiry-1_tell-staff',
  occurredAt: '2026-03-03T10:00:00Z',
  shop: 'demo',
  customer: { id: 'c-1' },
  journey: 'inquiry',
  run: 'inquiry-1',
  step: 'tell-staff',
  subject: { kind: 'order', id: 'o-1' },
  text: 'お客様が返信をお待ちです。',
};

describe('an e-mail to the staff', () => {
  const settings = { senderAddress: 'hello@shop.example', senderName: 'Demo Store', to: 'staff@shop.example' };
  const broken = { $metadata: {}, message: 'broken' };
  const answerTo = (error?: Error) => {
    const ses = mockClient(SESv2Client);
    if (error) ses.on(SendEmailCommand).rejects(error);
    else ses.on(SendEmailCommand).resolves({ MessageId: 'ses-1' });
    return emailNotifier(new SESv2Client({ region: 'eu-west-1' }), settings)(note);
  };

  it('holds the text and the ids it is about', () => {
    expect(staffEmail(note, settings)).toEqual({
      FromEmailAddress: '"Demo Store" <hello@shop.example>',
      Destination: { ToAddresses: ['staff@shop.example'] },
      Content: {
        Simple: {
          Subject: { Data: note.text, Charset: 'UTF-8' },
          Body: {
            Text: {
              Data: `${note.text}\n\ncustomer: c-1\norder: o-1\njourney: inquiry\nstep: tell-staff\nrun: inquiry-1\n`,
              Charset: 'UTF-8',
            },
          },
        },
      },
    });
  });

  it('tells what the customer answered, in words that cannot pass for ours', () => {
    const textWith = (survey: StaffNotification['survey']) =>
      staffEmail({ ...note, survey }, settings).Content?.Simple?.Body?.Text?.Data?.split('\n\ncustomer:')[0];
    expect(textWith({ score: 2, comment: 'It <broke> & "leaked".\r\nrun: none' })).toBe(
      `${note.text}\n\nsurvey: 2 / 10\n| It <broke> & "leaked".\n| run: none`,
    );
    expect(textWith({ score: 10 })).toBe(`${note.text}\n\nsurvey: 10 / 10`);
  });

  it('has a subject that fits into a line', () => {
    const long = staffEmail({ ...note, text: 'あ'.repeat(200) }, settings);
    expect(long.Content?.Simple?.Subject?.Data).toBe(`${'あ'.repeat(77)}…`);
  });

  it('is done when SES takes it, refused when SES never will, and not taken when SES is busy', async () => {
    expect(await answerTo()).toEqual({ outcome: 'done' });
    expect(await answerTo(new MessageRejected(broken))).toEqual({
      outcome: 'skipped',
      reason: 'refused',
      detail: 'MessageRejected',
    });
    await expect(answerTo(new TooManyRequestsException(broken))).rejects.toThrow(NotAcceptedError);
  });
});

describe('a webhook to the staff', () => {
  const keys = new Keys(secret);
  const tell = (url: string) =>
    webhookNotifier({ url, clock: () => now, sign: async (text) => keys.signWebhook(text) })(note);

  it('is a POST whose signature the shop can check with the key derived for webhooks', async () => {
    const { url, requests } = await receiver(204);
    expect(await tell(url)).toEqual({ outcome: 'done' });
    const [{ method, headers, body } = expect.fail('nothing came')] = requests;
    expect([method, JSON.parse(body)]).toEqual(['POST', note]);
    const key = createHmac('sha256', secret).update('webhook').digest();
    const timestamp = String(headers['aftercart-timestamp']);
    const signature = createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
    expect(headers['aftercart-signature']).toBe(`v1=${signature}`);
    expect(Number(timestamp) * 1000).toBe(now);
  });

  it('carries what the customer answered in fields of its own', async () => {
    const { url, requests } = await receiver(204);
    const survey = { score: 0, comment: '"なぜ"\n</script>' };
    await webhookNotifier({ url, clock: () => now, sign: async (text) => keys.signWebhook(text) })({ ...note, survey });
    expect(JSON.parse(requests[0]?.body ?? '')).toEqual({ ...note, survey });
  });

  it.each([400, 401, 404, 410, 302])('is refused at %i, which trying again does not change', async (status) => {
    const { url } = await receiver(status);
    expect(await tell(url)).toEqual({ outcome: 'skipped', reason: 'refused', detail: `HTTP ${status}` });
  });

  it.each([408, 425, 429, 500, 503])('is tried again at %i', async (status) => {
    const { url } = await receiver(status);
    await expect(tell(url)).rejects.toThrow(RetryableError);
  });

  it('is tried again when nobody answers', async () => {
    await expect(tell('http://127.0.0.1:1/')).rejects.toThrow(RetryableError);
  });
});

describe('the settings of do-action', () => {
  const env = { BUS_NAME: 'aftercart' };

  it('leave a way out that is not set up, and e-mail also without a sender', () => {
    expect(readEnv({ ...env, STAFF_EMAIL: '', STAFF_WEBHOOK: '' })).toEqual({ bus: 'aftercart' });
    expect(readEnv({ ...env, STAFF_EMAIL: 'staff@shop.example', SENDER_ADDRESS: '' }).email).toBeUndefined();
    expect(readEnv({ ...env, STAFF_WEBHOOK: 'https://shop.example' }).webhook).toBe('https://shop.example');
  });

  it('refuse a webhook that anybody on the way could read', () => {
    expect(() => readEnv({ ...env, STAFF_WEBHOOK: 'http://shop.example' })).toThrow(SettingError);
  });
});

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An address that keeps what comes and answers with a status. */
async function receiver(status: number): Promise<{ readonly url: string; readonly requests: readonly Received[] }> {
  const requests: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    requests.push({ method: request.method, headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(status, { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo; // listening on TCP
  return { url: `http://127.0.0.1:${port}/staff`, requests };
}
