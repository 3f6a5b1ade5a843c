import type { Run } from '../model/run.ts';
import { withEntriesOf } from '../policy/attribution/goals.ts';
import { takesPlaceOf } from '../policy/run/runs.ts';
import type { KeysOnDemand } from '../secrets/keys.ts';
import { change, unlessSame } from './change.ts';
import { closedMarks, closedRunKey, customerPartition, isSettledPlace, markedRun, runKey } from './item-keys.ts';
import { revisionsAfter } from './revisions.ts';
import type { Key, Stored, Table } from './table.ts';

/**
 * The runs of the customers. Only the latest one of a journey about a subject is kept here; its ledger lines outlive
 * it.
 */
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
   * Puts a run in its place if that is free, or if the run there gives way. It then remembers that run's entry, whose
   * goal may still be reached. Where the place has moved to another customer, it goes there.
   * @param givesWay decides whether a new entry is due although the subject has been in the journey before
   * @param closed the subject's run before, if it is not read any more
   * @param read the customer's runs as they were just read: whether one of them has the place need not be asked again
   * @returns the run there now: this one, or the one that did not give way
   */
  async enter(
    run: Run,
    givesWay: (current: Run) => boolean,
    closed?: Stored<Run>,
    read?: readonly Stored<Run>[],
  ): Promise<Stored<Run>> {
    const key = runKey(run.customer, run.journey, run.subject, await this.#keys());
    const known = read?.find(({ pk, sk }) => pk === key.pk && sk === key.sk);
    const again = async () => (await this.#get(key)) ?? this.#closedNow(known ?? closed);
    const before = read === undefined ? await again() : (known ?? (await this.#closedNow(closed)));
    const entering = (current: Stored<Run> | undefined) => {
      if (current === undefined) return run;
      return isMoved(current) || !givesWay(current.value) ? undefined : withEntriesOf(run, current.value);
    };
    const { item } = await change(this.#table, key, before, entering, {
      noun: 'The place of a run',
      doing: 'taken',
      again,
      comesHere: true, // in place of the last run, wherever that is by now
      revisions: revisionsAfter,
    });
    if (item !== undefined && !isMoved(item)) return item;
    return this.enter(ofCustomer(run, await this.#follow(run.customer)), givesWay, closed);
  }

  /**
   * Applies a change to a run if it still has its place, and repeats it when somebody else was first; a run that has
   * moved to another customer is changed there.
   * @param read the run as it was last read: without a change since then, one write is all
   * @param apply gives the changed run, or the same object when nothing changes
   * @returns the run afterwards; undefined when another has taken its place
   */
  async change(read: Stored<Run>, apply: (run: Run) => Run): Promise<Run | undefined> {
    const isOther = (current: Stored<Run> | undefined) => current?.value.id !== read.value.id;
    const applied = (current: Stored<Run> | undefined) =>
      current === undefined || isOther(current) || current.value.movedTo !== undefined
        ? undefined
        : unlessSame(current.value, apply);
    const { item } = await change(this.#table, read, read, applied, {
      noun: 'A run',
      again: (before = read) => this.#find(before, read.value),
    });
    if (item === undefined || isOther(item)) return undefined;
    return item.value.movedTo === undefined ? item.value : this.#changeMoved(read.value, apply);
  }

  /** The run that was read and does not stand in its place any more: where it went. */
  async #closedNow(known: Stored<Run> | undefined): Promise<Stored<Run> | undefined> {
    return known === undefined || isSettledPlace(known) ? known : this.#find(known, known.value);
  }

  /** The run where it stood; if it has gone, where runs go that are not read any more. */
  async #find(key: Key, { id, customer }: Run): Promise<Stored<Run> | undefined> {
    const current = await this.#get(key);
    const closed = closedRunKey(customer, id);
    return current !== undefined || closed === undefined ? current : this.#get(closed);
  }

  async #get(key: Key): Promise<Stored<Run> | undefined> {
    return (await this.#table.get(key)) as Stored<Run> | undefined; // the key holds the noun
  }

  async #changeMoved(read: Run, apply: (run: Run) => Run): Promise<Run | undefined> {
    const { customer, journey, subject } = ofCustomer(read, await this.#follow(read.customer));
    const current = await this.#get(runKey(customer, journey, subject, await this.#keys()));
    return current?.value.id === read.id ? this.change(current, apply) : undefined;
  }

  /**
   * Moves a run to the customer that its own customer turned out to be. It is marked first, so that a late write to it
   * fails and is repeated on the copy; then it takes its place there, unless a later entry of the same subject has it.
   * Doing it again changes nothing.
   * @returns the run there now
   */
  async move(read: Stored<Run>, customer: string): Promise<Stored<Run>> {
    if (read.value.customer === customer) return read; // it stands there already
    const before = await this.#mark(read, customer);
    if (before === undefined) return read;
    const { movedTo: _mark, ...marked } = before;
    const moving = ofCustomer(marked, customer);
    const givesWay = (before: Run) => before.id !== moving.id && takesPlaceOf(before, moving);
    const current = await this.enter(moving, givesWay, await this.#closed(moving));
    if (current.value.id === moving.id) return current;
    await this.change(current, (run) => withEntriesOf(run, moving));
    return current;
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
    const marked = (current: Stored<Run> | undefined) =>
      current?.value.movedTo === undefined ? current && { ...current.value, movedTo: customer } : undefined;
    const { item } = await change(this.#table, read, read, marked, { noun: 'A run', doing: 'moved' });
    return item?.value; // one that went where runs go that are not read stays there
  }
}

/** True if a run in its place has moved to another customer. */
function isMoved(item: Stored<Run>): boolean {
  return !isSettledPlace(item) && item.value.movedTo !== undefined;
}

/** A run's subject after the join: runs once per customer now run once per the surviving customer. */
function ofCustomer(run: Run, customer: string): Run {
  const { subject } = run;
  return { ...run, customer, subject: subject.kind === 'customer' ? { ...subject, id: customer } : subject };
}
