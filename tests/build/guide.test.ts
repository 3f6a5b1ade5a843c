import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { meaningOf, nounsOf, wordsOf } from '../../build/docs/message-words.ts';
import { wordsPages } from '../../build/docs/message-words-texts.ts';
import { loadSettings } from '../../build/journeys.ts';
import { main } from '../../build/journeys-command.ts';
import { sampleContext } from '../../build/messages/sample.ts';
import { previewWords } from '../../build/preview/words.ts';
import { type Language, languages } from '../../src/commerce/words.ts';
import { parseJourney } from '../../src/journey/parsing/parse.ts';
import type { AudiencePage } from '../../src/model/audience-request.ts';
import { messages, sound } from '../mistakes/shop.ts';

const repository = path.resolve(import.meta.dirname, '../..');
const statemachines = path.join(repository, 'statemachines');
const read = (name: string) => readFileSync(path.join(repository, 'docs/guide', name), 'utf8');
const guides = { en: read('en.md'), ja: read('ja.md') };

/** The commands of a guide, without the choice of a language. */
const commandsOf = (guide: string) =>
  [...guide.matchAll(/```sh\n(.*?)```/gs)].map(([, command = '']) => command.replace(' --lang ja', ''));
/** The files that a guide tells the reader to write, with their paths. */
const filesOf = (guide: string) =>
  [...guide.matchAll(/^`(statemachines\/[^`]+)`\n\n```\w+\n(.*?)```/gms)].map(([, file = '', text = '']) => ({
    file,
    text,
  }));
/** What a guide shows as the answer to a command. */
const answerTo = (guide: string, command: string) =>
  guide.split(`npm run journeys -- ${command}\n\`\`\`\n\n\`\`\`text\n`)[1]?.split('\n```')[0];
/** The commands of `npm run journeys` that a guide shows an answer to. */
const answered = (guide: string) =>
  [...guide.matchAll(/npm run journeys -- (.*)\n```\n\n```text\n/g)].map(([, command = '']) => command);
const inLanguage = (command: string, language: Language) => (language === 'en' ? command : `${command} --lang ja`);

