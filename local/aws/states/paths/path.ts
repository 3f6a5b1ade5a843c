/** The filter of `[?( … )]`: true if an element passes. */
export type Filter = (element: unknown) => boolean;

/** One step of a path, from a set of nodes to the next. */
export type Segment =
  | { kind: 'keys'; names: string[] }
  | { kind: 'indexes'; numbers: number[] }
  | { kind: 'slice'; from: number | undefined; to: number | undefined; step: number }
  | { kind: 'all' }
  | { kind: 'descend' }
  | { kind: 'filter'; test: Filter }
  | { kind: 'length' };

/** A parsed path: `$.a` starts at the input, `$$.a` at the context object, `$name.a` at a variable. */
export interface ParsedPath {
  text: string;
  root: 'input' | 'context' | 'variable';
  variable: string;
  segments: Segment[];
  /** Leads to at most one value; an indefinite path always yields a list. */
  definite: boolean;
}
