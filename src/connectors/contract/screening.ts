import type { FieldProblem } from '../../commerce/values/contract-error.ts';

/** What is said of one event of a batch. */
export interface EventAnswer {
  /** The event's id, if it has one that can be read. */
  readonly id?: string;
  readonly status: 'accepted' | 'refused';
  readonly problems?: readonly FieldProblem[];
  /** Fields that cannot be used, and are left out. */
  readonly dropped?: readonly string[];
}

/** The check of a delivery before the queue: what the sender is told, and the part of the body that goes on. */
export interface Screening {
  readonly answers: readonly EventAnswer[];
  /** Undefined: nothing of it goes on. */
  readonly body?: unknown;
}