describe('the guides in both languages', () => {
  test('have the same headings', () => {
    const outline = (guide: string) =>
      [...guide.replaceAll(/```.*?```/gs, '').matchAll(/^#+ \d*/gm)].map(([heading]) => heading);
    expect(outline(guides.ja)).toEqual(outline(guides.en));
    expect(outline(guides.en)).toHaveLength(13);
  });

  test('have the same commands', () => {
    expect(commandsOf(guides.ja)).toEqual(commandsOf(guides.en));
    expect(commandsOf(guides.en).length).toBeGreaterThan(9);
  });

  test('say which priority a journey has that leaves it out', () => {
    const text = sound['cart/journey.yaml']?.replace(/^priority: .*\n/m, '') ?? '';
    const { priority } = parseJourney(text, { file: 'x', folder: 'cart', locales: ['en', 'ja'], messages });
    for (const guide of Object.values(guides)) {
      expect(guide.split('\n').find((line) => line.startsWith('| `priority` |'))).toMatch(
        new RegExp(`\\b${priority}\\b`),
      );
    }
  });

  test('write the same files', () => {
    expect(filesOf(guides.ja)).toEqual(filesOf(guides.en));
  });
});

describe('the journey of the guides', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'aftercart-guide-'));
  beforeAll(() => {
    for (const name of ['abandoned-cart', 'layout', 'segments.yaml', 'store.yaml'])
      cpSync(path.join(statemachines, name), path.join(root, 'statemachines', name), { recursive: true });
    for (const { file, text } of filesOf(guides.en)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  /** Runs a command on the copy: its exit code, and all that it prints. */
  async function journeys(line: string): Promise<{ code: number; out: string }> {
    const out: string[] = [];
    const print = (text: string) => out.push(text);
    const code = await main(line.split(' '), { root, print, printError: print });
    return { code, out: out.join('\n') };
  }

  test('passes the check as it is written there', async () => {
    const { code, out } = await journeys('check');
    expect(out).toContain('2 journeys');
    expect(code).toBe(0);
  });

  test.each(languages)('shows the mistake that the guide (%s) shows, when it is made', async (language) => {
    const file = path.join(root, 'statemachines/big-order-thanks/journey.yaml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('wait: 3 days', 'wait: 3 dayz'));
    const { code, out } = await journeys(`check --lang ${language}`);
    writeFileSync(file, text);
    expect(code).toBe(1);
    expect(guides[language]).toContain(
      out
        .split('\n')
        .filter((line) => !/^(Warning|警告)/.test(line))
        .join('\n'),
    );
  });

  test.each([
    ['en', 'explain abandoned-cart'],
    ['en', 'explain big-order-thanks'],
    ['ja', 'explain abandoned-cart --lang ja'],
    ['ja', 'explain big-order-thanks --lang ja'],
  ] as const)('is answered as the guide (%s) says by "%s"', async (language, command) => {
    expect((await journeys(command)).out).toBe(answerTo(guides[language], command));
  });
});

const lambda = mockClient(LambdaClient);
const ses = mockClient(SESv2Client);
afterAll(() => {
  for (const mock of [lambda, ses]) mock.restore(); // other tests share the classes
});

describe.each(languages)('what a stage and the shop answer in the guide (%s)', (language) => {
  afterEach(() => {
    lambda.reset();
    ses.reset();
    vi.unstubAllEnvs();
  });

  const stageAnswers = (page: AudiencePage) => {
    const json = JSON.stringify(page);
    const Payload = Object.assign(Buffer.from(json), { transformToString: () => json });
    lambda.on(InvokeCommand).resolves({ Payload });
  };

  async function answer(command: string, root = repository): Promise<string> {
    const out: string[] = [];
    const print = (text: string) => out.push(text);
    expect([await main(inLanguage(command, language).split(' '), { root, print, printError: print }), out]).toEqual([
      0,
      expect.any(Array),
    ]);
    return out.join('\n');
  }

  const shown = (command: string) => answerTo(guides[language], inLanguage(command, language));

  test('is what "audience" says of the demo shop', async () => {
    const ids = ['c-065 g…n', 'c-070 m…d', 'c-019 m…i', 'c-048 m…o', 'c-011 c…e'];
    const sample = ids.map((one) => ({ id: one.slice(0, 5), address: `${one.slice(6)}@example.com` }));
    const counts = { 'may-enter': 42, 'not-in-segment': 46, 'no-consent': 15, 'no-address': 3, suppressed: 1 };
    stageAnswers({ customers: 107, counts, sample });
    expect(await answer('audience win-back')).toBe(shown('audience win-back'));
  });

  test('is what "segments" says of the demo shop', async () => {
    stageAnswers({ customers: 107, counts: { 'first-time': 45, loyal: 6, lapsed: 61 }, sample: [] });
    expect(await answer('segments')).toBe(shown('segments'));
  });

  test('is what "send-test" says once SES has taken both mails', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:4310');
    const command = 'send-test abandoned-cart reminder --to me@example.com';
    const [one = '', two = ''] = shown(command)?.match(/[0-9a-f-]{36}/g) ?? [];
    ses.on(SendEmailCommand).resolvesOnce({ MessageId: one }).resolvesOnce({ MessageId: two });
    expect(await answer(command)).toBe(shown(command));
  });

  test('is what "new" and "preview" say of the new journey', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'aftercart-guide-new-'));
    cpSync(path.join(statemachines, 'store.yaml'), path.join(root, 'statemachines/store.yaml'));
    const [created = ''] = (await answer('new big-order-thanks', root)).split('\n\n');
    rmSync(root, { recursive: true });
    expect(created.trimEnd()).toBe(shown('new big-order-thanks'));
    const url = `http://127.0.0.1:4320/big-order-thanks/thank-you?locale=${language}`;
    expect(previewWords[language].shows(url)).toBe(shown('preview big-order-thanks thank-you'));
  });
});

