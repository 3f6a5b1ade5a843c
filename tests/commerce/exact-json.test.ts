import { describe, expect, it } from 'vitest';
import { parseExactly } from '../../src/commerce/reading/exact-json.ts';
import { readJson } from '../../src/commerce/reading/read-json.ts';

describe('JSON that is parsed exactly', () => {
  it.each([
    ['704912205188288575', '704912205188288575'],
    ['-9007199254740993', '-9007199254740993'],
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', '9007199254740992'],
    ['1234567890123456', 1234567890123456],
    ['0.125000000000000000', 0.125],
    ['1e20', 1e20],
    ['"704912205188288575"', '704912205188288575'],
    ['null', null],
  ])('reads %s as %j', (json, value) => {
    expect(parseExactly(json)).toBe(value);
    expect(parseExactly(`{"a":[${json}],"b":"0000000000000000"}`)).toEqual({ a: [value], b: '0000000000000000' });
  });

  it('keeps its numbers when it is written and parsed again', () => {
    const text = JSON.stringify(parseExactly('{"id":704912205188288575,"few":3}'));
    expect(parseExactly(text)).toEqual({ id: '704912205188288575', few: 3 });
  });

  it('is refused when it is nested deeper than the stack', () => {
    const deep = `${'['.repeat(50_000)}1234567890123456${']'.repeat(50_000)}`;
    expect(readJson(deep, parseExactly)).toEqual({ problem: { line: 1, column: deep.length + 1 } });
  });

  it('is told apart from what is no JSON, by the place of the fault', () => {
    expect(readJson('{"id":704912205188288575}', parseExactly)).toEqual({ value: { id: '704912205188288575' } });
    expect(readJson('{"id":704912205188288575,}', parseExactly)).toEqual({ problem: { line: 1, column: 26 } });
  });
});
