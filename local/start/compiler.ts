import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import { fingerprintsOf } from './fingerprint.ts';

/** Where Node keeps what it compiled of the code. @param root the repository */
export function compileCacheOf(root: string): string {
  return join(root, 'node_modules/.cache/node');
}

/** What became of a synthesis. */
interface Report {
  readonly mistake?: string;
  readonly changes?: string;
}

/** A mistake in the files under statemachines/. Its message shows the place, the line and a caret. */
export class FileMistake extends Error {
  override readonly name = 'FileMistake';
}

/**
 * The compiler and the CDK in a process of their own, which stays: its second synthesis takes a fraction of the time of the
 * first. One synthesis follows the other.
 */
export class Compiler {
  readonly #root: string;
  readonly #language: Language;
  #child: ChildProcess | undefined;
  /** The code that the process began with, which is all that it knows. */
  #code = '';
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param root the repository
   * @param language of mistakes and changes
   */
  constructor(root: string, language: Language = 'en') {
    this.#root = root;
    this.#language = language;
    process.on('exit', () => this.stop());
  }

  /**
   * Synthesizes statemachines/ as it is now.
   * @param directory where `cdk.out` goes
   * @param code the fingerprint of the code, where it is known already
   * @returns the journeys that changed since the last time, as sentences
   * @throws FileMistake, or Error with what the process printed when it died
   */
  synthesize(directory: string, code?: string): Promise<string> {
    const ours = this.#last.then(() => this.#order(directory, code));
    this.#last = ours.catch(() => {});
    return ours;
  }

  /** Ends the process, which would write on. */
  stop(): void {
    if (this.#child?.connected)
      this.#child.disconnect(); // it cleans up behind itself
    else this.#child?.kill();
    this.#child = undefined;
  }

  #order(directory: string, code = fingerprintsOf(this.#root).code): Promise<string> {
    const child = this.#running(code);
    return new Promise((resolve, reject) => {
      let printed = '';
      const hear = (chunk: unknown) => {
        printed += String(chunk);
      };
      const die = () => settle(() => reject(new Error(printed.trim() || 'The synthesis ended without a word.')));
      const answer = ({ mistake, changes = '' }: Report) =>
        settle(() => (mistake === undefined ? resolve(changes) : reject(new FileMistake(mistake))));
      const settle = (act: () => void) => {
        child.off('message', answer).off('exit', die);
        child.stderr?.off('data', hear);
        act();
      };
      child.on('message', answer).on('exit', die);
      child.stderr?.on('data', hear);
      child.send({ directory, language: this.#language });
    });
  }

  #running(code: string): ChildProcess {
    const known = this.#child;
    if (known?.connected && known.exitCode === null && code === this.#code) return known;
    this.stop();
    this.#code = code;
    const child = fork(join(this.#root, 'infra/local-app.ts'), [], {
      cwd: this.#root,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...process.env,
        CDK_VALIDATION: 'false', // belongs to `npm run synth`: it takes as long as all the rest
        NODE_COMPILE_CACHE: compileCacheOf(this.#root),
      },
    });
    child.stderr?.resume();
    this.#child = child;
    return child;
  }
}
