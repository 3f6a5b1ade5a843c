import type { Words } from '../../commerce/words.ts';
import type { Action } from '../../model/action.ts';
import type { Fields } from '../reading/fields.ts';
import type { Source } from '../reading/source.ts';

/** All there is to know about one thing that a `do` step can do. A new one is one such object in one new file. */
export interface ActionKind<A extends Action> {
  /** Its name in a state machine. */
  readonly kind: A['kind'];
  /** Its keys, its own name first, as JSON Schema. */
  readonly keys: Readonly<Record<string, { readonly description: string; readonly [keyword: string]: unknown }>>;
  /** The keys that have to be there. */
  readonly needed: readonly string[];
  /** Reads it; reports what is wrong with it, and then gives nothing. @param locales of the store */
  read(fields: Fields, source: Source, locales: readonly string[]): A | undefined;
  /** The step's id, unless another step has it. */
  id(action: A): string;
  /** The name of its state: says nothing that may be adjusted, such as an amount. */
  stateName(action: A): string;
  /** Its name in the wait before it: "Wait before …". */
  nounFor(action: A): string;
  explain(action: A): Words;
  /** The words of its box in a picture. */
  box(action: A): { readonly title: Words; readonly note?: Words };
  /** Its name in a comparison. */
  calledInDiff(action: A): Words;
  /** The part of it that may be adjusted; '' if none. */
  setting(action: A): Words;
}
