import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Language } from '../src/commerce/words.ts';
import { describeProblems } from '../src/journey/reading/problem.ts';
import { wordingsIn } from '../src/journey/words/problems.ts';
import { ownCompiler } from './artefacts.ts';
import { explainChanges } from './explain-changes.ts';
import { addStack, openApp } from './lifecycle-app.ts';
import { mistakeIn } from './mistakes.ts';
import { type StageSettings, stages } from './settings.ts';

/*
 * Synthesizes the stack for `npm start`, as often as it is asked to: the first time takes seconds, each further time a
 * fraction of one. Nothing is written beside the directory that is asked for.
 */

/** The order to synthesize statemachines/ as it is now into a directory. */
export interface SynthesisOrder {
  readonly directory: string;
  /** Of what the report says. */
  readonly language: Language;
}

/** What became of it. */
export interface SynthesisReport {
  /** What is wrong with the files, for their author: place, line, caret. */
  readonly mistake?: string;
  /** The changed journeys, as sentences; empty the first time. */
  readonly changes?: string;
}

/** The repository, or a folder that looks like it. */
const root = process.cwd();
const kept = mkdtempSync(path.join(tmpdir(), 'aftercart-functions-'));
const own = ownCompiler(root, kept);
const explain = explainChanges();

/** The stages with the connector by which the demo shop's events arrive, beside those that they name. */
function connected(all: Readonly<Record<string, StageSettings>>): Readonly<Record<string, StageSettings>> {
  return Object.fromEntries(
    Object.entries(all).map(([name, stage]) => [name, { ...stage, connectors: { events: {}, ...stage.connectors } }]),
  );
}

/** An assembly that stays on this machine needs nothing that tells of its making. */
const leaner = {
  treeMetadata: false,
  stackTraces: false,
  postCliContext: { '@aws-cdk/core:enableAdditionalMetadataCollection': false },
};

/** The stage without its account and Region, once they are checked: this machine is neither, and has ARNs of its own. */
function withoutPlace({ account: _account, region: _region, ...settings }: StageSettings): StageSettings {
  return settings;
}

async function synthesize({ directory, language }: SynthesisOrder): Promise<SynthesisReport> {
  try {
    const opened = openApp({ outdir: path.join(directory, 'cdk.out'), stages: connected(stages), leaner });
    const artefacts = await own.compile(path.join(directory, 'functions'));
    addStack({ ...opened, settings: withoutPlace(opened.settings) }, artefacts).synth();
    return { changes: explain(artefacts.loaded.journeys, language) };
  } catch (error) {
    const mistake = mistakeIn(error, language);
    if (mistake === undefined) throw error;
    return { mistake: (await allMistakes(language)) ?? mistake };
  }
}

/** Everything that is wrong with the journeys and with their messages; undefined if nothing is. */
async function allMistakes(language: Language): Promise<string | undefined> {
  const problems = await own.problems();
  return problems.length > 0 ? describeProblems(problems, wordingsIn[language]) : undefined;
}

let last: Promise<unknown> = Promise.resolve();
process.on('message', (order: SynthesisOrder) => {
  last = last.then(async () => process.send?.(await synthesize(order)));
});
process.on('exit', () => rmSync(kept, { recursive: true, force: true }));
process.on('disconnect', () => process.exit());
