import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { shippedNames } from './shipped.ts';

it('every shipped journey has a story here', () => {
  const files = readdirSync(import.meta.dirname);
  expect(shippedNames.filter((journey) => !files.includes(`${journey}.test.ts`))).toEqual([]);
});
