import { describe, expect, it } from 'vitest';
import { patiently } from '../../src/policy/delivery/patience.ts';

const busy = Object.assign(new Error('Rate exceeded'), {
  name: 'ThrottlingException',
  $metadata: { httpStatusCode: 400 },
});
const refused = Object.assign(new Error('no'), { name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });

/** A service that fails so often, and how long those who call it slept; milliseconds. */
function service(failures: number, error: Error, chance = 1, takes = 0) {
  const slept: number[] = [];
  let calls = 0;
  let now = 0;
  const call = async (answer: string) => {
    calls += 1;
    now += takes;
    if (calls <= failures) throw error;
    return answer;
  };
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
    slept.push(milliseconds);
  };
  const waiting = { clock: () => now, sleep, random: () => chance };
  return { ask: patiently(call, waiting), slept, calls: () => calls, now: () => now };
}

describe('a patient call', () => {
  it('asks again after pauses that grow to two seconds, until the service has room', async () => {
    const { ask, slept } = service(7, busy);
    expect(await ask('done')).toBe('done');
    expect(slept).toEqual([200, 400, 800, 1600, 2000, 2000, 2000]);
  });

  it('spreads those who wait', async () => {
    const { ask, slept } = service(2, busy, 0.25);
    await ask('done');
    expect(slept).toEqual([50, 100]);
  });

  it('gives up with the service’s own error, within the time that a function has', async () => {
    for (const [chance, takes] of [
      [1, 0],
      [0.1, 6000],
    ] as const) {
      const { ask, now } = service(1000, busy, chance, takes);
      await expect(ask('done')).rejects.toBe(busy);
      expect(now()).toBeGreaterThan(20_000);
      expect(now()).toBeLessThan(50_000);
    }
    const still = service(1000, busy, 0);
    await expect(still.ask('done')).rejects.toBe(busy);
    expect(still.calls()).toBe(24);
  });

  it('does not ask again what was refused', async () => {
    const { ask, calls } = service(1, refused);
    await expect(ask('done')).rejects.toBe(refused);
    expect(calls()).toBe(1);
  });
});
