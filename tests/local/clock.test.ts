import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Timers } from '../../local/aws/timers.ts';
import { parseClockMode, VirtualClock } from '../../local/aws/virtual-clock.ts';

const jump = { jump: true, together: 0 } as const;

describe('timers', () => {
  it('come in order of time, then of insertion, except those that were cancelled', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ time: fc.nat(20), cancelled: fc.boolean() })), (wanted) => {
        const timers = new Timers();
        const order: number[] = [];
        wanted.forEach(({ time, cancelled }, index) => {
          const cancel = timers.add(time, () => order.push(index));
          if (cancelled) cancel();
        });
        expect(timers.size).toBe(wanted.filter(({ cancelled }) => !cancelled).length);
        while (timers.size > 0) timers.take()?.();
        const kept = wanted.map((timer, index) => ({ ...timer, index })).filter(({ cancelled }) => !cancelled);
        expect(order).toEqual(kept.sort((a, b) => a.time - b.time || a.index - b.index).map(({ index }) => index));
      }),
    );
  });
});

describe('a clock that jumps', () => {
  it('goes from timer to timer and stops at the time of each', async () => {
    const clock = new VirtualClock(jump, 1000);
    const seen: number[] = [];
    for (const time of [90_000_000, 5000]) clock.at(time, () => seen.push(clock.now()));
    clock.start();
    await clock.whenIdle();
    expect(seen).toEqual([5000, 90_000_000]);
  });

  it('stops when only background timers are left, and fires them while there is something to wait for', async () => {
    const clock = new VirtualClock(jump, 0);
    const seen: number[] = [];
    const tick = (): void => {
      seen.push(clock.now());
      clock.inBackgroundAt(clock.now() + 100, tick);
    };
    clock.inBackgroundAt(100, tick);
    clock.at(250, () => {});
    clock.start();
    await clock.whenIdle();
    expect({ seen, now: clock.now(), waiting: clock.waiting }).toEqual({ seen: [100, 200], now: 250, waiting: 0 });
    await clock.advanceTo(420);
    expect({ seen, now: clock.now() }).toEqual({ seen: [100, 200, 300, 400], now: 420 });
  });

  it('waits for what is in flight before it goes on', async () => {
    const clock = new VirtualClock(jump, 0);
    const order: string[] = [];
    clock.at(10, () => void clock.holdWhile(() => sleep(30)).then(() => order.push(`done at ${clock.now()}`)));
    clock.at(20, () => order.push(`next at ${clock.now()}`));
    clock.start();
    await clock.whenIdle();
    expect(order).toEqual(['done at 10', 'next at 20']);
  });

  it('fires at once what is due within the time it may take together, each at its own time', async () => {
    const clock = new VirtualClock({ jump: true, together: 15 }, 0);
    const order: string[] = [];
    clock.at(10, () => void clock.holdWhile(() => sleep(30)).then(() => order.push('done')));
    clock.at(20, () => order.push(`together at ${clock.now()}`));
    clock.at(30, () => order.push(`later at ${clock.now()}`));
    clock.start();
    await clock.whenIdle();
    expect(order).toEqual(['together at 20', 'done', 'later at 30']);
  });

  it('goes no further than it is told to', async () => {
    const clock = new VirtualClock(jump, 0);
    const seen: number[] = [];
    for (const time of [10, 20, 30]) clock.at(time, () => seen.push(time));
    await clock.advanceTo(20);
    expect(seen).toEqual([10, 20]);
    expect(clock.now()).toBe(20);
    expect(clock.waiting).toBe(1);
  });

  it('fires timers that are due now even while time is stopped', async () => {
    const clock = new VirtualClock(jump, 100);
    const seen: number[] = [];
    clock.at(50, () => seen.push(50));
    clock.at(101, () => seen.push(101));
    await clock.whenIdle();
    expect(seen).toEqual([50]);
  });
});

describe('a clock that steps', () => {
  const step = parseClockMode('step');
  const minute = 60_000;

  it('passes short waits by itself, one after the other, and stops before a longer one', async () => {
    const clock = new VirtualClock(step, 0);
    const seen: number[] = [];
    clock.at(5000, () => clock.at(clock.now() + minute, () => seen.push(clock.now())));
    clock.at(10 * minute, () => seen.push(clock.now()));
    clock.start();
    await clock.whenIdle();
    expect({ seen, now: clock.now() }).toEqual({ seen: [65_000], now: 65_000 });
  });

  it('goes on to the next time, then stops again, and says when nothing is left', async () => {
    const clock = new VirtualClock(step, 0);
    const seen: number[] = [];
    for (const time of [10 * minute, 3 * 60 * minute]) clock.at(time, () => seen.push(clock.now()));
    clock.inBackgroundAt(5 * minute, () => seen.push(clock.now()));
    clock.start();
    expect([await clock.step(), [...seen]]).toEqual([true, [5 * minute, 10 * minute]]);
    expect([await clock.step(), await clock.step(), seen.length]).toEqual([true, false, 3]);
  });

  it('goes on to a time that is asked for, with all that is due until then', async () => {
    const clock = new VirtualClock(step, 0);
    const seen: number[] = [];
    for (const time of [10 * minute, 20 * minute, 40 * minute]) clock.at(time, () => seen.push(clock.now()));
    clock.start();
    await clock.stepTo(30 * minute);
    expect({ seen, now: clock.now() }).toEqual({ seen: [10 * minute, 20 * minute], now: 30 * minute });
    await clock.stepToTheEnd();
    expect(clock.now()).toBe(40 * minute);
  });
});

describe('a clock that runs', () => {
  it('runs as many times as fast as it is told', async () => {
    const clock = new VirtualClock({ factor: 1000 }, 0);
    clock.start();
    await sleep(50);
    expect(clock.now()).toBeGreaterThan(45_000);
    expect(clock.now()).toBeLessThan(500_000);
    clock.stop();
  });

  it('fires a timer when its time comes, not before', async () => {
    const clock = new VirtualClock({ factor: 100 }, 0);
    const firedAt: number[] = [];
    clock.at(3000, () => firedAt.push(clock.now()));
    await clock.advanceTo(4000);
    expect(firedAt[0]).toBeGreaterThanOrEqual(3000);
    expect(clock.now()).toBeGreaterThanOrEqual(4000);
  });
});

describe('the name of a mode', () => {
  it('is step, real, jump, or a factor', () => {
    expect(parseClockMode('real')).toBe('real');
    expect(parseClockMode('jump')).toEqual(jump);
    expect(parseClockMode('60x')).toEqual({ factor: 60 });
    expect(() => parseClockMode('fast')).toThrow('use step, jump, real, or a factor such as 60x');
    expect(() => parseClockMode('0x')).toThrow('unknown');
  });
});

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
