import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadJourneys } from '../../build/journeys.ts';
import { printMachine } from '../../src/journey/compile.ts';
import { synthesizeShop } from '../global-setup.ts';

/** A stack with journeys of a story's own. */
export interface OwnStack {
  /** The folder that statemachines/ stands in. */
  readonly root: string;
  readonly cdkOut: string;
  readonly remove: () => void;
}

/**
 * Synthesizes a stack that has these journeys instead of the shipped ones, and the shipped settings and segments.
 * @param journeys the text of each journey.yaml by name; every message that one sends says its own name
 */
export async function stackWith(journeys: Readonly<Record<string, string>>): Promise<OwnStack> {
  const root = mkdtempSync(join(tmpdir(), 'aftercart-own-'));
  const statemachines = join(root, 'statemachines');
  cpSync(join(import.meta.dirname, '../../statemachines'), statemachines, { recursive: true });
  for (const name of readdirSync(statemachines)) {
    const shared = ['layout', 'store.yaml', 'segments.yaml'].includes(name);
    if (!shared) rmSync(join(statemachines, name), { recursive: true });
  }
  for (const [name, text] of Object.entries(journeys)) writeJourney(join(statemachines, name), text);
  for (const { journey, machine } of loadJourneys(statemachines).journeys) {
    writeFileSync(join(statemachines, journey.name, 'journey.asl.json'), printMachine(machine));
  }
  const cdkOut = await synthesizeShop(root, root);
  return { root, cdkOut, remove: () => rmSync(root, { recursive: true, force: true }) };
}

function writeJourney(folder: string, text: string): void {
  mkdirSync(join(folder, 'messages'), { recursive: true });
  writeFileSync(join(folder, 'journey.yaml'), text);
  for (const [, message] of text.matchAll(/send: ([a-z-]+)/g)) {
    for (const locale of ['en', 'ja']) {
      const file = join(folder, 'messages', `${message}.${locale}.md`);
      writeFileSync(file, `---\nsubject: ${message}\npreheader: A word.\n---\n\nHello.\n`);
    }
  }
}
