import { type Channel, channels } from '../../../src/commerce/customer/channel.ts';
import type { Words } from '../../../src/commerce/words.ts';
import type { FileOutcome, ReadyEvent } from '../../../src/connectors/files/import-file.ts';
import type { CellProblem } from '../../../src/connectors/files/problem.ts';

/** So many rows are shown as they would be stored. */
const shownRows = 10;

/** So many rows are named of each problem. */
const namedRows = 5;

/** A problem of a column, and the rows that have it. */
export interface CountedProblem {
  readonly column: string;
  readonly said: Words;
  count: number;
  /** The first of them. */
  readonly rows: number[];
}

/** What a file holds. Its size does not depend on that of the file. */
export class Survey {
  rows = 0;
  /** Rows that are imported, refused as a whole, and left out on purpose. */
  imported = 0;
  refused = 0;
  leftOut = 0;
  events = 0;
  readonly types = new Map<string, number>();
  readonly consents = new Map<`${Channel} ${'granted' | 'withdrawn'}`, number>();
  /** Agreements that are left out, because the file says no date of them. */
  undatedConsents = 0;
  readonly problems = new Map<string, CountedProblem>();
  readonly notes = new Map<string, CountedProblem>();
  readonly reasons = new Map<string, { readonly said: Words; count: number }>();
  readonly samples: FileOutcome[] = [];

  take(outcome: FileOutcome): void {
    const { rows, events, problems, notes, leftOut, undatedConsents = 0 } = outcome;
    this.rows += rows.length;
    for (const problem of problems) countProblem(this.problems, problem);
    if (problems.length > 0) this.refused += rows.length;
    else if (leftOut) this.#leaveOut(leftOut, rows.length);
    else {
      this.imported += rows.length;
      this.undatedConsents += undatedConsents;
      for (const note of notes) countProblem(this.notes, note);
      for (const event of events) this.#count(event);
      if (this.samples.length < shownRows) this.samples.push(outcome);
    }
  }

  #leaveOut(said: Words, rows: number): void {
    this.leftOut += rows;
    const reason = this.reasons.get(said.en) ?? { said, count: 0 };
    reason.count += rows;
    this.reasons.set(said.en, reason);
  }

  #count({ recorded }: ReadyEvent): void {
    this.events += 1;
    this.types.set(recorded.type, (this.types.get(recorded.type) ?? 0) + 1);
    for (const channel of channels) {
      const word = recorded.customer.consent?.[channel];
      if (word === undefined) continue;
      const name = `${channel} ${word.granted ? 'granted' : 'withdrawn'}` as const;
      this.consents.set(name, (this.consents.get(name) ?? 0) + 1);
    }
  }
}

function countProblem(known: Map<string, CountedProblem>, { row, column, said }: CellProblem): void {
  const key = `${column}\n${said.en}`;
  const problem = known.get(key) ?? { column, said, count: 0, rows: [] };
  problem.count += 1;
  if (problem.rows.length < namedRows) problem.rows.push(row);
  known.set(key, problem);
}
