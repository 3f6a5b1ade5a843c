import path from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { main } from '../../../build/journeys-command.ts';
import { stages } from '../../../infra/settings.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const ses = mockClient(SESv2Client);
beforeEach(() => void ses.on(SendEmailCommand).resolves({ MessageId: 'm-1' }));
afterEach(() => {
  ses.reset();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Sends a test of the reminder, from a stage that may have a sender. */
async function sendTest(args: readonly string[], email?: object) {
  const settings = { sms: { createConfigurationSet: true }, keepData: true };
  Object.assign(stages, { trial: email ? { ...settings, email } : settings }); // the only way to another stage
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const words = ['send-test', 'abandoned-cart', 'reminder', '--stage', 'trial', ...args];
  try {
    return { code: await main(words, shell), out: out.join('\n'), err: err.join('\n') };
  } finally {
    Reflect.deleteProperty(stages, 'trial');
  }
}

const sender = { senderAddress: 'hello@shop.example', identity: 'shop.example', createIdentity: true };
const inputs = () => ses.commandCalls(SendEmailCommand).map(({ args: [{ input }] }) => input);

it('sends the message in every locale, marked as a test, without a configuration set', async () => {
  const { code, out } = await sendTest(['--to', 'Mia@shop.example'], { ...sender, testMessagesTo: ['@shop.example'] });
  expect(code).toBe(0);
  expect(inputs().map(({ Content }) => Content?.Simple?.Subject?.Data)).toEqual([
    expect.stringMatching(/^\[Test] /),
    expect.stringMatching(/^【テスト】/),
  ]);
  for (const input of inputs()) {
    expect(input.ConfigurationSetName).toBeUndefined();
    expect(input.Content?.Simple?.Headers).toEqual([{ Name: 'X-Aftercart-Test', Value: 'true' }]);
  }
  expect(out).toContain('Sent to Mia@shop.example as m-1: [Test]');
});

it.each([
  [
    'an address that is not allowed',
    ['--to', 'me@other.example'],
    { ...sender, testMessagesTo: ['@shop.example'] },
    1,
    'It allows @shop.example.',
  ],
  ['anybody while nobody is named', ['--to', 'me@shop.example'], sender, 1, 'It allows nobody yet.'],
  [
    'a domain that only ends alike',
    ['--to', 'me@myshop.example'],
    { ...sender, testMessagesTo: ['@shop.example'] },
    1,
    'sends no tests to',
  ],
  ['a stage without a sender', ['--to', 'me@shop.example'], undefined, 1, 'The stage trial sends no e-mail'],
  ['a call without an address', [], sender, 2, '--to is missing'],
])('refuses %s, and sends nothing', async (_, args, email, code, message) => {
  expect(await sendTest(args, email)).toMatchObject({ code, err: expect.stringContaining(message) });
  expect(inputs()).toEqual([]);
});

it.each([
  'victim@evil.example,a@shop.example',
  'victim@evil.example;a@shop.example',
  'x <victim@evil.example>, a@shop.example',
  'x <a@shop.example>',
  '<victim@evil.example> a@shop.example',
  'victim@evil.example\r\nBcc: z@evil.example, a@shop.example',
  'victim@evil.example(@shop.example',
  '"victim@evil.example"@shop.example',
  'victim@evil.example\u0000@shop.example',
  'victim@evil.example@shop.example',
  '@shop.example',
])('refuses %j, which is not one address', async (to) => {
  const result = await sendTest([`--to=${to}`], { ...sender, testMessagesTo: ['@shop.example'] });
  expect(result).toMatchObject({ code: 2, err: expect.stringContaining('one address alone') });
  expect(inputs()).toEqual([]);
});

it('sends exactly the address that it has checked', async () => {
  const email = { ...sender, testMessagesTo: ['@shop.example', 'boss@other.example'] };
  for (const to of [' a@shop.example ', 'a@SHOP.example', 'a@ſhop.example']) {
    expect(await sendTest(['--to', to, '--locale', 'en'], email)).toMatchObject({ code: 0 });
    expect(inputs().at(-1)?.Destination).toEqual({ ToAddresses: ['a@shop.example'] });
  }
  for (const to of ['a@sub.shop.example', 'boss+x@other.example', 'boss@other.example.evil.example'])
    expect(await sendTest(['--to', to], email)).toMatchObject({
      code: 1,
      err: expect.stringContaining('sends no tests'),
    });
});

it('sends to any address of "npm start"', async () => {
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:4310');
  expect(await sendTest(['--to', 'me@anywhere.example', '--locale', 'en'])).toMatchObject({ code: 0 });
  expect(inputs()[0]?.FromEmailAddress).toContain('<hello@shop.example.com>');
});
