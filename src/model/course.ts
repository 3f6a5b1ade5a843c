/** The ways of a journey's runs from step to step, in the order of its state machine. */
export interface Course {
  /** The first step; null if there is none. */
  readonly first: string | null;
  readonly steps: Readonly<Record<string, CourseStep>>;
}

/** A step, and what may follow. */
export interface CourseStep {
  /** The message that it sends, if it sends one. */
  readonly message?: string;
  /** Set on an action, which the run notes when it is done. */
  readonly acts?: true;
  /** The steps that may follow, null for the end: of a choice and an await one for each arm, in order, then that of the time-out. */
  readonly ways: readonly (string | null)[];
  /** Of a split, the weights of its arms. */
  readonly split?: readonly number[];
}
