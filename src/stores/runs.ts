import type { Run } from '../contracts/run.ts';
import { RetryableError } from '../platform/errors.ts';
import type { Keys } from '../platform/keys.ts';
import { withEntriesOf } from '../policy/goals.ts';
import { runKey } from './keys.ts';
import type { Stored, Table } from './table.ts';

const attempts = 8;

/** The runs of the customers. The latest one of a journey about a subject stands; its ledger lines outlive it. */
export class Runs {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /**
   * Puts a run in its place if that is free, or if the run that stands there gives way. It then remembers that one's
   * entry, whose goal may still be reached.
   * @param givesWay whether a new entry is due although the subject has been in the journey before
   * @returns the run that stands there now: this one, or the one that did not give way
   */
  async enter(run: Run, givesWay: (standing: Run) => boolean): Promise<Stored<Run>> {
    const key = runKey(run.customer, run.journey, run.subject, this.#keys);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const standing = (await this.#table.get(key)) as Stored<Run> | undefined; // the key holds the noun
      if (standing !== undefined && !givesWay(standing.value)) return standing;
      const entering = standing === undefined ? run : withEntriesOf(run, standing.value);
      const rev = await this.#table.put(key, entering, standing?.rev ?? 0);
      if (rev !== undefined) return { ...key, value: entering, rev };
    }
    throw new RetryableError('The place of a run changed eight times while it was being taken.');
  }

  /**
   * Applies a change to a run if it still stands, again when somebody else was first.
   * @param read the run as it was last read: without a change since then, one write is all
   * @param apply gives the changed run, or the same object when nothing changes
   * @returns the run as it stands afterwards; undefined when another has taken its place
   */
  async change(read: Stored<Run>, apply: (run: Run) => Run): Promise<Run | undefined> {
    let standing: Stored<Run> | undefined = read;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (standing === undefined || standing.value.id !== read.value.id) return undefined;
      const changed = apply(standing.value);
      if (changed === standing.value) return changed;
      if ((await this.#table.put(read, changed, standing.rev)) !== undefined) return changed;
      standing = (await this.#table.get(read)) as Stored<Run> | undefined; // the key holds the noun
    }
    throw new RetryableError('A run changed eight times while it was being changed.');
  }
}
