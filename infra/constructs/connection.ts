/** A function's connection to a part of the stack: its environment, and the least permissions. */
export interface Connection {
  readonly environment: Readonly<Record<string, string>>;
  readonly grants: readonly Grant[];
}

export interface Grant {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** Why a resource may hold a `*`; a policy check fails the synthesis where this is missing. */
  readonly wildcard?: string;
}

/** The journeys' state machines by name. Their ARNs are spelled, not referred to: they refer to the functions. */
export interface Machines {
  /** ARN up to where the journey's name follows. */
  readonly prefix: string;
  readonly arns: readonly string[];
}
