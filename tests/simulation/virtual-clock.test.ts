import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../src/simulation/virtual-clock.ts';

/** Notes what a clock lets happen: two things at one moment, each with something that follows from it. */
async function order(clock: VirtualClock): Promise<string[]> {
  const heard: string[] = [];
  for (const name of ['a', 'b']) {
    clock.at(10, async () => {
      heard.push(name);
      await Promise.resolve();
      heard.push(`after ${name}`);
    });
  }
  await clock.runToEnd();
  return heard;
}

describe('the virtual clock', () => {
  it('jumps from timer to timer, and stops where it is told to', async () => {
    const clock = new VirtualClock(0);
    const times: number[] = [];
    for (const time of [30, 10, 20]) clock.at(time, () => times.push(clock.now));
    await clock.runUntil(25);
    expect([times, clock.now, clock.waiting]).toEqual([[10, 20], 25, 1]);
    await clock.runToEnd();
    expect([times, clock.now]).toEqual([[10, 20, 30], 30]);
  });

  it('lets things of one moment happen side by side, or one after the other', async () => {
    expect(await order(new VirtualClock(0))).toEqual(['a', 'b', 'after a', 'after b']);
    expect(await order(new VirtualClock(0, { oneByOne: true }))).toEqual(['a', 'after a', 'b', 'after b']);
  });

  it('rounds times up to whole milliseconds unless it is exact', async () => {
    for (const [settings, expected] of [
      [{}, 2],
      [{ exact: true }, 1.5],
    ] as const) {
      const clock = new VirtualClock(0, settings);
      clock.after(1.5, () => {});
      await clock.runToEnd();
      expect(clock.now).toBe(expected);
    }
  });

  it('does at once what was due in the past, and nothing that was cancelled', async () => {
    const clock = new VirtualClock(100);
    const heard: number[] = [];
    clock.at(50, () => heard.push(clock.now));
    clock.at(150, () => heard.push(clock.now))();
    await clock.runUntil(200);
    expect(heard).toEqual([100]);
  });
});
