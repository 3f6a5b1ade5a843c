import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asJson, type Json } from './json.ts';

/**
 * Keeps the state of a runtime in a directory from one run to the next: outbox, queues, schedules, executions. (The
 * table keeps itself.) Events of SES and SMS that were still to come are not kept, nor are execution histories.
 */
export class Keeper {
  readonly #path: string;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#path = join(directory, 'state.json');
  }

  /** What the last run kept; undefined when there was none. */
  read(): Json | undefined {
    return existsSync(this.#path) ? asJson(JSON.parse(readFileSync(this.#path, 'utf8'))) : undefined;
  }

  /** Keeps the state, whole or not at all. */
  write(state: Json): void {
    writeFileSync(`${this.#path}.new`, JSON.stringify(state));
    renameSync(`${this.#path}.new`, this.#path);
  }
}
