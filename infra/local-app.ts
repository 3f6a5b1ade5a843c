import { join } from 'node:path';
import { compileArtefacts } from './artefacts.ts';
import { explainChanges } from './explain-changes.ts';
import { addStack, openApp } from './lifecycle-app.ts';
import { mistakeIn } from './mistakes.ts';

/*
 * Synthesizes the stack for `npm start`, as often as it is asked to: the first time takes seconds, each further time a
 * fraction of one. Nothing is written beside the directory that is asked for.
 */

/** The order to synthesize statemachines/ as it is now into a directory. */
export interface SynthesisOrder {
  readonly directory: string;
}

/** What became of it. */
export interface SynthesisReport {
  /** What is wrong with the files, for their author: place, line, caret. */
  readonly mistake?: string;
  /** The changed journeys, as sentences; empty the first time. */
  readonly changes?: string;
}

const root = join(import.meta.dirname, '..');
const explain = explainChanges();

async function synthesize({ directory }: SynthesisOrder): Promise<SynthesisReport> {
  try {
    const opened = openApp({ outdir: join(directory, 'cdk.out') });
    const artefacts = await compileArtefacts(root, join(directory, 'functions'));
    addStack(opened, artefacts).synth();
    return { changes: explain(artefacts.loaded.journeys) };
  } catch (error) {
    const mistake = mistakeIn(error);
    if (mistake === undefined) throw error;
    return { mistake };
  }
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', (order: SynthesisOrder) => {
  last = last.then(async () => process.send?.(await synthesize(order)));
});
process.on('disconnect', () => process.exit());
