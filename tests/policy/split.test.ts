import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armOfSplit } from '../../src/policy/run/split.ts';

describe('a split', () => {
  it('falls the same way for one run whenever it is asked', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(fc.string(), fc.string(), weights, (run, step, arms) => {
        const arm = armOfSplit(run, step, arms);
        expect(arm).toBe(armOfSplit(run, step, arms));
        expect(arms[arm]).toBeGreaterThan(0);
      }),
    );
  });

  it('never changes: runs that went one way go that way after an update too', () => {
    const runs = ['cart-1', 'cart-2', 'cart-3', 'cart-4', 'cart-5', 'cart-6', 'cart-7', 'cart-8'];
    expect(runs.map((run) => armOfSplit(run, 'split', [45, 45, 10]))).toEqual([0, 1, 0, 1, 1, 0, 0, 1]);
  });

  it('gives each arm its share of the runs', () => {
    const counts = [0, 0, 0];
    for (let run = 0; run < 20_000; run += 1) {
      const arm = armOfSplit(`cart-journey-${run}`, 'split', [45, 45, 10]);
      counts[arm] = (counts[arm] ?? 0) + 1;
    }
    expect(counts.map((count) => Math.round(count / 200))).toEqual([45, 45, 10]);
  });

  it('falls differently at different steps of one run', () => {
    const runs = Array.from({ length: 1000 }, (_, run) => `run-${run}`);
    const both = runs.filter((run) => armOfSplit(run, 'split', [50, 50]) === armOfSplit(run, 'split-2', [50, 50]));
    expect(Math.abs(both.length - 500)).toBeLessThan(80);
  });
});
