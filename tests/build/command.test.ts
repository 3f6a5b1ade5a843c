import { describe, expect, it } from 'vitest';
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
