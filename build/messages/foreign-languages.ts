import type { Position } from '../../src/journey/model/position.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { problemOfFile } from '../source-file.ts';
import { foreignFile } from './file-name.ts';

/** So many files in one language are no slip in their names: the language is missing in store.yaml. */
const fewestFiles = 3;

/**
 * The problems with one for each language in which many files are written and which the store does not have, in place
 * of one for each file.
 * @param at the position of `locales` in store.yaml
 */
export function foreignLanguages(problems: readonly Problem[], at: Position): Problem[] {
  const byLocale = Map.groupBy(problems, (problem) => foreignFile(problem));
  return [...byLocale].flatMap(([locale, found]) => {
    const files = new Set(found.map(({ file }) => file)).size;
    if (locale === undefined || files < fewestFiles) return found;
    const root = found[0]?.file.split('/')[0] ?? '';
    const message = say`locales lacks "${locale}", in which ${files} files are written`;
    const suggestion = say`add "${locale}" to locales, or remove the files with ".${locale}." in their names`;
    return [{ ...problemOfFile(`${root}/store.yaml`, message, suggestion), ...at }];
  });
}
