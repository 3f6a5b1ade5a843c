/** A cell's text; numbers are aligned to the right. */
export type Cell = string | number;

/** A table in plain text: columns as wide as their widest cell, full-width characters counted as two. */
export function textTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const written = [heads, ...rows.map((row) => row.map(write))];
  const widths = heads.map((_, column) => Math.max(...written.map((row) => width(row[column] ?? ''))));
  const right = heads.map((_, column) => rows.some((row) => typeof row[column] === 'number'));
  const lines = written.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, right[column] ?? false))
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...body] = lines;
  return [head, widths.map((size) => '─'.repeat(size)).join('  '), ...body].join('\n');
}

function write(cell: Cell): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : cell;
}

function pad(text: string, size: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, size - width(text)));
  return right ? space + text : text + space;
}

/** Columns that a terminal gives the text. */
function width(text: string): number {
  return [...text].reduce(
    (sum, character) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(character)
        ? 2
        : 1),
    0,
  );
}
