import type { Progress } from '../runtime.ts';

/** Tells how far a play has come: on a terminal in one line that changes, elsewhere in a line every few seconds. */
export class ProgressLine {
  readonly #out: NodeJS.WriteStream;
  readonly #begun = performance.now();
  #told = 0;

  constructor(out: NodeJS.WriteStream) {
    this.#out = out;
  }

  tell({ now, messages, executions }: Progress): void {
    const seconds = Math.round((performance.now() - this.#begun) / 1000);
    const day = new Date(now).toISOString().slice(0, 16).replace('T', ' ');
    const line = `  ${day}  ${executions} runs, ${messages} messages  (${seconds} s)`;
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
