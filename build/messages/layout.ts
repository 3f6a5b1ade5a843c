import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../src/journey/reading/problem.ts';
import type { Look } from '../../src/model/brand.ts';
import { createEngine } from '../../src/templates/render.ts';
import { MessageError, reportInto } from './problem.ts';

/** A piece of a message that `{% render 'name', parameter: value %}` brings in, as MJML and as text. */
export interface LayoutPartial {
  readonly mjml: string;
  readonly text: string;
  /** Its parameters: its variables that are no words of the message context. */
  readonly parameters: readonly string[];
}

/** The folder statemachines/layout: one frame for all messages. */
export interface MessageLayout {
  readonly mjml: string;
  /** The body of each look. */
  readonly looks: Readonly<Record<Look, string>>;
  readonly partials: Readonly<Record<string, LayoutPartial>>;
  /** Markdown by locale. */
  readonly footers: Readonly<Record<string, string>>;
}

/**
 * Reads layout.mjml, the looks (looks/<look>.mjml), the partials (name.mjml beside name.txt) and footer.<locale>.md of each locale.
 * @param contextWords the words of the message context, which partials see without being handed them
 * @throws MessageError naming a file that is missing
 */
export function readLayout(folder: string, locales: readonly string[], contextWords: readonly string[]): MessageLayout {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.mjml') && file !== 'layout.mjml')
    .map((file) => path.basename(file, '.mjml'));
  return {
    mjml: read(folder, 'layout.mjml', 'the frame of every e-mail'),
    looks: readLooks(folder),
    partials: Object.fromEntries(names.map((name) => [name, readPartial(folder, name, contextWords)])),
    footers: Object.fromEntries(locales.map((locale) => [locale, readFooter(folder, locale)])),
  };
}

function readLooks(folder: string): MessageLayout['looks'] {
  const lookOf = (look: Look) => read(folder, `looks/${look}.mjml`, `the look "${look}" of store.yaml`);
  return { letter: lookOf('letter'), card: lookOf('card'), catalogue: lookOf('catalogue') };
}

function readFooter(folder: string, locale: string): string {
  return read(folder, `footer.${locale}.md`, `the end of every e-mail in ${locale}, a locale of store.yaml`);
}

function readPartial(folder: string, name: string, contextWords: readonly string[]): LayoutPartial {
  const mjml = read(folder, `${name}.mjml`, 'a partial');
  const text = read(folder, `${name}.txt`, `what ${name}.mjml is in the text of an e-mail`);
  const engine = createEngine({ escaped: false });
  const words = [mjml, text].flatMap((source) => engine.globalVariablesSync(source));
  return { mjml, text, parameters: [...new Set(words)].filter((word) => !contextWords.includes(word)) };
}

function read(folder: string, file: string, meaning: string): string {
  const full = path.join(folder, file);
  if (existsSync(full)) return readFileSync(full, 'utf8');
  const problems: Problem[] = [];
  const name = [path.basename(path.dirname(folder)), path.basename(folder), file].join('/');
  reportInto(problems, name, '')(1, 1, 'no such file', `write ${meaning}`);
  throw new MessageError(problems);
}
