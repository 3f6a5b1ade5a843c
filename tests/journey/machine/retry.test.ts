import { describe, expect, it } from 'vitest';
import { retryCall, retryToken } from '../../../src/journey/machine/retry.ts';
import type { Retrier } from '../../../src/journey/machine/states-language.ts';
import { randomFrom } from '../../joins/interleaved-table.ts';

const day = 86_400;

/** How long a task is tried again for, in seconds, when every attempt fails at once. */
function patience(
  { IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts }: Retrier,
  random: () => number,
): number {
  let seconds = 0;
  for (let used = 0; used < MaxAttempts; used += 1) {
    seconds += random() * Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** used);
  }
  return seconds;
}

const random = randomFrom(1);
const lives = (retrier: Retrier) => Array.from({ length: 200 }, () => patience(retrier, random));
const retrierOf = (retriers: readonly Retrier[], error: string): Retrier => {
  const found = retriers.find(({ ErrorEquals }) => ErrorEquals.includes(error));
  if (found === undefined) throw new Error(`${error} is not tried again.`);
  return found;
};

describe.each([
  ['a task that answers at once', retryCall],
  ['a task that waits for a token', retryToken],
])('%s', (_what, retriers) => {
  it.each(['RetryableError', 'Lambda.TooManyRequestsException', 'Lambda.ServiceException'])(
    'outlasts the fourteen days that a message may be late while it meets %s',
    (error) => {
      expect(Math.min(...lives(retrierOf(retriers, error)))).toBeGreaterThan(14 * day);
    },
  );

  it('is tried again within a few seconds at first, and within a quarter of an hour when a service is back', () => {
    for (const { IntervalSeconds, MaxDelaySeconds, JitterStrategy } of retriers) {
      expect([IntervalSeconds, MaxDelaySeconds, JitterStrategy]).toEqual([5, 900, 'FULL']);
    }
  });

  it('leaves most of an execution’s 25,000 events to the rest of its journey', () => {
    const attempts = retriers.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 0);
    expect(3 * attempts).toBeLessThan(10_000);
  });

  it('fails within a night when its function never answers, where somebody sees it', () => {
    const hours = lives(retrierOf(retriers, 'Sandbox.Timedout')).map((seconds) => seconds / 3600);
    expect(Math.min(...hours)).toBeGreaterThan(1.5);
    expect(Math.max(...hours)).toBeLessThan(5);
  });
});
