import { UnsupportedDefinitionError } from '../errors.ts';

/** Walks over the text of a path or an intrinsic function. */
export class TextReader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(expected: string): boolean {
    return this.text.startsWith(expected, this.at);
  }

  take(expected: string): boolean {
    if (!this.peek(expected)) return false;
    this.at += expected.length;
    return true;
  }

  expect(expected: string): void {
    if (!this.take(expected)) throw this.unexpected(`"${expected}"`);
  }

  space(): void {
    this.match(/\s*/y);
  }

  /** Takes what a sticky expression matches here. */
  match(expression: RegExp): string | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  /** Takes a text in single or double quotes and returns it as written, escapes included. */
  rawQuoted(): string {
    const raw = this.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/sy);
    if (raw === undefined) throw this.unexpected('a quoted text');
    return raw.slice(1, -1);
  }

  /** Takes a quoted text with its escapes resolved. */
  quoted(): string {
    return withoutEscapes(this.rawQuoted());
  }

  /** Takes a quoted field name. In single quotes a backslash before a double quote is a part of the name, as on AWS. */
  quotedKey(): string {
    const single = this.peek("'");
    const raw = this.rawQuoted();
    return single ? raw.replace(/\\([^"])/gs, '$1') : withoutEscapes(raw);
  }

  unexpected(wanted: string): UnsupportedDefinitionError {
    const rest = this.atEnd ? 'the end' : `"${this.text.slice(this.at, this.at + 20)}"`;
    return new UnsupportedDefinitionError('path syntax', `"${this.text}" has ${rest} where ${wanted} is expected.`);
  }
}

/** Resolves backslash escapes: each means the character behind it. */
export function withoutEscapes(raw: string): string {
  return raw.replace(/\\(.)/gs, '$1');
}
