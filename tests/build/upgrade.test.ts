import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { main } from '../../build/journeys-command.ts';

const root = mkdtempSync(path.join(tmpdir(), 'aftercart-upgrade-'));
const git = (...args: readonly string[]) => execFileSync('git', [...args], { cwd: root, stdio: 'pipe' });
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const commit = () => {
  git('add', '-A');
  git('-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'commit.gpgsign=false', 'commit', '-qm', 'change');
};
const lines = (...changed: readonly string[]) =>
  `${['one', 'two', 'three', 'four', 'five'].map((line, nth) => changed[nth] ?? line).join('\n')}\n`;

beforeAll(() => {
  git('init', '-q', '-b', 'shop');
  for (const file of ['both', 'clash', 'theirs', 'mine'])
    write(`statemachines/welcome/messages/${file}.en.md`, lines());
  write('statemachines/welcome/journey.asl.json', '1');
  write('src/engine.ts', lines());
  for (const journey of ['leaving', 'moving'])
    write(`statemachines/${journey}/journey.yaml`, `journey: ${journey}\n${lines().repeat(9)}`);
  commit();
  git('checkout', '-q', '-b', 'newer');
  rmSync(path.join(root, 'statemachines/leaving'), { recursive: true });
  rmSync(path.join(root, 'statemachines/moving'), { recursive: true });
  write('statemachines/moved/journey.yaml', `journey: moved\n${lines().repeat(9)}`);
  write('statemachines/arriving/journey.yaml', 'journey: arriving\n');
  write('statemachines/welcome/messages/both.en.md', lines('one', 'two', 'three', 'four', 'FIVE'));
  write('statemachines/welcome/messages/clash.en.md', lines('THEIRS'));
  write('statemachines/welcome/messages/theirs.en.md', lines('THEIRS'));
  write('statemachines/welcome/journey.asl.json', '2');
  write('src/engine.ts', lines('NEW'));
  commit();
  git('checkout', '-q', 'shop');
  write('statemachines/welcome/messages/both.en.md', lines('ONE'));
  write('statemachines/welcome/messages/clash.en.md', lines('MINE'));
  write('statemachines/welcome/messages/mine.en.md', lines('MINE'));
  write('statemachines/welcome/journey.asl.json', '3');
  write('src/engine.ts', lines('OLD'));
  commit();
});
afterAll(() => rmSync(root, { recursive: true }));

async function upgrade(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  return { code: await main(['upgrade', ...args], shell), out: out.join('\n'), err: err.join('\n') };
}

it('lists the files that conflict, that git merges, and that only one side changed; the working tree stays', async () => {
  const { code, out } = await upgrade('newer');
  expect(code).toBe(1);
  const messages = 'statemachines/welcome/messages';
  expect(out.split('\n')).toEqual([
    'You and Aftercart changed these, and git cannot merge them: decide line by line:',
    `  ${messages}/clash.en.md`,
    '',
    'These conflict as well, outside of what is yours:',
    '  src/engine.ts',
    '',
    'You and Aftercart changed these, and git merges them: read the result:',
    `  ${messages}/both.en.md`,
    '',
    'Only Aftercart changed these: you get what it has:',
    '  statemachines/arriving/journey.yaml  (new)',
    '  statemachines/leaving/journey.yaml  (deleted)',
    '  statemachines/moved/journey.yaml  (renamed, before: statemachines/moving/journey.yaml)',
    `  ${messages}/theirs.en.md`,
    '',
    'Only you changed these: they stay as they are:',
    `  ${messages}/mine.en.md`,
    '',
    'These journeys end with the merge, and runs that wait in them break: close them first (docs/operations.md), or keep them:',
    '  leaving',
    '  moving (moved takes its place)',
    '',
    'The merge has 2 conflicts.',
  ]);
  expect(readFileSync(path.join(root, messages, 'both.en.md'), 'utf8')).toBe(lines('ONE'));
});

it('notices changes that are not committed', async () => {
  write('statemachines/store.yaml', 'shop: mine\n');
  const { out } = await upgrade('shop');
  expect(out).toContain('Nothing of yours or of the journeys has changed.');
  expect(out).toContain('Changes that are not committed were left out: commit them first.');
});

it.each([
  [[], 2, 'Which revision?'],
  [['v9'], 1, 'git knows no revision "v9" here. Fetch it first'],
])('refuses %j', async (args, code, message) => {
  expect(await upgrade(...args)).toMatchObject({ code, err: expect.stringContaining(message) });
});
