/** A cell that a spreadsheet runs, or computes: a formula, also in full-width letters or behind spaces. A negative amount is none. */
const computed = /^\s*(?:[=+@＝＋＠]|[-－](?![\d.,]+$))/u;

/** The cell as a spreadsheet shows it whole: behind an apostrophe nothing is run, and no phone number loses its plus sign. */
export function asShown(cell: string): string {
  return computed.test(cell) ? `'${cell}` : cell;
}

/** The cell without such an apostrophe. */
export function asWritten(cell: string): string {
  return cell.startsWith("'") && computed.test(cell.slice(1)) ? cell.slice(1) : cell;
}
