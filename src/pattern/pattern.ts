/** An EventBridge pattern: under each key a pattern, or the list of what is accepted. */
export type Pattern = Readonly<Record<string, unknown>>;
