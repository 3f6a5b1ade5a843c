import { expect, it } from 'vitest';
import { frozenCopy } from '../../src/simulation/frozen.ts';

it('makes a copy that nobody can change, without what is undefined', () => {
  const value = { list: [{ n: 1 }], gone: undefined };
  const copy = frozenCopy(value);
  value.list.push({ n: 2 });
  expect(copy).toStrictEqual({ list: [{ n: 1 }] });
  expect(() => copy.list.push({ n: 3 })).toThrow(TypeError);
  expect(frozenCopy(copy)).toBe(copy);
});

it.each([[Number.NaN], [new Date(0)], [() => 1], [new Map()]])('refuses %s, which is no JSON', (bad) => {
  expect(() => frozenCopy({ bad })).toThrow(TypeError);
});
