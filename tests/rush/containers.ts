import { byChannel } from '../../src/commerce/customer/channel.ts';
import { accountRates } from '../../src/engine/deliver/account-rate.ts';
import { Gate } from '../../src/engine/deliver/gate.ts';
import type { VirtualClock } from '../../src/simulation/virtual-clock.ts';

/** What one call takes beside what it waits for, in milliseconds: a few requests to the table, and one to SES. */
const workMilliseconds = 120;

/** No container was free. */
export class Throttled extends Error {
  override readonly name = 'Lambda.TooManyRequestsException';
}

/** Lambda: so many calls at once and no more, each in a container that remembers what it has seen of the lanes. */
export class Containers {
  readonly concurrency: number;
  calls = 0;
  throttled = 0;
  /** Milliseconds that calls took, all together. */
  busyMilliseconds = 0;
  readonly #free: Gate[];
  readonly #time: VirtualClock;

  constructor(time: VirtualClock, concurrency: number, perSecond: number) {
    this.concurrency = concurrency;
    this.#time = time;
    const ask = async () => perSecond;
    const open = () =>
      new Gate(accountRates({ ...byChannel(() => ({ usual: 1 })), email: { usual: 14, ask }, sms: { usual: 1 } }));
    this.#free = Array.from({ length: concurrency }, open);
  }

  /** @throws Throttled when none is free */
  async call<Result>(handle: (gate: Gate) => Promise<Result>): Promise<Result> {
    const gate = this.#free.pop(); // the one that was used last, as Lambda does
    if (gate === undefined) {
      this.throttled += 1;
      throw new Throttled('Rate Exceeded.');
    }
    const begun = this.#time.now;
    this.calls += 1;
    try {
      return await handle(gate);
    } finally {
      await this.#time.sleep(workMilliseconds);
      this.busyMilliseconds += this.#time.now - begun;
      this.#free.push(gate);
    }
  }
}
