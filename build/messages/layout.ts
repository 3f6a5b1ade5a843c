import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { LiquidError } from 'liquidjs';
import { JourneyError, type Problem } from '../../src/journey/reading/problem.ts';
import { type Said, say } from '../../src/journey/reading/saying.ts';
import type { Look } from '../../src/model/brand.ts';
import { createEngine } from '../../src/templates/render.ts';
import { problemOfFile, readSourceFile } from '../source-file.ts';
import { explainLiquid } from './explain-liquid.ts';
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
 * @throws MessageError naming every file that is missing or cannot be read
 */
export function readLayout(folder: string, locales: readonly string[], contextWords: readonly string[]): MessageLayout {
  if (!existsSync(folder)) {
    const name = path.posix.join(path.basename(path.dirname(folder)), path.basename(folder));
    const missing = problemOfFile(name, say`no such folder`, say`copy it from Aftercart's repository`);
    throw new MessageError([missing]);
  }
  const reading: LayoutReading = { folder, problems: [] };
  const mjml = read(reading, 'layout.mjml', say`the frame of every e-mail`);
  const footers = Object.fromEntries(locales.map((locale) => [locale, readFooter(reading, locale)]));
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.mjml') && file !== 'layout.mjml' && !file.startsWith('.'))
    .map((file) => path.basename(file, '.mjml'));
  const partials = Object.fromEntries(names.map((name) => [name, readPartial(reading, name, contextWords)]));
  const looks = readLooks(reading);
  if (reading.problems.length > 0) throw new MessageError(reading.problems);
  return { mjml, looks, partials, footers };
}

function readLooks(reading: LayoutReading): MessageLayout['looks'] {
  const lookOf = (look: Look) => read(reading, `looks/${look}.mjml`, say`the look "${look}" of store.yaml`);
  return { letter: lookOf('letter'), card: lookOf('card'), catalogue: lookOf('catalogue') };
}

/** The folder, and what is wrong with it so far. */
interface LayoutReading {
  readonly folder: string;
  readonly problems: Problem[];
}

function readFooter(reading: LayoutReading, locale: string): string {
  return read(reading, `footer.${locale}.md`, say`the end of every e-mail in ${locale}, a locale of store.yaml`);
}

function readPartial(reading: LayoutReading, name: string, contextWords: readonly string[]): LayoutPartial {
  const mjml = read(reading, `${name}.mjml`, say`a partial`);
  const text = read(reading, `${name}.txt`, say`what ${name}.mjml is in the text of an e-mail`);
  const words = [...variablesOf(reading, `${name}.mjml`, mjml), ...variablesOf(reading, `${name}.txt`, text)];
  return { mjml, text, parameters: [...new Set(words)].filter((word) => !contextWords.includes(word)) };
}

function variablesOf({ folder, problems }: LayoutReading, file: string, text: string): readonly string[] {
  const engine = createEngine({ escaped: false });
  try {
    return engine.globalVariablesSync(text);
  } catch (error) {
    if (!LiquidError.is(error)) throw error;
    const [line = 1, column = 1] = error.token.getPosition();
    const report = reportInto(problems, nameOf(folder, file), text);
    const { message, suggestion, offset = 0 } = explainLiquid(error, engine);
    report(line, column + offset, message, suggestion);
    return [];
  }
}

function nameOf(folder: string, file: string): string {
  return [path.basename(path.dirname(folder)), path.basename(folder), file].join('/');
}

/** The text of a file; '' for one that is missing or unreadable, which is a problem. */
function read({ folder, problems }: LayoutReading, file: string, meaning: Said): string {
  const full = path.join(folder, file);
  const name = nameOf(folder, file);
  if (!existsSync(full)) {
    problems.push(problemOfFile(name, say`no such file`, say`write ${meaning}`));
    return '';
  }
  try {
    return readSourceFile(full, name);
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    problems.push(...error.problems);
    return '';
  }
}
