import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadJourneys } from '../../build/journeys.ts';
import { printMachine } from '../../src/journey/compile.ts';
import { synthesizeShop } from '../global-setup.ts';

/** A stack with one journey of a story's own, in a directory of its own. */
export interface OwnJourney {
  readonly cdkOut: string;
  remove(): void;
}

/**
 * Synthesizes the stack with this journey instead of those that are shipped. Takes some seconds.
 * @param messages to write in every language, each with its name as its subject
 */
export async function ownJourney(name: string, journey: string, messages: readonly string[]): Promise<OwnJourney> {
  const directory = mkdtempSync(join(tmpdir(), `aftercart-${name}-`));
  const statemachines = join(directory, 'statemachines');
  cpSync(join(import.meta.dirname, '../../statemachines'), statemachines, { recursive: true });
  for (const shipped of readdirSync(statemachines)) {
    if (!['layout', 'store.yaml'].includes(shipped)) rmSync(join(statemachines, shipped), { recursive: true });
  }
  const folder = join(statemachines, name);
  mkdirSync(join(folder, 'messages'), { recursive: true });
  writeFileSync(join(folder, 'journey.yaml'), journey);
  for (const message of messages) {
    for (const locale of ['en', 'ja']) {
      const text = `---\nsubject: ${message}\npreheader: A word.\n---\n\nHello.\n`;
      writeFileSync(join(folder, 'messages', `${message}.${locale}.md`), text);
    }
  }
  for (const { machine } of loadJourneys(statemachines).journeys) {
    writeFileSync(join(folder, 'journey.asl.json'), printMachine(machine));
  }
  const cdkOut = await synthesizeShop(directory, directory);
  return { cdkOut, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
