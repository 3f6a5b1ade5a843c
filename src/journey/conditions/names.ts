import { type FieldGroup, type Fieldset, type FieldValue, isGroup, isMoneyField } from './field.ts';
import { countForms, fixedForms, moneyForms, type NamedForm, namedForms } from './forms.ts';

/** A field that a plain condition can name. */
export interface NamedField {
  readonly name: string;
  readonly path: readonly string[];
  readonly node: FieldValue | FieldGroup;
}

/** Values whose key in the view is not the one of docs/events.md. */
const contractNames: Readonly<Record<string, string>> = {
  'customer.time zone': 'customer.timeZone',
  'review.product': 'review.productId',
};

/** The name of a field: its path, where a noun by itself means its id. */
export function nameOf(path: readonly string[]): string {
  const ofNoun = path.at(-1) === 'id' && path.length > (path[0] === 'event' ? 2 : 1);
  const short = ofNoun ? path.slice(0, -1) : path;
  const name = short.join('.');
  return contractNames[name] ?? name;
}

const known = new WeakMap<Fieldset, readonly NamedField[]>();

/** The fields that a plain condition can name, in their order. Of a list of objects only the list is one. */
export function namedFields(fields: Fieldset): readonly NamedField[] {
  const named = known.get(fields) ?? namedBelow(fields, []);
  known.set(fields, named);
  return named;
}

function namedBelow(fields: Fieldset, path: readonly string[]): NamedField[] {
  return Object.entries(fields).flatMap(([key, node]): NamedField[] => {
    const here = [...path, key];
    if (hasSentence(here)) return [];
    if (isGroup(node) && node.list && !('productId' in node.below)) return []; // for patterns only
    if (!isGroup(node) || isMoneyField(node) || node.list) return [{ name: nameOf(here), path: here, node }];
    return namedBelow(node.below, here);
  });
}

/** True for a value that is asked about in a sentence of its own. */
function hasSentence(path: readonly string[]): boolean {
  const key = JSON.stringify(path);
  const own = [...countForms, ...moneyForms, ...fixedForms].some((form) => JSON.stringify(form.path) === key);
  return own || namedFormOf(path) !== undefined;
}

/** The sentence that asks about a path, and the name with which it ends. */
export function namedFormOf(path: readonly string[]): { readonly form: NamedForm; readonly name: string } | undefined {
  const key = JSON.stringify(path);
  for (const form of namedForms) {
    const names = form.names ?? path;
    const name = names.find((one) => form.paths(one).some((own) => JSON.stringify(own) === key));
    if (name !== undefined) return { form, name };
  }
  return undefined;
}
