import { expect, test } from 'vitest';
import { masked } from '../../src/web/mask.ts';

test.each([
  ['hanako@example.com', 'h…o@example.com'],
  ['ab@example.com', 'a…@example.com'],
  ['a@example.com', '…@example.com'],
  ['+819012345678', '…5678'],
  ['+1234567', '…67'],
  ['odd', '…d'],
  ['x', '…'],
])('%s is shown as %s', (address, shown) => {
  expect(masked(address)).toBe(shown);
});
