import type { EventType, StoreEvent } from './events.ts';
import type { Occurrence } from './occurrence.ts';

/** All that there is to know of one kind of fact: how it is told, joined and remembered. */
export interface NounFacts<F extends { readonly kind: string; readonly id: string }, T extends EventType> {
  /** The fact that an event tells of, as if nothing else were known of it. @param at when it occurred, epoch milliseconds */
  readonly fromEvents: { readonly [On in T]: (event: Extract<StoreEvent, { type: On }>, at: number) => F };
  /** All that two facts with one id say together: commutative, associative and idempotent. */
  readonly join: (one: F, other: F) => F;
  /** The occurrences that the fact remembers. */
  readonly occurrences: (fact: F) => readonly Occurrence[];
}

/** Whether an import told of a fact, or a part of it. Without either mark live events told all of it. */
export interface Imported {
  /** Set if no live event told of it. */
  readonly history?: true;
  /** The part that live events told, where an import told more. */
  readonly live?: object;
}

/** The occurrence, if its time is known. */
export function occurred(
  on: EventType,
  at: number | undefined,
  { id, ...rest }: Omit<Occurrence, 'on' | 'at'>,
): Occurrence[] {
  return at === undefined ? [] : [{ on, id, at, ...rest }];
}
