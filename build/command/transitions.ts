import path from 'node:path';
import { transitionHeads, transitionRows } from '../docs/transitions.ts';
import { loadJourneys } from '../journeys.ts';
import { type Command, readArguments, refuseWords } from './command.ts';

/** `transitions`: what the journeys cost in Step Functions. */
export const transitions: Command = {
  usage: '',
  about: 'counts the state transitions of a customer who stays to the end, and what they cost',
  details: ['At the list price of $25 per million; waiting costs nothing. E-mail, SMS and functions are not included.'],

  async run(args, { root, print }) {
    refuseWords(readArguments(args, {}).positionals);
    const { journeys } = loadJourneys(path.join(root, 'statemachines'));
    print(columns([transitionHeads, ...transitionRows(journeys)]));
    return 0;
  },
};

/** Rows with their cells below each other: the first to the left, numbers to the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => align(cell, widths[column] ?? 0, column)).join('  '));
  return lines.join('\n');
}

function align(cell: string, width: number, column: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}
