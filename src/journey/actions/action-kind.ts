import type { Words } from '../../commerce/words.ts';
import type { Action } from '../../model/action.ts';
import type { Fields } from '../reading/fields.ts';
import type { Source } from '../reading/source.ts';

/** All there is to know about one thing that a `do` step can do. A new one is one such object in one new file. */
export interface ActionKind<A extends Action> {
  /** What a state machine calls it. */
  readonly kind: A['kind'];
  /** Its keys, its own name first, as JSON Schema. */
  readonly keys: Readonly<Record<string, { readonly description: string; readonly [keyword: string]: unknown }>>;
  /** The keys that have to be there. */
  readonly needed: readonly string[];
  /** Reads it; reports what is wrong with it, and then gives nothing. */
  read(fields: Fields, source: Source): A | undefined;
  /** The step's id, unless another step has it. */
  id(action: A): string;
  /** The name of its state: says nothing that may be adjusted, such as an amount. */
  stateName(action: A): string;
  /** How the wait before it, and a comparison, call it: "Wait before …". */
  nounFor(action: A): string;
  /** What it does, in a sentence. */
  explain(action: A): Words;
  /** What its box in a picture says. */
  box(action: A): { readonly title: Words; readonly note?: Words };
  /** What of it may be adjusted, in words; '' if nothing. */
  setting(action: A): string;
}
