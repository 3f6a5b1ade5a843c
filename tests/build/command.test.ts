import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readArguments, readWholeNumber } from '../../build/command/command.ts';
import { main as pictures } from '../../build/pictures.ts';

describe('a command line', () => {
  const count = (...args: string[]) => {
    const { values } = readArguments(args, { count: { type: 'string', default: '1' }, yes: { type: 'boolean' } });
    return readWholeNumber('count', values.count, 0, 10);
  };

  it('may give a number in either way', () => {
    expect([count(), count('--count', '2'), count('--count=3', '--yes')]).toEqual([1, 2, 3]);
  });

  it.each([
    [['--count', '-1'], '--count is "-1": it takes a whole number from 0 to 10.'],
    [['--count=-1'], '--count is "-1"'],
    [['--count', 'abc'], '--count is "abc"'],
    [['--count', '1.5'], '--count is "1.5"'],
    [['--count', '11'], '--count is "11"'],
    [['--count', ''], '--count is ""'],
    [['--count', '--yes'], "Option '--count' argument is ambiguous. See --help."],
  ])('%j is refused in one line', (args, message) => {
    expect(() => count(...args)).toThrow(message);
    expect(() => count(...args)).not.toThrow('\n');
  });
});

describe('an option', () => {
  const options = {
    stage: { type: 'string' },
    tag: { type: 'string', multiple: true },
    lang: { type: 'string' },
    yes: { type: 'boolean' },
  } as const;
  const read = (...args: string[]) => readArguments(args, options).values;

  it('that takes one value is refused when it is given twice', () => {
    expect(() => read('--stage', 'dev', '--stage', 'prod')).toThrow('--stage is given twice: which one is meant?');
    expect(read('--tag', 'a', '--tag', 'b', '--yes', '--yes')).toEqual({ tag: ['a', 'b'], yes: true });
  });

  afterEach(() => vi.unstubAllEnvs());

  it.each([
    [{ npm_config_stage: 'prod' }, ['mia'], 'mia --stage prod'],
    [{ npm_config_stage: 'true' }, ['mia', 'prod'], '… --stage STAGE'],
    [{ npm_config_long: 'true' }, ['welcome', 'ja'], '… --lang LANG'], // npm reads --lang as -l -a -n -g
    [{ npm_config_yes: 'true' }, ["it's", '--stage=dev'], "'it'\\''s' --stage=dev --yes"],
    [{ npm_config_stage: 'prod' }, ['--stage', 'dev'], '--stage dev --stage prod'],
  ])('that npm kept for itself is refused: %j', (variables, args, line) => {
    for (const [name, value] of Object.entries({ ...variables, npm_lifecycle_event: 'secret' }))
      vi.stubEnv(name, value);
    expect(() => read(...args)).toThrow(`Write two dashes before it: npm run secret -- ${line}`);
  });

  it.each([
    [{ npm_config_yes: '' }, []], // as npm sets it without a terminal
    [{ npm_config_yes: 'true' }, ['--yes']],
    [{ npm_config_yes: 'true', npm_lifecycle_event: 'npx' }, []], // npx --yes
  ])('that npm did not keep is none of its: %j', (variables, args) => {
    for (const [name, value] of Object.entries({ npm_lifecycle_event: 'secret', ...variables }))
      vi.stubEnv(name, value);
    expect(() => read(...args)).not.toThrow();
  });

  it('without the two dashes is refused as npm itself hands it on', { timeout: 30_000 }, () => {
    const { npm_lifecycle_event: _, ...env } = process.env;
    const cwd = path.resolve(import.meta.dirname, '../..');
    const args = [
      'run',
      '--silent',
      '--ignore-scripts',
      'customer',
      'reopen',
      'a@shop.example',
      '--by=me',
      '--stage=prod',
    ];
    const { status, stderr } = spawnSync('npm', args, { cwd, env, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('npm run customer -- reopen … --stage prod --by BY\n'),
    });
  });
});

describe('npm run pictures', () => {
  it.each([
    [['--help'], 0, 'npm run pictures'],
    [['now'], 2, '"now" is unexpected'],
    [['--locale', 'en'], 2, "Unknown option '--locale'"],
  ])('takes none for %j', async (args, code, text) => {
    const said: string[] = [];
    const print = (line: string) => said.push(line);
    expect(await pictures(args, { root: '/nowhere', print, printError: print })).toBe(code);
    expect(said.join('\n')).toContain(text);
  });
});
