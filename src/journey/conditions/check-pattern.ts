import { isOr } from '../../pattern/alternatives.ts';
import { isObject } from '../../pattern/operators/operator.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { type Saying, say } from '../reading/saying.ts';
import { nearest, suggest, suggestSegment } from '../reading/suggest.ts';
import { type FieldGroup, type Fieldset, type FieldValue, isGroup, isMoneyField } from './field.ts';
import { impossibleIn } from './possible.ts';
import type { Scope } from './scope.ts';

/** What is wrong with a pattern: keys and indexes from its root to the fault. */
export interface PatternFault {
  readonly path: readonly (string | number)[];
  readonly message: Saying;
  readonly suggestion?: Saying;
}

/** A place in a pattern: keys and indexes as written, and the field that they name. */
interface Place {
  readonly written: readonly (string | number)[];
  readonly field: readonly string[];
}

/** Everything in a valid pattern that its scope does not know, that never fits, or always. */
export function checkPattern(pattern: Pattern, scope: Scope): PatternFault[] {
  return faultsBelow(pattern, scope.fields, { written: [], field: [] }, scope);
}

function faultsBelow(pattern: Pattern, fields: Fieldset, place: Place, scope: Scope): PatternFault[] {
  return Object.entries(pattern).flatMap(([key, below]): PatternFault[] => {
    const written = [...place.written, key];
    if (isOr(key, below)) {
      return below.flatMap((way, at) => faultsBelow(way, fields, { ...place, written: [...written, at] }, scope));
    }
    const keys = scope.event ? key.split('.') : [key];
    const dotted = scope.event ? undefined : nestedInstead(key, fields, { ...place, written }, scope);
    return dotted ? [dotted] : keyFaults(keys, below, fields, { ...place, written }, scope);
  });
}

/** Follows the parts of a key with dots, which names the same field as nested objects do. */
function keyFaults(
  keys: readonly string[],
  below: unknown,
  fields: Fieldset,
  place: Place,
  scope: Scope,
): PatternFault[] {
  const [key = '', ...rest] = keys;
  const field = [...place.field, key];
  const node = Object.hasOwn(fields, key) ? fields[key] : undefined;
  if (node === undefined) return [unknownKey(key, fields, { ...place, field }, scope)];
  const here = { ...place, field };
  if (rest.length > 0) return isGroup(node) ? keyFaults(rest, below, node.below, here, scope) : [noParts(key, here)];
  if (isObject(below)) return isGroup(node) ? faultsBelow(below, node.below, here, scope) : [noParts(key, here)];
  if (isGroup(node)) return [noValue(key, node, here)];
  return Array.isArray(below) ? valueFaults(below, node, here) : [];
}

/** Conditions are read key by key, so a key with dots is none of them. */
function nestedInstead(key: string, fields: Fieldset, { written }: Place, scope: Scope): PatternFault | undefined {
  const [first = '', ...rest] = key.split('.');
  if (rest.length === 0 || !Object.hasOwn(fields, first)) return undefined;
  const below = rest.join(': { ');
  const suggestion = say`write "${first}: { ${below}"`;
  return { path: written, message: scope.unknown(key), suggestion };
}

function valueFaults(accepted: readonly unknown[], leaf: FieldValue, { written, field }: Place): PatternFault[] {
  const faults = impossibleIn(field.join('.'), leaf, accepted);
  return faults.map(({ index, ...fault }) => ({ path: [...written, index], ...fault }));
}

function unknownKey(key: string, fields: Fieldset, { written, field }: Place, scope: Scope): PatternFault {
  const [noun] = field.slice(0, -1).toReversed();
  const names = Object.keys(fields);
  if (noun === 'segments') {
    return { path: written, message: say`unknown segment "${key}"`, suggestion: suggestSegment(key, names) };
  }
  const whole = scope.event || noun === undefined;
  const message = whole
    ? scope.unknown(scope.event ? field.join('.') : key)
    : say`"${key}" is nothing that is known of ${noun}`;
  const listed = suggest(key, names);
  const advice = nearest(key, names) === undefined ? (scope.otherwise ?? listed) : listed;
  return { path: written, message, suggestion: scope.elsewhere?.(field) ?? advice };
}

function noValue(key: string, node: FieldGroup, { written }: Place): PatternFault {
  const [first = 'name'] = Object.keys(node.below);
  const part = isMoneyField(node) ? '{ amount: …, currency: … }' : `{ ${first}: … }`;
  return {
    path: written,
    message: say`"${key}" is no single value`,
    suggestion: say`ask for a part of it: "${key}: ${part}"`,
  };
}

function noParts(key: string, { written }: Place): PatternFault {
  const suggestion = say`list what to accept: "${key}: [ … ]"`;
  return { path: written, message: say`"${key}" is a single value`, suggestion };
}
