/** One line that a function wrote to its console. */
export interface LogLine {
  readonly functionName: string;
  /** Local time in epoch milliseconds. */
  readonly at: number;
  readonly text: string;
}

/** The last lines of every function's console. */
export class FunctionLogs {
  readonly #lines = new Map<string, LogLine[]>();
  readonly #now: () => number;
  readonly #onLine: ((line: LogLine) => void) | undefined;
  readonly #kept: number;

  constructor(now: () => number, onLine?: (line: LogLine) => void, kept = 1000) {
    this.#now = now;
    this.#onLine = onLine;
    this.#kept = kept;
  }

  /** Takes console output, of one line or several. */
  write(functionName: string, output: string): void {
    const lines = this.#lines.get(functionName) ?? [];
    this.#lines.set(functionName, lines);
    for (const text of output.split('\n').filter((line) => line !== '')) {
      const line = { functionName, at: this.#now(), text };
      lines.push(line);
      this.#onLine?.(line);
    }
    if (lines.length > 2 * this.#kept) lines.splice(0, lines.length - this.#kept);
  }

  /** The last lines of a function, oldest first. */
  of(functionName: string): readonly LogLine[] {
    return (this.#lines.get(functionName) ?? []).slice(-this.#kept);
  }
}
