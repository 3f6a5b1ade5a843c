import type { Fact } from '../model/fact.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { Stored } from './table.ts';

/** The items of a history, each with the revision that a change must name. */
export interface HistoryItems {
  readonly profile: Stored<Profile>;
  readonly runs: readonly Stored<Run>[];
  readonly facts: readonly Stored<Fact>[];
  /** Outdated copies beside an order, of a parcel that was under way and has arrived: they must not be used. */
  readonly stale?: readonly Stored<Fact>[];
}

/** All that is known of a customer except the ledger: what one query reads. */
export class History {
  readonly customer: string;
  readonly profile: Profile;
  readonly runs: readonly Run[];
  readonly facts: readonly Fact[];
  readonly stored: HistoryItems;

  constructor(customer: string, stored: HistoryItems) {
    this.customer = customer;
    this.stored = stored;
    this.profile = stored.profile.value;
    this.runs = stored.runs.map(({ value }) => value);
    this.facts = stored.facts.map(({ value }) => value);
  }

  run(id: string): Run | undefined {
    return this.runs.find((run) => run.id === id);
  }

  storedRun(id: string): Stored<Run> | undefined {
    return this.stored.runs.find(({ value }) => value.id === id);
  }

  fact<Kind extends Fact['kind']>(kind: Kind, id: string): Extract<Fact, { readonly kind: Kind }> | undefined {
    const isWanted = (fact: Fact): fact is Extract<Fact, { readonly kind: Kind }> =>
      fact.kind === kind && fact.id === id;
    return this.facts.find(isWanted);
  }

  /** The same customer with other runs or facts in place of those that were read. */
  with(items: Partial<Pick<HistoryItems, 'runs' | 'facts' | 'stale'>>): History {
    return new History(this.customer, { ...this.stored, ...items });
  }
}
