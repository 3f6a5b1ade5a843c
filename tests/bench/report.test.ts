import { expect, it } from 'vitest';
import { type Figure, overLimit } from './report.ts';

const figure = (more: Partial<Figure>): Figure => ({ what: 'f', measured: '160 ms', baseline: '100 ms', ...more });

it.each<[what: string, figure: Partial<Figure>, problems: number]>([
  ['at its limit', { ratio: 1.5, limit: 1.5 }, 0],
  ['above its limit', { ratio: 1.6, limit: 1.5 }, 1],
  ['with a limit and no ratio', { limit: 1.5 }, 1],
  ['with a limit and a ratio of nothing', { ratio: Number.NaN, limit: 1.5 }, 1],
  ['without a limit', { ratio: 100 }, 0],
])('a figure of a benchmark %s is a problem or not', (_, more, problems) => {
  expect(overLimit({ title: 'cold', about: '', figures: [figure(more)] })).toHaveLength(problems);
});

it('a figure above its limit is named with what was measured', () => {
  expect(overLimit({ title: 'cold', about: '', figures: [figure({ ratio: 1.6, limit: 1.5 })] })).toEqual([
    'cold: f takes 1.60 times its baseline, and 1.50 is the limit (160 ms, beside 100 ms).',
  ]);
});
