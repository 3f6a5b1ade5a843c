import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { Position } from '../model/position.ts';
import { JourneyError, type Problem } from './problem.ts';
import { suggestSegment } from './suggest.ts';

/** A YAML file while it is read: where its nodes stand, and what was found wrong so far. */
export class Source {
  readonly file: string;
  /** The names of the shop's segments, which conditions may ask about. */
  readonly segments: readonly string[];
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  /** @param file as errors name it, relative to the repository */
  constructor(file: string, text: string, segments: readonly string[] = []) {
    this.file = file;
    this.segments = segments;
    this.#text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, stringKeys: true });
    for (const error of this.#document.errors) this.#reportYaml(error);
  }

  /** The topmost node. @throws JourneyError when the file is no YAML, for then nothing else can be said of it */
  root(): Node {
    if (this.#document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) throw new JourneyError(this.problems);
    const root = this.#document.contents;
    if (root) return root;
    this.#add(0, '', 'the file is empty', 'copy one of the journeys beside it');
    throw new JourneyError(this.problems);
  }

  /** A suggestion in place of an unknown segment. */
  suggestSegment(name: string): string {
    return suggestSegment(name, this.segments);
  }

  /** The node itself, or the target of an alias. */
  resolve(node: Node): Node {
    return isAlias(node) ? (node.resolve(this.#document) ?? node) : node;
  }

  /** The node as plain data. */
  plain(node: Node): unknown {
    return node.toJS(this.#document);
  }

  /** The position of the node, or of a character inside its text. */
  at(node: Node, offset = 0): Position {
    return this.#position(startOf(node) + (offset === 0 ? 0 : offset + (isQuoted(node) ? 1 : 0)));
  }

  /**
   * Notes a problem.
   * @param offset of the offending character inside the node's text
   */
  report(node: Node, message: string, suggestion?: string, offset = 0): void {
    const start = startOf(node) + (offset > 0 && isQuoted(node) ? 1 : 0) + offset;
    this.#add(start, this.#text.slice(start, node.range?.[1] ?? start), message, suggestion);
  }

  /** The node that a path from another one leads to: for the last key of a mapping, the key. */
  find(from: Node, path: readonly (string | number)[]): Node {
    const [step, ...rest] = path;
    if (step === undefined || !isCollection(from)) return from;
    const pair = isMap(from) ? from.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    if (pair && rest.length === 0) return pair.key as Node; // stringKeys leaves no keys but scalars
    const child = from.get(step, true) as Node | undefined; // keepScalar: a node or nothing
    return child ? this.find(this.resolve(child), rest) : from;
  }

  #reportYaml(error: YAMLError): void {
    const [start, end] = error.pos;
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^["']?([^:"'\n]*)/.exec(this.#text.slice(start))?.[1] ?? '';
      this.#add(start, key, `"${key}" is written twice`, 'keep one');
    } else {
      const suggestion = 'check the indentation, brackets, colons and quotes here';
      this.#add(start, this.#text.slice(start, end), `this is not YAML (${lowerFirst(error.message)})`, suggestion);
    }
  }

  #add(offset: number, text: string, message: string, suggestion?: string): void {
    const position = this.#position(offset);
    const sourceLine = this.#text.split(/\r?\n/)[position.line - 1] ?? '';
    const firstLine = text.trimEnd().split('\n')[0] ?? '';
    this.problems.push({ file: this.file, ...position, text: firstLine, sourceLine, message, suggestion });
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

function isQuoted(node: Node): boolean {
  return isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE');
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
