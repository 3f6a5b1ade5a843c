import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import type { Runtime } from '../aws/runtime.ts';
import type { StartStatus } from '../demo/status.ts';
import { Compiler, FileMistake } from './compiler.ts';
import { fingerprintsOf } from './fingerprint.ts';
import { ProgressLine } from './progress.ts';
import { isSynthesized, synthesize } from './synthesize.ts';
import { watchFolders } from './watch.ts';
import { type StartWords, startWords } from './words.ts';

/** The folders whose changes are taken over, and those of which it is said that they take a new start. */
const watched = ['statemachines', 'functions', 'src', 'infra', 'build'];

interface SourceOptions {
  readonly watches: boolean;
  readonly language?: Language;
}

/** The stack that statemachines/ makes, now and after each change of a file there. */
export class StackSource {
  readonly #root: string;
  readonly #status: StartStatus;
  readonly #compiler: Compiler;
  readonly #watches: boolean;
  readonly #words: StartWords;
  readonly #endWatch: () => void;
  /** The assembly that runs, and the fingerprint of what only a new start takes over. */
  #cdkOut: string | undefined;
  #fixed: string | undefined;
  #runtime: Pick<Runtime, 'reload'> | undefined;
  #onFirst: ((cdkOut: string) => void) | undefined;

  /**
   * @param root the repository
   * @param options.watches whether changes are taken over while it runs
   * @param options.language of what it prints
   */
  constructor(root: string, status: StartStatus, { watches, language = 'en' }: SourceOptions) {
    this.#root = root;
    this.#status = status;
    this.#watches = watches;
    this.#words = startWords[language];
    this.#compiler = new Compiler(root, language);
    const folders = watches ? watched.map((name) => join(root, name)) : [];
    this.#endWatch = watchFolders(folders, () => this.#takeOver());
  }

  /**
   * The directory of the first assembly. When it watches, it waits for a mistake to be mended.
   * @throws FileMistake when it does not watch; Error when the code cannot be synthesized
   */
  async first(): Promise<string> {
    const isKnown = isSynthesized(this.#root);
    if (!isKnown) {
      this.#status.preparing = this.#words.preparing;
      console.log(this.#words.synthesizingOnce);
    }
    try {
      const { fixed } = fingerprintsOf(this.#root);
      const work = synthesize(this.#root, this.#compiler);
      const { cdkOut } = await new ProgressLine(process.stderr).during(this.#words.synthesizing, work);
      this.#cdkOut = cdkOut;
      this.#fixed = fixed;
      if (isKnown && this.#watches) void this.#warmUp();
      if (!this.#watches) this.#compiler.stop();
      return cdkOut;
    } catch (error) {
      if (!this.#watches || !(error instanceof FileMistake)) throw error;
      this.#report(error, this.#words.startsOnceMended);
      return new Promise((resolve) => {
        this.#onFirst = resolve;
      });
    }
  }

  /** Sets who takes over what changes. */
  deliverTo(runtime: Pick<Runtime, 'reload'>): void {
    this.#runtime = runtime;
  }

  /** Ends the watch and the compiler. */
  stop(): void {
    this.#endWatch();
    this.#compiler.stop();
  }

  async #takeOver(): Promise<void> {
    const begun = performance.now();
    const { fixed } = fingerprintsOf(this.#root);
    if (this.#noteOutdated(fixed)) return;
    try {
      const { cdkOut, changes } = await synthesize(this.#root, this.#compiler);
      const wasMistaken = this.#status.mistake !== undefined;
      this.#status.mistake = undefined;
      this.#fixed ??= fixed;
      if (cdkOut === this.#cdkOut) {
        if (wasMistaken) console.log(`\n${this.#words.mended}`);
        return;
      }
      this.#cdkOut = cdkOut;
      this.#runtime?.reload(cdkOut);
      this.#onFirst?.(cdkOut);
      this.#onFirst = undefined;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      console.log(`\n${this.#words.inEffect(seconds)}\n${changes}`);
    } catch (error) {
      this.#report(error, this.#words.goesOn);
    }
  }

  /** Says when the settings are no longer those that run, and when they are again. @returns true while they are not */
  #noteOutdated(fixed: string): boolean {
    const was = this.#status.isOutdated;
    this.#status.isOutdated = this.#fixed !== undefined && fixed !== this.#fixed;
    if (this.#status.isOutdated) console.error(`\n${this.#words.outdated}`);
    else if (was) console.log(`\n${this.#words.upToDate}`);
    return this.#status.isOutdated;
  }

  #report(error: unknown, outlook: string): void {
    const text = error instanceof Error ? error.message : String(error);
    this.#status.mistake = text;
    console.error(`\n${text}\n${outlook}`);
  }

  /** Lets the compiler load all it needs, and learn what there is, before the first change. */
  async #warmUp(): Promise<void> {
    const directory = mkdtempSync(join(tmpdir(), 'aftercart-warm-'));
    await this.#compiler.synthesize(directory).catch(() => {}); // the first change will say what is wrong
    rmSync(directory, { recursive: true, force: true });
  }
}
