import type { EventType, SubjectKind } from './events.ts';

/** Something that occurred, as a fact or the ledger remembers it: what, when, and to which things. */
export interface Occurrence<On extends string = EventType> {
  readonly on: On;
  /** The id of the thing that the event tells of. */
  readonly id: string;
  readonly at: number;
  /** True if it concerns the run with its id alone: the answer to a question that this run asked. */
  readonly asked?: true;
  readonly subjects: Readonly<Partial<Record<SubjectKind, string>>>;
}
