import { expect, test } from 'vitest';
import { inkOn } from '../../src/web/ink.ts';

test.each([
  ['#1a6b52', '#ffffff'],
  ['#000', '#ffffff'],
  ['#9c4a2f', '#ffffff'],
  ['#ffd400', '#111111'],
  ['#FFF', '#111111'],
  ['rebeccapurple', '#ffffff'],
])('on %s one reads %s', (color, ink) => {
  expect(inkOn(color)).toBe(ink);
});
