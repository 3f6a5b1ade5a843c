import { type Answer, NotAcceptedError, type Outgoing, type Sender } from '../../src/channels/contract/sender.ts';
import type { VirtualClock } from '../../src/simulation/virtual-clock.ts';

/** SES as an account sees it: takes so many mails a second, with room for one second's worth at once, and refuses the rest. */
export class Mailer implements Sender {
  readonly sent: { readonly key: string; readonly at: number }[] = [];
  refused = 0;
  /** When it takes nothing at all, whoever asks. */
  readonly #isDown: (now: number) => boolean;
  readonly #time: VirtualClock;
  readonly #perSecond: number;
  #room: number;
  #since: number;

  constructor(time: VirtualClock, perSecond: number, isDown: (now: number) => boolean = () => false) {
    this.#time = time;
    this.#perSecond = perSecond;
    this.#room = perSecond;
    this.#since = time.now;
    this.#isDown = isDown;
  }

  async send({ tags }: Outgoing): Promise<Answer> {
    const { now } = this.#time;
    this.#room = Math.min(this.#perSecond, this.#room + ((now - this.#since) / 1000) * this.#perSecond);
    this.#since = now;
    if (this.#isDown(now) || this.#room < 1) {
      this.refused += 1;
      throw new NotAcceptedError('Maximum sending rate exceeded.');
    }
    this.#room -= 1;
    this.sent.push({ key: tags.message, at: now });
    return { accepted: `id-${this.sent.length}` };
  }

  /** The most that was sent within so many seconds, by the second. */
  fastest(seconds: number): number {
    const times = this.sent.map(({ at }) => at).sort((one, other) => one - other);
    let most = 0;
    for (let first = 0, last = 0; last < times.length; last += 1) {
      while ((times[last] ?? 0) - (times[first] ?? 0) >= seconds * 1000) first += 1;
      most = Math.max(most, last - first + 1);
    }
    return most / seconds;
  }
}
