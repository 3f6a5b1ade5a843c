import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { parse } from 'yaml';
import { loadJourneys } from '../../build/journeys.ts';
import { printMachine } from '../../src/journey/compiling/compile.ts';
import { copyStateMachines, synthesizeOwn } from '../global-setup.ts';

/** A stack with journeys of a story's own. */
interface OwnStack {
  /** The folder that statemachines/ stands in. */
  readonly root: string;
  readonly cdkOut: string;
}

/** What of statemachines/ is no journey. */
const shared = ['layout', 'store.yaml', 'segments.yaml'];

/**
 * Gives the tests around it a stack with these journeys instead of the shipped ones, and the shipped settings.
 * @param journeys the text of each journey.yaml by name; every message that one sends has its own name as its subject
 * @returns the stack, once the first test runs
 */
export function stackWith(journeys: Readonly<Record<string, string>>): () => OwnStack {
  const root = mkdtempSync(join(tmpdir(), 'aftercart-own-'));
  let cdkOut = '';
  beforeAll(async () => {
    copyStateMachines(root);
    writeStateMachines(join(root, 'statemachines'), journeys);
    cdkOut = await synthesizeOwn(inject('bundles'), root);
  }, 60_000);
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => ({ root, cdkOut });
}

function writeStateMachines(statemachines: string, journeys: Readonly<Record<string, string>>): void {
  for (const name of readdirSync(statemachines)) {
    if (!shared.includes(name)) rmSync(join(statemachines, name), { recursive: true });
  }
  for (const [name, text] of Object.entries(journeys)) writeJourney(join(statemachines, name), text);
  for (const { journey, machine } of loadJourneys(statemachines).journeys) {
    writeFileSync(join(statemachines, journey.name, 'journey.asl.json'), printMachine(machine));
  }
}

function writeJourney(folder: string, text: string): void {
  mkdirSync(join(folder, 'messages'), { recursive: true });
  writeFileSync(join(folder, 'journey.yaml'), text);
  for (const message of messagesIn(parse(text))) {
    for (const locale of ['en', 'ja']) {
      const file = join(folder, 'messages', `${message}.${locale}.md`);
      const sms = text.includes('fall back:') ? `sms: ${message}\n` : '';
      writeFileSync(file, `---\nsubject: ${message}\npreheader: A word.\n${sms}---\n\nHello.\n`);
    }
  }
}

/** The messages that a part of a journey sends, at any depth. */
function messagesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { send, variants } = part as { readonly send?: string; readonly variants?: object }; // absent but in a step
  const own = variants ? Object.keys(variants) : send === undefined ? [] : [send];
  return [...own, ...Object.values(part).flatMap(messagesIn)];
}
