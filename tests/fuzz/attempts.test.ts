import { expect, it } from 'vitest';
import { tryAttempts } from './attempts-trial.ts';

/** Seeds by which a message once went nowhere else although it had bounced. */
const lost = [539, 671, 709];

const seeds = [...Array.from({ length: 150 }, (_, index) => index + 1), ...lost];

it('of two attempts of a message the first goes before the second, each as often as it may, and one is counted, whatever fails', async () => {
  for (const seed of seeds) {
    const { faults, log } = await tryAttempts(seed);
    expect(faults, `seed ${seed}: ${log.join(', ')}`).toEqual([]);
  }
});
