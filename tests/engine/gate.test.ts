import { describe, expect, it } from 'vitest';
import { byChannel } from '../../src/commerce/customer/channel.ts';
import { accountRates } from '../../src/engine/deliver/account-rate.ts';
import { Gate } from '../../src/engine/deliver/gate.ts';
import { Lanes } from '../../src/stores/lanes.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';

const begin = 1_772_445_600_000;
const minute = 60_000;

/** Containers of one account, whose messages may all use the common lane only: six tenths of the rate. */
function account(perSecond: number) {
  const lanes = new Lanes(new MemoryTable());
  const service = { perSecond };
  const ask = async () => service.perSecond;
  let asked = 0;
  const container = () => {
    const gate = new Gate(
      accountRates({ ...byChannel(() => ({ usual: 1 })), email: { usual: 14, ask }, sms: { usual: 1 } }),
    );
    return async (now: number) => {
      asked += 1;
      const asking = {
        channel: 'email',
        priority: 20,
        key: `message ${asked}`,
        now,
        before: now + 20 * 3_600_000,
      } as const;
      return (await gate.take(asking, lanes))?.at ?? Number.NaN;
    };
  };
  return { service, container };
}

/** The most places within so many seconds, by the second. */
function fastest(places: readonly number[], seconds: number): number {
  const sorted = [...places].sort((one, other) => one - other);
  let [most, first] = [0, 0];
  for (const [last, place] of sorted.entries()) {
    while (place - (sorted[first] ?? place) >= seconds * 1000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most / seconds;
}

describe('a lane that is full when the rate is raised', () => {
  it('has every place once, and no more than the new rate allows, whatever each container knows of it', async () => {
    const { service, container } = account(0.1);
    const [one, other] = [container(), container()];
    const places = [await one(begin)];
    service.perSecond = 0.11;
    for (let n = 0; n < 800; n += 1) places.push(await one(begin + 61 * minute));
    service.perSecond = 0.12;
    const both = begin + 122 * minute;
    places.push(...(await Promise.all([one(both), other(both)]))); // one asks, the other goes by what it knew
    for (let n = 0; n < 40; n += 1) places.push(await (n % 2 ? one : other)(both + 1000));
    expect(new Set(places).size).toBe(843);
    expect(fastest(places, 1000)).toBeLessThanOrEqual(0.6 * 0.12 + 0.001);
  });

  it.each([
    { from: 50, to: 55 },
    { from: 60, to: 160 },
  ])('goes no faster than the new rate allows from $from to $to a second', async ({ from, to }) => {
    const { service, container } = account(from);
    const one = container();
    const raised = begin + 60 * minute;
    const places = [await one(begin)];
    for (let n = 0; n < 20 * from; n += 1) places.push(await one(raised - 1)); // at the rate of before
    service.perSecond = to;
    for (let n = 0; n < 20 * to; n += 1) places.push(await one(raised));
    expect(fastest(places, 10)).toBeLessThanOrEqual(0.6 * to + 0.5);
    expect(fastest(places, 10)).toBeGreaterThan(0.5 * to);
  });
});
