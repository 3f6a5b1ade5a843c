import path from 'node:path';
import { expect, test } from 'vitest';
import { loadJourneys } from '../../build/journeys.ts';
import { explainChanges } from '../../infra/explain-changes.ts';

const { journeys } = loadJourneys(path.resolve(import.meta.dirname, '../../statemachines'));

test('a new journey is explained under its name and its purpose, and the journeys that stay are not', () => {
  const explain = explainChanges();
  const [first, ...others] = journeys;
  expect(explain(others)).toBe('');
  const name = first?.journey.name ?? '';
  const text = explain(journeys);
  expect(text.startsWith(`${name}: ${first?.journey.about.en}\n\n- `)).toBe(true);
  expect(text).not.toContain(others[0]?.journey.about.en);
  expect(explain(others)).toBe(`${name} is gone.`);
});
