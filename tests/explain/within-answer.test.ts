import { expect, it } from 'vitest';
import { withinAnswer } from '../../src/engine/explain/within-answer.ts';

it('the newest lines of a long story fit into an answer, whatever their letters', () => {
  const lines = Array.from({ length: 30 }, (_, nth) => `${nth} 件`);
  const kept = withinAnswer(lines, 100);
  expect(kept.at(-1)).toBe('29 件');
  expect(kept).toEqual(lines.slice(-kept.length));
  expect(new TextEncoder().encode(JSON.stringify(kept)).length).toBeLessThanOrEqual(101);
  expect(kept.length).toBeGreaterThan(8);
  expect(withinAnswer(lines)).toEqual(lines);
  expect(withinAnswer(['x'.repeat(200)], 100)).toEqual([]);
});
