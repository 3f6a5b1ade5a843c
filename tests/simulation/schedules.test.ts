import { expect, it } from 'vitest';
import { Schedules } from '../../src/simulation/schedules.ts';
import { VirtualClock } from '../../src/simulation/virtual-clock.ts';

it('hands the input of a schedule over once, at its time, unless it was deleted', async () => {
  const clock = new VirtualClock(0);
  const fired: [string, number][] = [];
  const schedules = new Schedules<string>(clock, (input) => void fired.push([input, clock.now]));
  expect(schedules.create('one', 10, 'first')).toBe(true);
  expect(schedules.create('one', 20, 'again')).toBe(false);
  expect(schedules.create('two', 10, 'deleted')).toBe(true);
  expect(schedules.delete('two')).toBe('deleted');
  expect(schedules.delete('two')).toBeUndefined();
  await clock.runToEnd();
  expect(fired).toEqual([['first', 10]]);
  expect(schedules.create('one', 30, 'later')).toBe(true);
});
