import { describe, expect, it } from 'vitest';
import { type Rush, simulateIntake } from '../bench/simulation/intake.ts';
import { simulateSweep } from '../bench/simulation/sweep.ts';

/** Messages that fail come back soon, so that a small rush is as long as a sale beside it. */
const work = { visibility: 10_000, maxReceiveCount: 5, batchSize: 10, window: 1000 };

/** A small sale, which meets small quotas. */
const rush: Rush = {
  perSecond: 40,
  seconds: 10,
  realOneIn: 20,
  ingest: { ...work, delay: 0, concurrency: 4 },
  enrolment: { ...work, delay: 5000, concurrency: 4 },
  startExecution: { bucket: 20, perSecond: 15 },
  invocationsPerSecond: 100,
  patient: true,
};

describe('a rush of orders', () => {
  it('is taken in and let in whole, once, by the first attempt, as fast as StartExecution allows', async () => {
    const result = await simulateIntake(rush);
    expect(result).toMatchObject({ orders: 400, started: result.starts, ingest: { dead: 0 }, enrolment: { dead: 0 } });
    expect(result.lets.length).toBeGreaterThan(1);
    expect(result.enrolment.again).toBe(0);
    expect(result.throttled).toBeGreaterThan(0);
    expect(result.real).toMatchObject({ orders: 20, facts: 20, runs: 20 * result.lets.length });
    expect(result.lastStartedAfter).toBeLessThan(1.2 * (result.starts / rush.startExecution.perSecond) * 1000);
  });

  it('leaves dead letters when those who are throttled do not wait', async () => {
    const { enrolment, started, starts } = await simulateIntake({ ...rush, patient: false });
    expect(enrolment.again).toBeGreaterThan(0);
    expect(enrolment.dead).toBeGreaterThan(0);
    expect(started).toBeLessThan(starts);
  });
});

describe('a sweep of twenty thousand customers', () => {
  const queue = { ...work, delay: 0, batchSize: 1, window: 0, concurrency: 16 };

  it('sweeps everybody once, in segments side by side', async () => {
    const one = await simulateSweep({ customers: 20_000, queue, realOneIn: 50, cpu: 25 });
    expect(one).toMatchObject({ customers: 20_000, segments: 3, dead: 0 });
    const chain = one.pages * (300 + 10 + 20 + 25 + 25 / 0.29);
    expect(one.time).toBeLessThan(chain / 2);
  });
});
