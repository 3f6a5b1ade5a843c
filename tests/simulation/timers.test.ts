import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Timer, Timers } from '../../src/simulation/timers.ts';

it('takes timers in order of time and insertion, and none that was cancelled', () => {
  const plan = fc.array(fc.record({ time: fc.integer({ min: 0, max: 9 }), cancelled: fc.boolean() }));
  fc.assert(
    fc.property(plan, (added) => {
      const timers = new Timers();
      const all = added.map(({ time }) => timers.add(time, () => {}));
      const kept = all.filter((timer, index) => {
        if (added[index]?.cancelled) timers.cancel(timer);
        return !added[index]?.cancelled;
      });
      expect(timers.size).toBe(kept.length);
      const taken: Timer[] = [];
      for (let timer = timers.take(); timer !== undefined; timer = timers.take()) taken.push(timer);
      expect(taken).toEqual(kept.toSorted((one, other) => one.time - other.time || one.order - other.order));
    }),
  );
});
