import type { Progress } from '../aws/runtime.ts';

/** Tells how far a play has come: on a terminal in one line that changes, elsewhere in a line every few seconds. */
export class ProgressLine {
  readonly #out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
  readonly #times: readonly number[];
  readonly #begun = performance.now();
  #told = 0;

  /** @param times when each event of the play is posted, epoch milliseconds */
  constructor(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>, times: readonly number[]) {
    this.#out = out;
    this.#times = times;
  }

  tell({ now, messages, executions }: Progress): void {
    const seconds = Math.round((performance.now() - this.#begun) / 1000);
    const day = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
    const posted = this.#times.filter((time) => time <= now).length;
    const line = `  ${day}  ${posted} of ${this.#times.length} events, ${executions} runs, ${messages} messages  (${seconds} s)`;
    if (this.#out.isTTY) this.#out.write(`\r${line}\u001b[K`);
    else if (seconds - this.#told >= 5) {
      this.#told = seconds;
      this.#out.write(`${line}\n`);
    }
  }

  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\u001b[K');
  }
}
