import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import type { Position } from '../model/position.ts';
import type { Doubt } from './doubt.ts';
import { fullWidthIn, halfWidth } from './full-width.ts';
import { JourneyError, type Problem } from './problem.ts';
import { type Saying, say } from './saying.ts';
import { suggestSegment } from './suggest.ts';
import { explainYaml, firstYamlError, fullWidthSyntax, keyTwice, type TextFault } from './yaml-fault.ts';

/** A YAML file while it is read: where its nodes stand, and what was found wrong so far. */
export class Source {
  readonly file: string;
  /** The names of the shop's segments, which conditions may ask about. */
  readonly segments: readonly string[];
  readonly problems: Problem[] = [];
  /** What can be read, and is probably not meant. */
  readonly doubts: Doubt[] = [];
  readonly #text: string;
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;
  readonly #readable: boolean;

  /** @param file as errors name it, relative to the repository */
  constructor(file: string, text: string, segments: readonly string[] = []) {
    this.file = file;
    this.segments = segments;
    this.#text = text;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, stringKeys: true });
    for (const fault of this.#syntaxFaults()) this.#add(fault);
    this.#readable = this.problems.length === 0;
    if (this.#readable) this.#reportKeysTwice();
  }

  /** The topmost node. @throws JourneyError when the file is no YAML, for then nothing else can be said of it */
  root(): Node {
    const root = this.#document.contents;
    if (this.#readable && root) return root;
    if (this.#readable) {
      const [message, suggestion] = [say`the file is empty`, say`copy a file beside it, and change that`];
      this.#add({ offset: 0, text: '', message, suggestion });
    }
    throw new JourneyError(this.problems);
  }

  /** A suggestion in place of an unknown segment. */
  suggestSegment(name: string): Saying {
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
  report(node: Node, message: Saying, suggestion?: Saying, offset = 0): void {
    const start = startOf(node) + (offset > 0 && isQuoted(node) ? 1 : 0) + offset;
    this.#add({ offset: start, text: this.#text.slice(start, node.range?.[1] ?? start), message, suggestion });
  }

  /** Notes a doubt about what the node says. @param offset of the doubtful character inside the node's text */
  doubt(node: Node, message: Saying, suggestion: Saying, offset = 0): void {
    this.doubts.push({ at: this.at(node, offset), message, suggestion });
  }

  /**
   * Reports the first full-width character of a text in which the language knows half-width ones only.
   * @param meant the text to write instead
   * @returns true if there is one
   */
  reportFullWidth(node: Node, text: string, meant = halfWidth(text)): boolean {
    const wide = fullWidthIn(text);
    if (!wide) return false;
    const what =
      wide.character === '\u3000'
        ? say`"${text}" has a full-width space`
        : say`"${text}" has a full-width "${wide.character}"`;
    this.report(node, what, say`write "${meant}"`, wide.index);
    return true;
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

  /** What keeps the text from being read as YAML: full-width signs, or else the first error. */
  #syntaxFaults(): readonly TextFault[] {
    const texts = this.#textRanges();
    const wide = fullWidthSyntax(this.#text, (offset) => texts.some(([from, to]) => from < offset && offset < to));
    if (wide.length > 0) return wide;
    const error = firstYamlError(this.#document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY'));
    return error ? [explainYaml(error, this.#text)] : this.#signFaults();
  }

  /** The quoted and folded texts, from offset to offset. */
  #textRanges(): (readonly [from: number, to: number])[] {
    const ranges: (readonly [number, number])[] = [];
    visit(this.#document, {
      Scalar: (_, { type, range }) => {
        if (range && type !== 'PLAIN') ranges.push([range[0], range[2]]);
      },
    });
    return ranges;
  }

  /** Texts without quotes that begin with a sign of YAML: `*` refers to another value, `!` names a type. */
  #signFaults(): TextFault[] {
    const faults: TextFault[] = this.#document.warnings.map(({ pos }) => this.#signFault(pos[0]));
    visit(this.#document, {
      Alias: (_, node) => {
        if (!node.resolve(this.#document)) faults.push(this.#signFault(startOf(node)));
      },
    });
    return faults;
  }

  #signFault(offset: number): TextFault {
    const text = this.#text.slice(offset).split('\n')[0]?.trimEnd() ?? '';
    const message = say`"${text.charAt(0)}" cannot begin a text`;
    return { offset, text, message, suggestion: say`put it in quotes: "${text}"` };
  }

  #reportKeysTwice(): void {
    for (const error of this.#document.errors) {
      const fault = keyTwice(error, this.#text);
      if (fault) this.#add(fault);
    }
  }

  #add({ offset, text, message, suggestion }: Omit<TextFault, 'suggestion'> & { readonly suggestion?: Saying }): void {
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
