import { isDeepStrictEqual } from 'node:util';
import type { Failure, FeedbackKind, Message } from '../model/message.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { TurnedAway } from '../model/turned-away.ts';
import { namesOf } from '../policy/customer/names.ts';
import { foldFeedback, mergeMessages } from '../policy/delivery/ledger.ts';
import { change, unlessEqual } from './change.ts';
import {
  customerPartition,
  ledgerKey,
  ledgerPlaces,
  ledgerRange,
  linesRange,
  nounOf,
  profileKey,
} from './item-keys.ts';
import type { Key, Slice, Stored, Table } from './table.ts';

/** A page of the ledger, and behind which item the next one begins. */
export interface LedgerPage {
  readonly messages: readonly Message[];
  readonly refusals: readonly TurnedAway[];
  readonly next?: Key;
}

/** The ledger: one line for every message that was intended, saying what became of it. */
export class Messages {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** The line of a message, if it has one yet. */
  async get(customer: string, message: string): Promise<Message | undefined> {
    const item = await this.#table.get(ledgerKey(customer, message));
    return item?.value as Message | undefined; // the key holds the noun
  }

  /** All lines of a customer. */
  async ofCustomer(customer: string): Promise<Message[]> {
    const items = await this.#table.range(customerPartition(customer), ledgerRange.from, ledgerRange.to);
    return items.map(({ value }) => value as Message); // the range holds only the noun
  }

  /** The lines of a customer, also those from before they were known to be this one: one query for each who was joined. */
  async allOf(profile: Pick<Profile, 'customer' | 'mergedFrom' | 'browsers'>): Promise<Message[]> {
    return (await Promise.all(namesOf(profile).map((key) => this.ofCustomer(key)))).flat();
  }

  /** The lines of a run: they stand under the customer whose it was when it began. */
  async ofRun({ id, input }: Pick<Run, 'id' | 'input'>): Promise<Message[]> {
    return this.ofEntry(input.customer, id);
  }

  /** The lines of a run or of an entry before it, as they stand under one customer: one query. */
  async ofEntry(customer: string, run: string): Promise<Message[]> {
    const { from, to } = linesRange(run);
    const items = await this.#table.range(customerPartition(customer), from, to);
    return items.map(({ value }) => value as Message); // the range holds only the noun
  }

  /**
   * One page of the whole ledger, and of the events that started nothing; its data may be seconds old. There is no index:
   * every item of the table is read, whatever is looked for.
   * @param of the lines of one key, or those of one journey; all of them otherwise
   */
  async page(of: { readonly key?: string; readonly journey?: string }, slice: Slice): Promise<LedgerPage> {
    const { items, next } = await this.#table.scan(ledgerPlaces(of), slice);
    const isOfJourney = ({ journey }: { readonly journey: string }) =>
      of.journey === undefined || journey === of.journey;
    const ofNoun = (noun: string) => items.filter((item) => nounOf(item) === noun).map(({ value }) => value);
    const messages = (ofNoun('message') as Message[]).filter(isOfJourney); // the key holds the noun
    const refusals = (ofNoun('refusal') as TurnedAway[]).filter(isOfJourney); // the key holds the noun
    return { messages, refusals, ...(next && { next }) };
  }

  /** Records what became of a message; what was already known is settled with it, never lost. */
  async record(message: Message): Promise<Message> {
    return this.#change(message, undefined, (known) => (known ? mergeMessages(known, message) : message));
  }

  /**
   * Records what SES or the carrier reported.
   * @param unrecorded the line to begin with when the send itself was never recorded
   * @param failure what made a report of `failed`
   * @returns the line, and whether the report was news; undefined when there is no line because the customer was erased: no new
   * one is begun
   */
  async feedback(
    unrecorded: Message,
    kind: FeedbackKind,
    at: number,
    failure?: Failure,
  ): Promise<{ readonly line: Message; readonly isNews: boolean } | undefined> {
    const known = (await this.#table.get(ledgerKey(unrecorded.customer, unrecorded.key))) as
      | Stored<Message>
      | undefined; // the key holds the noun
    if (known === undefined && (await this.#isErased(unrecorded.customer))) return undefined;
    let isNews = false;
    const line = await this.#change(unrecorded, known, (before) => {
      const { channel } = unrecorded; // a held line names none yet
      const after = foldFeedback(before ? { ...(channel && { channel }), ...before } : unrecorded, kind, at, failure);
      isNews = !isDeepStrictEqual(before, after);
      return after;
    });
    return { line, isNews };
  }

  /** Notes on the line of a first attempt that the second has gone. */
  async replace(first: Message, by: NonNullable<Message['replaced']>): Promise<void> {
    await this.#change(first, undefined, (known = first) => (known.replaced ? known : { ...known, replaced: by }));
  }

  async #isErased(customer: string): Promise<boolean> {
    const profile = (await this.#table.get(profileKey(customer)))?.value as Profile | undefined; // the key holds the noun
    return profile?.erased !== undefined;
  }

  async #change(
    line: Message,
    read: Stored<Message> | undefined,
    apply: (known: Message | undefined) => Message,
  ): Promise<Message> {
    const key = ledgerKey(line.customer, line.key);
    const { item } = await change(this.#table, key, read, (known) => unlessEqual(known?.value, apply(known?.value)), {
      noun: 'A line of the ledger',
    });
    return item?.value ?? line;
  }
}
