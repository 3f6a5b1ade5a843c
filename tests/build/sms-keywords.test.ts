import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  DescribeKeywordsCommand,
  DescribePhoneNumbersCommand,
  DescribePoolsCommand,
  PinpointSMSVoiceV2Client,
  PutKeywordCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { main } from '../../build/sending-command.ts';
import { keywordsWanting } from '../../build/sms/number.ts';
import type { StageSettings } from '../../infra/settings.ts';
import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { readInbound } from '../../src/channels/sms/inbound.ts';
import { keywords } from '../../src/channels/sms/keywords.ts';
import { start, writeAssembly } from '../local/fixture.ts';
import { englishLeftIn } from '../mistakes/english-left.ts';

const root = path.resolve(import.meta.dirname, '../..');
const account = 'arn:aws:sms-voice:ap-northeast-1:111122223333';
const number = `${account}:phone-number/phone-1`;
const pool = `${account}:pool/pool-1`;
const topic = 'arn:aws:sns:ap-northeast-1:111122223333:aftercart-sms-events';
const own = { inboundMessageId: 'in-1', messageKeyword: 'KEYWORD', originationNumber: '+819012345678' };

describe('the keywords for AWS', () => {
  test.each(keywords.map((keyword) => [keyword.word, keyword.action] as const))(
    '%s means the same to us as to AWS: %s',
    (messageBody, action) => {
      const kinds = { OPT_OUT: 'stop', OPT_IN: 'start', AUTOMATIC_RESPONSE: 'help' };
      expect(readInbound({ ...own, messageBody }, 7, true).inbound).toBe(kinds[action]);
    },
  );

  test('begin no question that is not about them', () => {
    const questions = [
      '解除コードはどこですか',
      'キャンセルできますか',
      '退会方法を教えてください',
      '不要な箱はありますか',
    ];
    const optOuts = keywords.filter(({ action }) => action === 'OPT_OUT');
    expect(questions.filter((text) => optOuts.some(({ word }) => text.startsWith(word)))).toEqual([]);
  });

  test('are those that docs/operations.md registers by hand', () => {
    const page = readFileSync(path.join(root, 'docs/operations.md'), 'utf8');
    const lines = [...page.matchAll(/^for word in (.+?); do\n.*--keyword-action (\w+) /gm)];
    const documented = lines.flatMap(([, words = '', action]) => words.split(' ').map((word) => [word, action]));
    expect(documented).toEqual(keywords.map(({ word, action }) => [word, action]));
  });

  test('of a US toll-free number opt nobody out, because its carriers do', () => {
    const { missing } = keywordsWanting({ isTollFree: true, keywords: new Map() });
    expect(new Set(missing.map(({ action }) => action))).toEqual(new Set(['OPT_IN', 'AUTOMATIC_RESPONSE']));
  });
});

