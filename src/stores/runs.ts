import { RetryableError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { withEntriesOf } from '../policy/attribution/goals.ts';
import { takesPlaceOf } from '../policy/run/runs.ts';
import type { KeysOnDemand } from '../secrets/keys.ts';
import {
  closedMarks,
  closedRunKey,
  customerPartition,
  isSettledPlace,
  markedRun,
  revisionsAfter,
  runKey,
} from './keys.ts';
import type { Key, Stored, Table } from './table.ts';

const attempts = 8;

/** The runs of the customers. The latest one of a journey about a subject stands; its ledger lines outlive it. */
export class Runs {
  readonly #table: Table;
  readonly #keys: KeysOnDemand;
  readonly #follow: (customer: string) => Promise<string>;

  /** @param follow the customer that one turned out to be, once all that they had is there */
  constructor(table: Table, keys: KeysOnDemand, follow: (customer: string) => Promise<string>) {
    this.#table = table;
    this.#keys = keys;
    this.#follow = follow;
  }

  /**
   * Puts a run in its place if that is free, or if the run that stands there gives way. It then remembers that one's
   * entry, whose goal may still be reached. Where the place has moved to another customer, it goes there.
   * @param givesWay whether a new entry is due although the subject has been in the journey before
   * @param closed the subject's run before, if it is not read any more
   * @param read the customer's runs as they were just read: whether one of them has the place need not be asked again
   * @returns the run that stands there now: this one, or the one that did not give way
   */
  async enter(
    run: Run,
    givesWay: (standing: Run) => boolean,
    closed?: Stored<Run>,
    read?: readonly Stored<Run>[],
  ): Promise<Stored<Run>> {
    const key = runKey(run.customer, run.journey, run.subject, await this.#keys());
    const known = read?.find(({ pk, sk }) => pk === key.pk && sk === key.sk);
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      // A write that fails says that it has changed since it was read.
      const standing = attempt === 0 && read ? known : ((await this.#table.get(key)) as Stored<Run> | undefined); // the key holds the noun
      if (standing?.value.movedTo !== undefined) {
        return this.enter(ofCustomer(run, await this.#follow(run.customer)), givesWay, closed);
      }
      const before = standing ?? (await this.#closedNow(known ?? closed));
      if (before !== undefined && !givesWay(before.value)) return before;
      const entering = before === undefined ? run : withEntriesOf(run, before.value);
      const rev = await this.#table.put(key, entering, ...revisionsAfter(before));
      if (rev !== undefined) return { ...key, value: entering, rev };
    }
    throw new RetryableError('The place of a run changed eight times while it was being taken.');
  }

  /**
   * Applies a change to a run if it still stands, again when somebody else was first; to one that has moved to another
   * customer, there.
   * @param read the run as it was last read: without a change since then, one write is all
   * @param apply gives the changed run, or the same object when nothing changes
   * @returns the run as it stands afterwards; undefined when another has taken its place
   */
  async change(read: Stored<Run>, apply: (run: Run) => Run): Promise<Run | undefined> {
    let standing: Stored<Run> | undefined = read;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (standing === undefined || standing.value.id !== read.value.id) return undefined;
      if (standing.value.movedTo !== undefined) return this.#changeMoved(read.value, apply);
      const changed = apply(standing.value);
      if (changed === standing.value) return changed;
      if ((await this.#table.put(standing, changed, standing.rev)) !== undefined) return changed;
      standing = await this.#find(standing, read.value);
    }
    throw new RetryableError('A run changed eight times while it was being changed.');
  }

  /** The run that was read and does not stand in its place any more: where it went. */
  async #closedNow(known: Stored<Run> | undefined): Promise<Stored<Run> | undefined> {
    return known === undefined || isSettledPlace(known) ? known : this.#find(known, known.value);
  }

  /** The run where it stood; if it has gone, where runs go that are not read any more. */
  async #find(key: Key, { id, customer }: Run): Promise<Stored<Run> | undefined> {
    const standing = (await this.#table.get(key)) as Stored<Run> | undefined; // the key holds the noun
    const closed = closedRunKey(customer, id);
    if (standing !== undefined || closed === undefined) return standing;
    return (await this.#table.get(closed)) as Stored<Run> | undefined; // the key holds the noun
  }

  async #changeMoved(read: Run, apply: (run: Run) => Run): Promise<Run | undefined> {
    const { customer, journey, subject } = ofCustomer(read, await this.#follow(read.customer));
    const key = runKey(customer, journey, subject, await this.#keys());
    const standing = (await this.#table.get(key)) as Stored<Run> | undefined; // the key holds the noun
    return standing?.value.id === read.id ? this.change(standing, apply) : undefined;
  }

  /**
   * Moves a run to the customer that its own turned out to be. It is marked first, so that a late write to it fails
   * and is repeated on the copy; then it takes its place there, unless a later entry of the same subject has it. Doing it again
   * changes nothing.
   * @returns the run that stands there
   */
  async move(read: Stored<Run>, customer: string): Promise<Stored<Run>> {
    if (read.value.customer === customer) return read; // it stands there already
    const before = await this.#mark(read, customer);
    if (before === undefined) return read;
    const { movedTo: _mark, ...marked } = before;
    const moving = ofCustomer(marked, customer);
    const givesWay = (before: Run) => before.id !== moving.id && takesPlaceOf(before, moving);
    const standing = await this.enter(moving, givesWay, await this.#closed(moving));
    if (standing.value.id === moving.id) return standing;
    await this.change(standing, (run) => withEntriesOf(run, moving));
    return standing;
  }

  /** The run of the same subject that is not read any more. */
  async #closed({ customer, journey, subject }: Run): Promise<Stored<Run> | undefined> {
    const { from, to } = closedMarks(subject, await this.#keys());
    const marks = await this.#table.range(customerPartition(customer), from, to);
    const closed = (await this.#table.getMany(marks.map(markedRun))) as Stored<Run>[]; // the keys hold the noun
    const ofJourney = closed.filter(({ value }) => value.journey === journey);
    return ofJourney.sort((one, other) => other.value.startedAt - one.value.startedAt)[0];
  }

  /** The run as it was when it was marked as moved; undefined when it is not read any more. */
  async #mark(read: Stored<Run>, customer: string): Promise<Run | undefined> {
    let standing = read;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (standing.value.movedTo !== undefined) return standing.value;
      const marked = { ...standing.value, movedTo: customer };
      if ((await this.#table.put(standing, marked, standing.rev)) !== undefined) return marked;
      const now = (await this.#table.get(standing)) as Stored<Run> | undefined; // the key holds the noun
      if (now === undefined) return undefined; // it went where runs go that are not read: there it stays
      standing = now;
    }
    throw new RetryableError('A run changed eight times while it was being moved.');
  }
}

/** What runs once per customer now runs once per the customer that they turned out to be. */
function ofCustomer(run: Run, customer: string): Run {
  const { subject } = run;
  return { ...run, customer, subject: subject.kind === 'customer' ? { ...subject, id: customer } : subject };
}
