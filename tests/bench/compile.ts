import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { journeyFolders, loadJourneys } from '../../build/journeys.ts';
import { printMachine } from '../../src/journey/compiling/compile.ts';
import { median, type Report } from './report.ts';

const statemachines = resolve(import.meta.dirname, '../../statemachines');

/** How long all shipped journeys take to compile, beside parsing the YAML in their files and nothing else. */
export function reportCompile(): Report {
  const journeys = journeyFolders(statemachines);
  const compile = () => loadJourneys(statemachines).journeys.map(({ machine }) => printMachine(machine));
  const parseAll = () => journeys.flatMap(yamlOf).map((text) => parse(text));
  const [measured, baseline] = [millisecondsOf(compile), millisecondsOf(parseAll)];
  return {
    title: 'compile',
    about: `Reading, checking and compiling the ${journeys.length} shipped journeys, from their files to States Language.
Baseline: parsing the YAML of the same files, of the messages their front matter, with the yaml package alone.`,
    figures: [
      {
        what: 'all journeys',
        measured: `${measured.toFixed(0)} ms`,
        baseline: `${baseline.toFixed(0)} ms`,
        ratio: measured / baseline,
      },
    ],
  };
}

/** All the YAML of a journey: journey.yaml, and what stands between the first two lines of --- of each message. */
function yamlOf(journey: string): string[] {
  const folder = join(statemachines, journey);
  const messages = readdirSync(join(folder, 'messages')).map((name) =>
    readFileSync(join(folder, 'messages', name), 'utf8'),
  );
  return [readFileSync(join(folder, 'journey.yaml'), 'utf8'), ...messages.map((text) => text.split('\n---')[0] ?? '')];
}

/** The median of eleven rounds, after one that does not count. */
function millisecondsOf(work: () => unknown): number {
  work();
  const rounds = Array.from({ length: 11 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  return median(rounds);
}
