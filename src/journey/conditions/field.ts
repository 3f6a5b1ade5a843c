/** What a single value may be. */
export type ValueType =
  | { readonly is: 'text' | 'time' | 'flag' | 'country' | 'currency' | 'locale' }
  | NumberType
  | { readonly is: 'choice'; readonly of: readonly string[] };

export interface NumberType {
  readonly is: 'number';
  readonly least?: number;
  readonly most?: number;
  readonly whole?: boolean;
  /** True if events may also carry it as a text. */
  readonly orText?: true;
}

/** A single value, or a list of such values. */
export interface FieldValue {
  readonly type: ValueType;
  /** True if it is always there. */
  readonly always: boolean;
  readonly list?: true;
}

/** Fields by their keys; of a list, those of each element. */
export interface FieldGroup {
  readonly below: Fieldset;
  readonly list?: true;
}

/** The fields that a condition may ask about, as a pattern nests them. */
export type Fieldset = Readonly<Record<string, FieldValue | FieldGroup>>;

export function isGroup(node: FieldValue | FieldGroup): node is FieldGroup {
  return 'below' in node;
}

/** True for an amount with its currency. */
export function isMoneyField(node: FieldValue | FieldGroup): boolean {
  return isGroup(node) && 'amount' in node.below && 'currency' in node.below;
}

/** The node at a path; undefined when there is none. */
export function nodeAt(fields: Fieldset, path: readonly string[]): FieldValue | FieldGroup | undefined {
  const [first = '', ...rest] = path;
  const node = Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (rest.length === 0 || node === undefined) return node;
  return isGroup(node) ? nodeAt(node.below, rest) : undefined;
}

/** The fields with one more, at its path; what is there already stays, and so does a list: it takes none. */
export function withField(fields: Fieldset, path: readonly string[], leaf: FieldValue): Fieldset {
  const [first = '', ...rest] = path;
  const node = Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (rest.length === 0) return { ...fields, [first]: node ?? leaf };
  if (node !== undefined && (!isGroup(node) || node.list)) return fields;
  return { ...fields, [first]: { ...node, below: withField(node?.below ?? {}, rest, leaf) } };
}
