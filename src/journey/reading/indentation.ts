/** A line that begins in a column where nothing of its kind can begin. */
export interface Misplaced {
  /** The line, from 0. */
  readonly line: number;
  /** Its indentation, in spaces. */
  readonly indent: number;
  /** The indentation of the lines that it seems to belong to. */
  readonly expected: number;
  /** One of these lines, without its indentation. */
  readonly like: string;
  readonly isItem: boolean;
  /** The lines further out that it may belong to as well. */
  readonly or?: { readonly expected: number; readonly like: string };
}

/** A block that is open: its lines begin in one column. */
interface Level {
  readonly indent: number;
  readonly isList: boolean;
  /** The first of its lines. */
  readonly first: string;
  /** True while its last line may have lines below it: it ends with a colon. */
  opens: boolean;
}

/** The first line of a YAML text that begins too far left or right; undefined if none does. */
export function misplacedLine(lines: readonly string[]): Misplaced | undefined {
  const levels: Level[] = [];
  for (const [line, text] of lines.entries()) {
    if (/^\s*(#|$)/.test(text)) continue;
    const next = lines.slice(line + 1).find((below) => !/^\s*(#|$)/.test(below)) ?? '';
    const misplaced = place(levels, text, next.length - next.trimStart().length);
    if (misplaced) return { line, ...misplaced };
  }
  return undefined;
}

/** @param next the indentation of the line below */
function place(levels: Level[], text: string, next: number): Omit<Misplaced, 'line'> | undefined {
  const content = text.trimStart();
  const indent = text.length - content.length;
  const isItem = /^-(\s|$)/.test(content);
  const closed = closeBeyond(levels, indent);
  const top = levels.at(-1);
  if (top && !fits(top, indent, isItem)) {
    const own = closed.find(({ isList }) => isList === isItem) ?? (top.isList === isItem ? top : levels.at(-2)) ?? top;
    return { indent, isItem, ...columnOf(own, top, indent, next) };
  }
  open(levels, indent, content);
  return undefined;
}

/** The column of a line between two blocks of its kind: the line below tells which of them goes on, or it may be both. */
function columnOf(own: Level, outer: Level, indent: number, next: number): Pick<Misplaced, 'expected' | 'like' | 'or'> {
  const inner = { expected: own.indent, like: own.first };
  const isBetween = outer.indent < indent && indent < own.indent && outer.isList === own.isList;
  if (!isBetween || next === own.indent) return inner;
  const further = { expected: outer.indent, like: outer.first };
  return next === outer.indent && outer.indent > 0 ? further : { ...inner, or: further };
}

/** Removes the levels that a line with this indentation ends. Returns them. */
function closeBeyond(levels: Level[], indent: number): readonly Level[] {
  const stays = levels.findIndex((level) => level.indent > indent);
  return stays === -1 ? [] : levels.splice(stays);
}

function fits(top: Level, indent: number, isItem: boolean): boolean {
  if (top.indent < indent) return top.opens;
  return top.isList === isItem || (isItem && top.opens); // a list may begin in the column of its key
}

/** Notes what a line begins: an item, and the key in it. */
function open(levels: Level[], indent: number, content: string): void {
  const item = /^-\s+/.exec(content);
  const isItem = /^-(\s|$)/.test(content);
  note(levels, indent, content, isItem);
  if (item) open(levels, indent + item[0].length, content.slice(item[0].length));
}

function note(levels: Level[], indent: number, content: string, isList: boolean): void {
  const top = levels.at(-1);
  const opens = isList ? /^-\s*(#.*)?$/.test(content) : /:\s*([|>][-+\d]*\s*)?(#.*)?$/.test(content);
  if (top && top.indent === indent && top.isList === isList) {
    top.opens = opens;
    return;
  }
  if (top) top.opens = false;
  levels.push({ indent, isList, first: content, opens });
}
