import { describe, expect, it } from 'vitest';
import { waited } from './report.ts';
import { playRush, type RushResult } from './rush.ts';

const minute = 60_000;

function expectNothingLost({ told, failed, deadLetters }: RushResult): void {
  expect(failed).toEqual([]);
  expect(deadLetters).toBe(0);
  expect(told.filter(({ sentAt, outcome }) => sentAt === undefined && outcome !== 'skipped')).toEqual([]);
}

describe('a rush', () => {
  it('of messages that are due at once goes out at the rate of the account, and transactional ones do not wait', async () => {
    const transactional = { perSecond: 0.25, seconds: 120 };
    const rush = await playRush({ messages: 300, perSecond: 5, concurrency: 1000, spreadMinutes: 0, transactional });
    expectNothingLost(rush);
    expect(rush.told.filter(({ sentAt }) => sentAt === undefined)).toEqual([]);
    expect(rush.refused).toBe(0);
    expect(rush.fastest).toBeLessThanOrEqual(5);
    const { told } = rush;
    expect(
      waited(
        told.filter(({ purpose }) => purpose === 'transactional'),
        99,
      ),
    ).toBeLessThan(1000);
    const low =
      waited(
        told.filter(({ priority }) => priority === 20),
        50,
      ) ?? 0;
    const high =
      waited(
        told.filter(({ priority }) => priority === 80),
        50,
      ) ?? 0;
    expect(low).toBeGreaterThan(0.5 * minute);
    expect(high).toBeLessThan(0.8 * low);
  });

  it('in an account that runs few functions at once loses nothing, and transactional messages go within a minute', async () => {
    const transactional = { perSecond: 0.25, seconds: 120 };
    const rush = await playRush({ messages: 200, perSecond: 14, concurrency: 1, spreadMinutes: 0, transactional });
    expectNothingLost(rush);
    expect(rush.throttled).toBeGreaterThan(100);
    const waits = waited(
      rush.told.filter(({ purpose }) => purpose === 'transactional'),
      50,
    );
    expect(waits).toBeLessThan(minute);
  });

  it('ends as stale, and fails nowhere, when the service takes nothing for longer than a message may be late', async () => {
    const down = { downSeconds: 8 * 3600, staleAfterMinutes: 6 * 60 };
    const transactional = { perSecond: 1, seconds: 2 };
    const rush = await playRush({ messages: 3, perSecond: 14, concurrency: 10, transactional, ...down });
    expectNothingLost(rush);
    expect(rush.told.map(({ outcome }) => outcome)).toEqual(Array(5).fill('skipped'));
  });
});
