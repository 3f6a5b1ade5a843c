import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { meaningOf, nounsOf, wordsOf } from '../../build/docs/message-words.ts';
import { wordsPages } from '../../build/docs/message-words-texts.ts';
import { loadSettings } from '../../build/journeys.ts';
import { main } from '../../build/journeys-command.ts';
import { sampleContext } from '../../build/messages/sample.ts';
import { languages } from '../../src/commerce/words.ts';

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
    const command = language === 'en' ? 'diff' : `diff --lang ${language}`;
    expect(out.join('\n').split('\n\n')[0]).toBe(answerTo(guides[language], command));
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
    }
  });

  test('writes amounts and days as messages do', () => {
    const example = (word: string) => words.find((one) => one.path === word)?.example;
    expect(example('coupon.expiresOn')).toBe(language === 'ja' ? '2027年5月4日' : 'May 4, 2027');
    expect(example('coupon.amount')).toMatch(language === 'ja' ? /^[¥￥]500$/ : /^\$5\.00$/);
  });
});
