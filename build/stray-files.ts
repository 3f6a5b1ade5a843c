import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../src/journey/reading/problem.ts';
import { say, tell } from '../src/journey/reading/saying.ts';
import { nearest } from '../src/journey/reading/suggest.ts';
import { foreignLocale, isLeftBehind } from './messages/file-name.ts';
import { problemOfFile } from './source-file.ts';

/**
 * The files and folders that nothing reads, although somebody may believe so: `store.yml`, `message/`, `footer.jp.md`.
 * @param dir the folder statemachines/
 * @param journeys the names of its journeys
 */
export function strayFiles(dir: string, journeys: readonly string[], locales: readonly string[]): Problem[] {
  const root = path.basename(dir);
  const complete = journeys.filter((journey) => existsSync(path.join(dir, journey, 'journey.yaml')));
  const ofJourneys = complete.flatMap((journey) => strayInJourney(dir, journey));
  return [
    ...strayIn(dir, root, ['store.yaml', 'segments.yaml', 'fields.yaml']).filter(
      ({ file }) => !statSync(path.join(dir, path.basename(file))).isDirectory(),
    ),
    ...ofJourneys,
    ...strayFooters(path.join(dir, 'layout'), `${root}/layout`, locales),
  ];
}

function strayInJourney(dir: string, journey: string): Problem[] {
  const known = ['journey.yaml', 'journey.asl.json', 'messages'];
  return strayIn(path.join(dir, journey), `${path.basename(dir)}/${journey}`, known);
}

/** The problem of a folder that ought to be called messages, without which no message of the journey is found. */
export function misnamedMessages(dir: string, journey: string): Problem | undefined {
  if (existsSync(path.join(dir, journey, 'messages'))) return undefined;
  return strayInJourney(dir, journey).find(({ suggestion }) => suggestion && tell(suggestion) === 'call it messages');
}

/** Notes, pictures and the like harm nobody; these are what marketers write. */
const isContent = /\.(ya?ml|md|txt|html?|mjml|docx?)$|^[^.]+$/i;

function strayIn(folder: string, name: string, known: readonly string[]): Problem[] {
  const stray = readdirSync(folder).filter(
    (entry) => !known.includes(entry) && !isLeftBehind(entry) && isContent.test(entry) && !/^README/i.test(entry),
  );
  return stray.map((entry) => {
    const meant = nearest(
      entry.normalize('NFKC').replace(/\.yml$/i, '.yaml'),
      known.filter((one) => !existsSync(path.join(folder, one))),
    );
    const advice = meant === undefined ? say`remove it` : say`call it ${meant}`;
    return problemOfFile(`${name}/${entry}`, say`nothing reads "${entry}"`, advice);
  });
}

function strayFooters(folder: string, name: string, locales: readonly string[]): Problem[] {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.flatMap((entry) => {
    const locale = /^footer\.([A-Za-z-]+)\.md$/.exec(entry)?.[1];
    const fault = locale === undefined ? undefined : foreignLocale(entry, { message: 'footer', locale }, locales);
    return fault ? [problemOfFile(`${name}/${entry}`, fault.message, fault.suggestion)] : [];
  });
}
