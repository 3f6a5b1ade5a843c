/** A dead letter as its queue keeps it. */
export interface DeadLetter {
  readonly body: string;
  /** When it was first sent, as SQS counts; epoch milliseconds. */
  readonly sentAt: number;
}

/** Says of each of some letters, in their order, whether it is removed. */
export type PickLetters = (letters: readonly DeadLetter[]) => Promise<readonly boolean[]>;

/** One pass over a queue of dead letters. */
export interface LetterSearch {
  /** The queue's name. */
  readonly queue: string;
  /** About as many letters as it held when the pass began, those included that somebody else was reading. */
  readonly found: number;
  readonly read: number;
  readonly removed: number;
  /** True if time was up: another pass goes on, for the letters of this one are hidden for a while. */
  readonly more: boolean;
  /** When SQS deletes the last of the letters that stay, ISO 8601; undefined when none stays. */
  readonly until?: string | undefined;
}

/** A queue that functions work off, as it stands. */
export interface WorkQueue {
  readonly queue: string;
  /** About as many messages as it holds. */
  readonly messages: number;
  /** The longest that it keeps one. */
  readonly days: number;
}
