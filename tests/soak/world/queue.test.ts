import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src/simulation/virtual-clock.ts';
import { Faults, noFaults } from './faults.ts';
import { Queue, type QueueMessage } from './queue.ts';

const second = 1000;
const minute = 60 * second;

/** A queue whose function does with each message what the test says; and what it received when. */
function open(fails: (body: unknown, receives: number) => boolean, faults = new Faults(1, noFaults), pause?: number) {
  const time = new VirtualClock(0);
  const received: [at: number, bodies: unknown[]][] = [];
  const workOff = async (batch: readonly QueueMessage[]) => {
    received.push([time.now, batch.map(({ body }) => body)]);
    const failed = batch.filter(({ body, receives }) => fails(body, receives));
    return new Map(failed.map((message) => [message, pause]));
  };
  return { time, received, queue: new Queue({ name: 'q', workOff }, time, faults) };
}

describe('a queue in memory', () => {
  it('hands over at most ten messages at a time', async () => {
    const { time, received, queue } = open(() => false);
    for (let n = 0; n < 12; n += 1) queue.send(n);
    await time.runUntil(minute);
    expect(received.map(([, bodies]) => bodies.length)).toEqual([10, 2]);
    expect(queue.open).toBe(0);
  });

  it('gives a message that failed again after six minutes, alone', async () => {
    const { time, received, queue } = open((body, receives) => body === 'bad' && receives < 3);
    queue.send('bad');
    queue.send('good');
    await time.runUntil(60 * minute);
    expect(received).toEqual([
      [1 * second, ['bad', 'good']],
      [6 * minute + 2 * second, ['bad']],
      [12 * minute + 3 * second, ['bad']],
    ]);
    expect(queue.deadLetters).toEqual([]);
  });

  it.each([
    [undefined, 25 * 60],
    [25, 2 * 60],
  ])('sets a message aside that failed 250 times, %s seconds apart', async (pause, minutes) => {
    const { time, received, queue } = open(() => true, undefined, pause);
    queue.send('bad');
    await time.runUntil((minutes - 15) * minute);
    expect(queue.deadLetters).toEqual([]);
    await time.runUntil((minutes + 5) * minute);
    expect(received).toHaveLength(250);
    expect(queue.deadLetters.map(({ body }) => body)).toEqual(['bad']);
  });

  it('delivers twice what the faults say', async () => {
    const { time, received, queue } = open(() => false, new Faults(1, { ...noFaults, duplicates: 1 }));
    queue.send('twin');
    await time.runUntil(minute);
    expect(received.map(([, bodies]) => bodies)).toEqual([['twin'], ['twin']]);
  });
});
