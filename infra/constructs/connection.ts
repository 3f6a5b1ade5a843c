/** What a function is told of a part of the stack, and the least that it may do with it. */
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
