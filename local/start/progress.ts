import type { Language } from '../../src/commerce/words.ts';
import type { Progress } from '../aws/runtime.ts';
import { startWords } from './words.ts';

type Out = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

/** A line elsewhere than on a terminal comes once in so many milliseconds. */
const pause = 5000;

/** The part of a play that is over when the last event is posted; the rest is what messages still wait for. */
const untilPosted = 70;

/** Tells how far something has come: on a terminal in one line that changes, elsewhere in a line now and then. */
export class ProgressLine {
  readonly #out: Out;
  readonly #begun = performance.now();
  #told = 0;

  constructor(out: Out) {
    this.#out = out;
  }

  /** Tells where it is, with the seconds that it took so far. */
  tell(where: string): void {
    const milliseconds = performance.now() - this.#begun;
    const line = `  ${where}  (${Math.round(milliseconds / 1000)} s)`;
    if (this.#out.isTTY) this.#out.write(`\r${line}\u001b[K`);
    else if (milliseconds - this.#told >= pause) {
      this.#told = milliseconds;
      this.#out.write(`${line}\n`);
    }
  }

  /** Takes the line off the terminal. */
  end(): void {
    if (this.#out.isTTY) this.#out.write('\r\u001b[K');
  }

  /** Tells the same every second while the work runs. */
  async during<T>(where: string, work: Promise<T>): Promise<T> {
    const ticker = setInterval(() => this.tell(where), 1000);
    try {
      return await work;
    } finally {
      clearInterval(ticker);
      this.end();
    }
  }
}

/** How far a play has come. */
export interface PlayProgress {
  /** From 0 to 100. */
  readonly percent: number;
  readonly text: string;
}

/**
 * How far a play has come, in words and as a percentage: of the events that are posted, and then of the runs that ended.
 * @param times when each event of the play is posted, epoch milliseconds, in order
 */
export function playProgress(times: readonly number[], progress: Progress, language: Language = 'en'): PlayProgress {
  const { now, messages, executions, ended } = progress;
  const posted = times.filter((time) => time <= now).length;
  const isPosted = posted === times.length;
  const part = isPosted
    ? untilPosted + (100 - untilPosted) * (executions === 0 ? 1 : ended / executions)
    : (untilPosted * posted) / times.length;
  const percent = Math.floor(part);
  const day = new Date(now).toISOString().slice(0, 10);
  const counts = [posted, times.length, executions, messages].map(String) as [string, string, string, string]; // four counts
  const text = `${percent} %  ${day}  ${startWords[language].progress(...counts)}`;
  return { percent, text };
}
