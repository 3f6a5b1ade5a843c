import { readFileSync } from 'node:fs';
import type { Retrier, StateMachine } from '../../src/journey/machine/states-language.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How the compiled machines that are deployed try a task again. */
export function deployedRetriers(): readonly Retrier[] {
  const file = new URL('../../statemachines/abandoned-cart/journey.asl.json', import.meta.url);
  const { States }: StateMachine = JSON.parse(readFileSync(file, 'utf8'));
  const send = States['Send reminder'];
  if (send?.Type !== 'Task') throw new Error('The machine of abandoned-cart has no task "Send reminder".');
  return send.Retry;
}

/** The state machines: a wait and a task each, tried again as their Retry says. */
export class MachineRoom {
  transitions = 0;
  readonly failed: string[] = [];
  readonly #time: VirtualTime;
  readonly #random: () => number;
  readonly #retriers = deployedRetriers();

  constructor(time: VirtualTime, random: () => number) {
    this.#time = time;
    this.#random = random;
  }

  /** Runs an execution that waits until then and calls. */
  start(name: string, due: number, call: () => Promise<unknown>): void {
    this.transitions += 2;
    const used = this.#retriers.map(() => 0);
    const attempt = async () => {
      try {
        await call();
      } catch (error) {
        const pause = this.#pauseAfter(error, used);
        if (pause === undefined) this.failed.push(`${name}: ${String(error)}`);
        else {
          this.transitions += 1;
          this.#time.after(pause, () => void attempt());
        }
      }
    };
    this.#time.at(due, () => void attempt());
  }

  /** Milliseconds until the next attempt; undefined when there is none. */
  #pauseAfter(error: unknown, used: number[]): number | undefined {
    const name = error instanceof Error ? error.name : '';
    const index = this.#retriers.findIndex(({ ErrorEquals }) => ErrorEquals.includes(name));
    const retrier = this.#retriers[index];
    const before = used[index] ?? 0;
    if (retrier === undefined || before >= retrier.MaxAttempts) return undefined;
    used[index] = before + 1;
    const { IntervalSeconds, BackoffRate, MaxDelaySeconds } = retrier;
    return 1000 * this.#random() * Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** before);
  }
}
