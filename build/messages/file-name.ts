import path from 'node:path';
import { languageMeant } from '../../src/journey/reading/locale-names.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';

/** The parts of a message file's name. */
export interface MessageName {
  readonly message: string;
  readonly locale: string;
}

/** What keeps a file from being a message, and what to do about it. */
export interface NameFault {
  readonly message: Saying;
  readonly suggestion: Saying;
}

/** True for a file that an operating system or an editor leaves behind. It is nobody's mistake. */
export function isLeftBehind(name: string): boolean {
  return /^\.|~$|^~\$|^#.*#$|\.(sw[a-p]|bak|tmp|orig|rej)$|^(Thumbs\.db|desktop\.ini|Icon\r?)$/i.test(name);
}

/** Reads `reminder.en.md`. */
export function readMessageName(name: string): MessageName | NameFault {
  const [, message, locale] = /^([a-z][a-z0-9-]{0,39})\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md$/.exec(name) ?? [];
  if (message !== undefined && locale !== undefined) return { message, locale };
  return { message: say`"${name}" is no name of a message`, suggestion: adviceFor(name) };
}

const rule = say`call it <message>.<locale>.md, such as reminder.en.md`;

function adviceFor(name: string): Saying {
  if (/コピー|copy|\(\d+\)|（\d+）/i.test(name)) return say`it looks like a copy: remove it, or ${rule}`;
  const meant = soundName(name);
  return meant ? say`call it ${meant.message}.${meant.locale}.md` : rule;
}

/** The name in small half-width letters, with the right ending; undefined if it lacks a part. */
function soundName(name: string): MessageName | undefined {
  const plain = name.normalize('NFKC').trim().toLowerCase();
  const parts = plain.replace(/\.(md\.txt|markdown|mdown|txt|html?|mjml|docx?|ya?ml)$/, '.md').split('.');
  const [message = '', locale = '', ...rest] = parts;
  const sound = /^[a-z][a-z0-9_ -]*$/.test(message) && rest.join() === 'md' && /^[a-z]{2,3}(-[a-z0-9]+)*$/.test(locale);
  return sound ? { message: message.replace(/[_ ]+/g, '-'), locale } : undefined;
}

/** The message that a file with a faulty name is meant to be. */
export function meantMessage(name: string): MessageName | undefined {
  const read = readMessageName(name);
  if ('suggestion' in read) return /[（(コ]|copy/i.test(name) ? undefined : soundName(name);
  const locale = languageMeant(read.locale);
  return locale === undefined ? undefined : { ...read, locale };
}

/** A locale that is none of the store's, and what is meant instead. */
export function foreignLocale(
  file: string,
  { message, locale }: MessageName,
  locales: readonly string[],
): NameFault | undefined {
  if (locales.includes(locale)) return undefined;
  const code = locale.toLowerCase();
  const meant = languageMeant(locale) ?? locales.find((one) => code.startsWith(`${one.toLowerCase()}-`));
  const name = path.posix.basename(file);
  const known = meant !== undefined && locales.includes(meant);
  return {
    message: say`nobody gets ${name}, because store.yaml has no locale "${locale}"`,
    suggestion: known ? say`call it ${message}.${meant}.md` : addLocale(locale),
  };
}

function addLocale(locale: string): Saying {
  return say`add "${locale}" to locales there, or remove the file`;
}

/** The locale of a file for which store.yaml would need one more; undefined for any other problem. */
export function foreignFile({ suggestion }: Pick<Problem, 'suggestion'>): string | undefined {
  return suggestion?.wording === addLocale('').wording ? String(suggestion.values[0]) : undefined;
}
