/** A command of a document: what it says, and the line where it begins. */
export interface Said {
  readonly text: string;
  readonly line: number;
  /** Whether it stands in running text, where it may be a mere name: `aws scheduler update-schedule`. */
  readonly inline: boolean;
}

/** Every shell command of a Markdown document, in its order: the lines of sh blocks, and `aws …` in running text. */
export function commandsIn(markdown: string): readonly Said[] {
  const said: Said[] = [];
  for (const match of markdown.matchAll(/^( *)```(\w*)\n([\s\S]*?)^ *```|`(aws [^`]+)`/gm)) {
    const [, , language, block, inline] = match;
    const line = markdown.slice(0, match.index).split('\n').length;
    if (inline !== undefined) said.push({ text: inline.replace(/\s+/g, ' '), line, inline: true });
    if (language === 'sh') said.push(...statements(block ?? '', line + 1));
  }
  return said;
}

/** The statements of a script: lines, joined where a backslash or an open quote says so. */
function statements(script: string, firstLine: number): Said[] {
  const found: Said[] = [];
  let [text, begun] = ['', firstLine];
  script.split('\n').forEach((line, index) => {
    if (text === '') begun = firstLine + index;
    text += text.endsWith(' ') ? line.trimStart() : line;
    if (/\\$/.test(text)) text = `${text.slice(0, -1).trimEnd()} `;
    else if (text.trimEnd().endsWith('|')) text += ' ';
    else if (isClosed(text)) {
      if (words(text).length > 0) found.push({ text: text.trim(), line: begun, inline: false });
      text = '';
    } else text += '\n';
  });
  return found;
}

function isClosed(text: string): boolean {
  return (text.match(/'/g) ?? []).length % 2 === 0 && (text.match(/"/g) ?? []).length % 2 === 0;
}

/** A part of a word: text as it is, or what a shell or a reader puts in. */
export interface Part {
  readonly kind: 'text' | 'variable' | 'placeholder';
  readonly text: string;
}

/** A word of a command. */
export interface Word {
  readonly parts: readonly Part[];
}

const piece =
  /'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|<(?<placeholder>[^<>\n]+)>|\$(?<variable>\w+)|(?<sign>[|;])|(?<comment>(?<=^|\s)#.*)|(?<space>\s+)|(?<plain>[^\s'"<>$|;]+)/g;

/** The words of a statement; a pipe and a semicolon are words of their own, comments are none. */
export function words(statement: string): Word[] {
  const found: Word[] = [];
  let parts: Part[] = [];
  const end = (): void => {
    if (parts.length > 0) found.push({ parts });
    parts = [];
  };
  for (const { groups = {} } of statement.matchAll(piece)) {
    if (groups.comment !== undefined) break;
    if (groups.space !== undefined) end();
    else if (groups.sign !== undefined) {
      end();
      found.push({ parts: [{ kind: 'text', text: groups.sign }] });
    } else parts.push(...partsOf(groups));
  }
  end();
  return found;
}

function partsOf({ single, double, placeholder, variable, plain = '' }: Record<string, string | undefined>): Part[] {
  if (placeholder !== undefined) return [{ kind: 'placeholder', text: placeholder }];
  if (variable !== undefined) return [{ kind: 'variable', text: variable }];
  if (double === undefined) return [{ kind: 'text', text: single ?? plain }];
  return double.split(/(\$\w+)/).map((text) => {
    if (/^\$\w+$/.test(text)) return { kind: 'variable', text: text.slice(1) };
    return { kind: 'text', text: text.replace(/\\(.)/g, '$1') };
  });
}
