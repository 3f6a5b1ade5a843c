import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { loadJourneys } from '../../build/journeys.ts';
import { printMachine } from '../../src/journey/compile.ts';
import { synthesizeShop } from '../global-setup.ts';

/**
 * Gives the tests around it a stack with one journey, instead of those that are shipped.
 * @param name of the journey
 * @param text of its journey.yaml
 * @param messages that it sends: each says hello, and nothing else
 * @returns where the stack is, once the first test runs
 */
export function stackWith(name: string, text: string, messages: readonly string[]): () => string {
  const directory = mkdtempSync(join(tmpdir(), `aftercart-${name}-`));
  let cdkOut = '';
  beforeAll(async () => {
    writeJourney(directory, name, text, messages);
    cdkOut = await synthesizeShop(directory, directory);
  }, 60_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return () => cdkOut;
}

function writeJourney(directory: string, name: string, text: string, messages: readonly string[]): void {
  const statemachines = join(directory, 'statemachines');
  cpSync(join(import.meta.dirname, '../../statemachines'), statemachines, { recursive: true });
  for (const other of readdirSync(statemachines)) {
    if (!['layout', 'store.yaml'].includes(other)) rmSync(join(statemachines, other), { recursive: true });
  }
  const folder = join(statemachines, name);
  mkdirSync(join(folder, 'messages'), { recursive: true });
  writeFileSync(join(folder, 'journey.yaml'), text);
  for (const file of messages.flatMap((message) => [`${message}.en.md`, `${message}.ja.md`])) {
    const [subject] = file.split('.');
    writeFileSync(join(folder, 'messages', file), `---\nsubject: ${subject}\npreheader: A word.\n---\n\nHello.\n`);
  }
  for (const { machine } of loadJourneys(statemachines).journeys) {
    writeFileSync(join(folder, 'journey.asl.json'), printMachine(machine));
  }
}
