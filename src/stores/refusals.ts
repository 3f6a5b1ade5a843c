import type { Profile } from '../model/profile.ts';
import type { Subject } from '../model/subject.ts';
import type { TurnedAway } from '../model/turned-away.ts';
import { namesOf } from '../policy/customer/names.ts';
import { withTime } from '../policy/run/turned-away.ts';
import type { Keys } from '../secrets/keys.ts';
import { change } from './change.ts';
import { customerPartition, refusalKey, refusalRange } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** The events that started nothing although a journey's `starts` matched them, by customer. No decision reads them. */
export class Refusals {
  readonly #table: Table;
  readonly #keys: Keys;

  constructor(table: Table, keys: Keys) {
    this.#table = table;
    this.#keys = keys;
  }

  /**
   * Records an event that started nothing. The first one of its subject and reason is one write; a later one may take a
   * read and another write, unless it comes within an hour.
   * @throws RetryableError when others are first eight times
   */
  async note(news: TurnedAway, subject: Subject): Promise<void> {
    const key = refusalKey(news, subject, this.#keys);
    const apply = (read: Stored<TurnedAway> | undefined) => {
      const after = withTime(read?.value, news);
      return after === read?.value ? undefined : after;
    };
    await change<TurnedAway>(this.#table, key, undefined, apply, { noun: 'The record of a refused entry' });
  }

  /** All of a customer, also those from before they were known to be this one: one query for each who was joined. */
  async allOf(profile: Pick<Profile, 'customer' | 'mergedFrom' | 'browsers'>): Promise<TurnedAway[]> {
    const { from, to } = refusalRange;
    const items = await Promise.all(
      namesOf(profile).map((name) => this.#table.range(customerPartition(name), from, to)),
    );
    return items.flat().map(({ value }) => value as TurnedAway); // the range holds only the noun
  }
}
