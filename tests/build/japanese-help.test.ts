import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Shell } from '../../build/command/command.ts';
import { main as connectors } from '../../build/connectors-command.ts';
import { main as customer } from '../../build/customer-command.ts';
import { main as events } from '../../build/events-command.ts';
import { main as journeys } from '../../build/journeys-command.ts';
import { main as secret } from '../../build/secret-command.ts';
import { main as sending } from '../../build/sending-command.ts';
import { main as why } from '../../build/why-command.ts';
import { help, parseOptions } from '../../local/start/options.ts';
import { englishLeftIn } from '../mistakes/english-left.ts';

type Main = (args: readonly string[], shell: Shell) => Promise<number>;

const programs: readonly (readonly [string, Main])[] = [
  ['journeys', journeys],
  ['connectors', connectors],
  ['customer', customer],
  ['events', events],
  ['sending', sending],
  ['secret', secret],
];

const root = mkdtempSync(path.join(tmpdir(), 'aftercart-help-'));
afterAll(() => rmSync(root, { recursive: true }));

async function run(main: Main, args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, { root, print: (text) => out.push(text), printError: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The sentences of a help text, without its first line, the options, commands to type and what the shop writes. */
function proseOf(text: string): readonly string[] {
  const names =
    /「[^」]*」|npm [a-z -]+|git [a-z]+|AWS (SDK|CLI)|--[a-z-]+( [A-Z][A-Z|]*)?|\bMiB\b|"[^"]*"|\S*[=:/]\S*/g;
  return text
    .split('\n')
    .slice(1)
    .map((line) => line.replace(names, '、'));
}

function expectJapanese(text: string): void {
  expect(text).toMatch(/[ぁ-ん]/);
  expect(proseOf(text).flatMap(englishLeftIn)).toEqual([]);
}

describe.each(programs)('npm run %s -- --lang ja', (_, main) => {
  test('lists its commands in Japanese, wherever --lang is', async () => {
    const { code, out } = await run(main, ['--help', '--lang', 'ja']);
    expect(code).toBe(0);
    expectJapanese(out);
    expect((await run(main, ['--lang=ja', '--help'])).out).toBe(out);
  });

  test('tells the options of every command in Japanese', async () => {
    const { out } = await run(main, ['--help']);
    const names = [...out.matchAll(/^ {2}([a-z-]+) {2,}/gm)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      const { code, out: told } = await run(main, [name, '--help', '--lang', 'ja']);
      expect(code).toBe(0);
      expectJapanese(told);
    }
  });
});

test('npm run why and npm start tell their options in Japanese', async () => {
  const { out } = await run(why, ['--help', '--lang', 'ja']);
  expectJapanese(out);
  expectJapanese(help.ja);
  expect(parseOptions(['--help', '--lang', 'ja']).language).toBe('ja');
  expect(() => parseOptions(['--lang', 'fr'])).toThrow('--lang is "fr": it takes en or ja.');
  const options = (text: string) => [...text.matchAll(/^ {2}(--[a-z]+)/gm)].map(([, name]) => name);
  expect(options(help.ja)).toEqual(options(help.en));
});

describe('a command line that makes no sense', () => {
  test.each([
    [journeys, [], /^npm run journeys -- COMMAND：statemachines\/ のジャーニー/],
    [
      journeys,
      ['chek'],
      'コマンド「chek」はありません。「check」の間違いではありませんか。\nnpm run journeys -- --help をご覧ください',
    ],
    [journeys, ['check', 'now'], '「now」は余分です。このコマンドに名前は要りません。'],
    [journeys, ['picture', '--output', 'x'], 'オプション「--output」はありません。--help をご覧ください。'],
    [journeys, ['picture', '--out'], /^オプション「--out」の値を読み取れません。/],
    [journeys, ['send-test'], 'abandoned-cart reminder のように、ジャーニーとメッセージを指定してください。'],
    [journeys, ['send-test', 'a', 'b', '--to', 'x'], /^--to に「x」は指定できません。/],
    [journeys, ['upgrade'], 'aftercart/main のように、リビジョンを指定してください。'],
    [
      journeys,
      ['new', 'win-back', '--purpose', 'spam'],
      /^--purpose に「spam」は指定できません。marketing または transactional を書いてください。/,
    ],
    [journeys, ['start', 'a', '--stage', 'prd'], /ファイルがありません|ステージ「prd」はありません/],
    [connectors, ['secret'], /^コネクターを events, .* の中から1つ指定してください。--help をご覧ください。$/],
    [connectors, ['list', 'shopfy'], 'コネクター「shopfy」はありません。「shopify」の間違いではありませんか。'],
    [connectors, ['try', 'events'], /^ファイルを指定してください/],
    [connectors, ['try', 'events', 'nowhere.json'], /^nowhere\.json を読めません：/],
    [
      connectors,
      ['try', 'events', 'one.json', 'two.json'],
      '「two.json」は余分です。ファイルは1つだけ指定してください。',
    ],
    [connectors, ['secret', 'events'], '--new または --from FILE を指定してください。'],
    [connectors, ['status', '--stage', 'prd'], /ステージ「prd」はありません/],
    [sending, ['pause'], /のどれかを、「journey welcome」または「all」のように指定してください。$/],
    [customer, ['show', 'x'], /^「x」は宛先として読めません。/],
    [events, ['check'], /^ファイルを指定してください/],
    [why, [], /^何について調べるかを指定してください。--customer WHO/],
    [
      why,
      ['--journey', 'a', '--day', 'today'],
      '--day に「today」は指定できません。2026-03-10 のように日付を書いてください。',
    ],
  ] as const)('is refused in Japanese: %# %j', async (main, args, message) => {
    const { code, out, err } = await run(main, [...args, '--lang', 'ja']);
    expect(out).toBe('');
    expect(code).toBeGreaterThan(0);
    if (typeof message === 'string') expect(err).toBe(message);
    else expect(err).toMatch(message);
  });

  test('is refused in English when it names no language that there is', async () => {
    expect((await run(journeys, ['upgrade', 'x', '--lang', 'fr'])).err).toBe('--lang is "fr": it takes en or ja.');
  });
});
