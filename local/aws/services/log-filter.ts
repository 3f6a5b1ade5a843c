import { parseJsonLogFilter } from './json-log-filter.ts';
import { AwsError } from './service.ts';

/** True if a line matches a filter pattern. */
export type LogFilter = (line: string) => boolean;

/**
 * Reads a filter pattern of CloudWatch Logs: words and quoted phrases, all of which a line must hold; `?` before those of
 * which one is enough, `-` before those that it must not hold; or comparisons of fields, for JSON. Patterns for columns and
 * nested ones do not run locally.
 * @throws AwsError for those
 */
export function parseLogFilter(pattern: string): LogFilter {
  const text = pattern.trim();
  const ofJson = parseJsonLogFilter(text);
  if (ofJson) return ofJson;
  if (/^[{[%]/.test(text)) {
    const known = 'words, phrases, and comparisons such as { $.error.name = "TypeError" && $.receives > 4 }';
    throw new AwsError('InvalidParameterException', `Locally filter patterns are ${known}, not ${text}`);
  }
  const terms = [...text.matchAll(/([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, sign = '', phrase, word = '']) => ({
    sign,
    term: phrase?.replace(/\\(.)/g, '$1') ?? word,
  }));
  const of = (sign: string): string[] => terms.filter((term) => term.sign === sign).map(({ term }) => term);
  const [all, any, none] = [of(''), of('?'), of('-')];
  return (line) =>
    all.every((term) => line.includes(term)) &&
    (any.length === 0 || any.some((term) => line.includes(term))) &&
    !none.some((term) => line.includes(term));
}