/** The milliseconds that a check takes differ from run to run. */
const untimed = (line: string) => line.replace(/\d+( ms|ミリ秒)/, 'N$1');

/** What a guide shows of a check without mistakes. */
const checkedIn = (guide: string) => /^(?:ジャーニー\d+件、|\d+ journeys, ).*$/m.exec(guide)?.[0] ?? '';

describe('the shop with the journey of the guides', () => {
  test.each(languages)(
    'has as many journeys, messages and warnings as the guide (%s) says',
    async (language) => {
      const root = mkdtempSync(path.join(tmpdir(), 'aftercart-guide-check-'));
      cpSync(statemachines, path.join(root, 'statemachines'), { recursive: true });
      for (const { file, text } of filesOf(guides.en)) {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
      }
      const out: string[] = [];
      const print = (text: string) => out.push(text);
      const code = await main(['check', '--lang', language], { root, print, printError: print });
      rmSync(root, { recursive: true });
      const shown = checkedIn(guides[language]);
      expect(shown).toMatch(/\d+( ms|ミリ秒)/);
      expect([code, untimed(checkedIn(out.join('\n')))]).toEqual([0, untimed(shown)]);
    },
    60_000,
  );
});

test.each(languages)('every answer of npm run journeys in the guide (%s) is compared with the real one', (language) => {
  const compared = [
    'explain abandoned-cart',
    'new big-order-thanks',
    'explain big-order-thanks',
    'preview big-order-thanks thank-you',
    'send-test abandoned-cart reminder --to me@example.com',
    'audience win-back',
    'segments',
    'diff',
  ];
  expect(answered(guides[language])).toEqual(compared.map((command) => inLanguage(command, language)));
});

describe.each(languages)('the changes that the guide (%s) shows', (language) => {
  const root = mkdtempSync(path.join(tmpdir(), 'aftercart-guide-diff-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], { cwd: root });
  const folder = path.join(root, 'statemachines/abandoned-cart');
  afterAll(() => rmSync(root, { recursive: true }));

  function edit(file: string, from: string, to: string): void {
    const text = readFileSync(path.join(folder, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(path.join(folder, file), text.replace(from, to));
  }

  test('are those that "diff" lists', async () => {
    for (const name of ['abandoned-cart', 'layout', 'segments.yaml', 'store.yaml'])
      cpSync(path.join(statemachines, name), path.join(root, 'statemachines', name), { recursive: true });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '--no-verify', '--message=Journeys');
    for (const { file, text } of filesOf(guides.en)) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    edit('journey.yaml', 'wait: 4 hours', 'wait: 6 hours');
    edit('messages/reminder.en.md', 'Your cart is still here', 'Your cart is waiting');
    const out: string[] = [];
    const print = (text: string) => out.push(text);
    await main(['diff', '--lang', language], { root, print, printError: print });
    expect(out.join('\n').split('\n\n')[0]).toBe(answerTo(guides[language], inLanguage('diff', language)));
  });
});

describe.each(languages)('the page of words (%s)', (language) => {
  const context = sampleContext(loadSettings(statemachines), language);
  const words = nounsOf(context).flatMap((noun) => wordsOf(context, noun));

  test('has a meaning and an example for every word', () => {
    expect(words.length).toBeGreaterThan(50);
    for (const { path: word, example } of words) {
      expect([word, meaningOf(word, language, wordsPages[language])]).not.toContain('');
      expect([word, example]).not.toContain('');
      expect([word, example]).not.toContainEqual(expect.stringContaining('undefined'));
    }
  });

  test('writes amounts and days as messages do', () => {
    const example = (word: string) => words.find((one) => one.path === word)?.example;
    expect(example('coupon.expiresOn')).toBe(language === 'ja' ? '2027年5月4日(火)' : 'Tuesday, May 4, 2027');
    expect(example('coupon.amount')).toMatch(language === 'ja' ? /^500円$/ : /^\$5\.00$/);
  });
});