describe('npm run sending -- keywords', () => {
  let runtime: Runtime;
  let assembly: string;
  let sms: PinpointSMSVoiceV2Client;

  beforeEach(async () => {
    assembly = writeAssembly({});
    const senders = { identities: [], numbers: [number, pool] };
    runtime = await startRuntime({ cdkOut: assembly, clock: { jump: true, together: 0 }, startTime: start, senders });
    vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
    sms = new PinpointSMSVoiceV2Client({});
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    sms.destroy();
    await runtime.stop();
    rmSync(assembly, { recursive: true, force: true });
  });

  async function run(originationIdentity: string | undefined, ...args: readonly string[]) {
    const [out, err]: [string[], string[]] = [[], []];
    const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
    const dev: StageSettings = {
      sms: { createConfigurationSet: true, ...(originationIdentity && { originationIdentity }) },
      keepData: true,
    };
    const code = await main(['keywords', ...args], shell, { dev });
    return { code, out: out.join('\n'), err: err.join('\n') };
  }

  const registered = async (OriginationIdentity: string) =>
    (await sms.send(new DescribeKeywordsCommand({ OriginationIdentity }))).Keywords ?? [];

  test('lets a number hear its customers, and AWS act on their words', async () => {
    const { code, out } = await run(number);
    expect(code).toBe(0);
    expect(out).toContain('Two-way SMS is switched on.\nKeywords added: STOPALL, REVOKE, 停止, ');
    const { PhoneNumbers = [] } = await sms.send(new DescribePhoneNumbersCommand({ PhoneNumberIds: [number] }));
    expect(PhoneNumbers).toMatchObject([{ TwoWayEnabled: true, TwoWayChannelArn: topic }]);
    const actions = new Map((await registered(number)).map(({ Keyword, KeywordAction }) => [Keyword, KeywordAction]));
    expect(Object.fromEntries(actions)).toMatchObject({ STOP: 'OPT_OUT', 配信停止: 'OPT_OUT', 再開: 'OPT_IN' });
    expect(keywords.filter(({ word, action }) => actions.get(word) !== action)).toEqual([]);
    expect(await run(number)).toMatchObject({ code: 0, out: 'Everything was set up already.' });
  });

  test('answers in the shop’s name and the keyword’s language, and promises no texts to who asks for them', async () => {
    await run(number);
    const messages = Object.fromEntries((await registered(number)).map((one) => [one.Keyword, one.KeywordMessage]));
    expect(messages).toMatchObject({
      START: 'Aftercart Demo Store: We have your request to get our texts again. To end them, text STOP.',
      再開: 'アフターカート・デモストア：配信再開のご希望を承りました。停止する場合は「配信停止」とご返信ください。',
      ヘルプ: expect.stringContaining('help@shop.example.com'),
    });
  });

  test('sets up a pool as a whole', async () => {
    expect((await run(pool)).code).toBe(0);
    const { Pools = [] } = await sms.send(new DescribePoolsCommand({ PoolIds: [pool] }));
    expect(Pools).toMatchObject([{ TwoWayEnabled: true, TwoWayChannelArn: topic }]);
    expect(await registered(number)).toHaveLength(2);
  });

  test('leaves what is there as it is, and says what does not fit', async () => {
    const TwoWayChannelArn = `${topic}-other`;
    await sms.send(new UpdatePhoneNumberCommand({ PhoneNumberId: number, TwoWayEnabled: true, TwoWayChannelArn }));
    const keyword = { OriginationIdentity: number, Keyword: 'START', KeywordMessage: 'Hello' };
    await sms.send(new PutKeywordCommand({ ...keyword, KeywordAction: 'AUTOMATIC_RESPONSE' }));
    await sms.send(new PutKeywordCommand({ ...keyword, Keyword: '再開', KeywordAction: 'OPT_IN' }));
    const { code, out } = await run(number);
    expect(code).toBe(1);
    expect(out).toContain(`Answers go elsewhere (${TwoWayChannelArn})`);
    expect(out).toContain('Left as they are, though they do something else: START.');
    const kept = (await registered(number)).filter(({ KeywordMessage }) => KeywordMessage === 'Hello');
    expect(kept.map(({ Keyword }) => Keyword)).toEqual(['START', '再開']);
  });

  test('refuses a stage whose texts nobody can answer', async () => {
    expect(await run(undefined)).toMatchObject({ code: 1, err: expect.stringContaining('sms.originationIdentity') });
    const senderId = await run(`${account}:sender-id/SHOP/JP`);
    expect(senderId).toMatchObject({ code: 1, err: expect.stringContaining('a sender ID, which receives none') });
    expect((await run(`${account}:phone-number/gone`)).err).toContain('ResourceNotFoundException');
    for (const identity of [undefined, `${account}:sender-id/SHOP/JP`])
      expect((await run(identity, '--lang', 'ja')).err).toMatch(/[ぁ-ん]/);
  });

  test('prints no English with --lang ja', async () => {
    const outputs = [await run(number, '--lang', 'ja'), await run(number, '--lang', 'ja')].map(({ out }) => out);
    expect(outputs.flatMap((out) => englishLeftIn(out.replaceAll(/[A-Z]{4,}/g, '、')))).toEqual([]);
    expect(outputs[1]).toBe('すでに設定済みです。');
  });
});
