import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asJson, type Json } from './json.ts';

/** A directory in which nothing can be kept: why, and what to do, in each language. */
class KeepError extends Error {
  override readonly name = 'KeepError';
  readonly said: { readonly en: string; readonly ja: string };

  constructor(said: KeepError['said'], options?: ErrorOptions) {
    super(said.en, options);
    this.said = said;
  }
}

/**
 * Refuses a directory in which no runtime can keep its state now: one that is none, or that another process is using.
 * @throws KeepError saying what to do
 */
export function checkKeep(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const said = {
      en: `--keep takes a directory, and ${directory} can be none (${reason}).`,
      ja: `--keep にはフォルダーを指定してください。${directory} は使えません（${reason}）。`,
    };
    throw new KeepError(said, { cause: error });
  }
  const user = userOf(directory);
  if (user === undefined) return;
  throw new KeepError({
    en: `${directory} is in use by another npm start, process ${user}: end that one, or give --keep another directory.`,
    ja: `${directory} は別の npm start（プロセス ${user}）が使用中です。そちらを終了するか、--keep に別のフォルダーを指定してください。`,
  });
}

/** The process that uses the directory: another one that is alive. One that died without a word uses nothing. */
function userOf(directory: string): number | undefined {
  const mark = markIn(directory);
  const user = existsSync(mark) ? Number(readFileSync(mark, 'utf8')) : process.pid;
  return user !== process.pid && isAlive(user) ? user : undefined;
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0); // 0 is no signal: it asks
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function markIn(directory: string): string {
  return join(directory, 'in-use');
}

/**
 * Keeps the state of a runtime in a directory from one run to the next: outbox, queues, schedules, executions. (The
 * table keeps itself.) Events of SES and SMS that were still to come are not kept, nor are execution histories.
 */
export class Keeper {
  readonly #path: string;
  readonly #mark: string;

  /** @throws KeepError as {@link checkKeep} does */
  constructor(directory: string) {
    checkKeep(directory);
    this.#path = join(directory, 'state.json');
    this.#mark = markIn(directory);
    writeFileSync(this.#mark, String(process.pid));
  }

  /** The state that the last run kept; undefined when there was none. */
  read(): Json | undefined {
    return existsSync(this.#path) ? asJson(JSON.parse(readFileSync(this.#path, 'utf8'))) : undefined;
  }

  /** Keeps the state, whole or not at all. */
  write(state: Json): void {
    writeFileSync(`${this.#path}.new`, JSON.stringify(state));
    renameSync(`${this.#path}.new`, this.#path);
  }

  /** Leaves the directory to the next. */
  release(): void {
    rmSync(this.#mark, { force: true });
  }
}
