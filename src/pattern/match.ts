import { alternatives, type PatternField } from './alternatives.ts';
import { leavesAt, type Membership } from './leaves.ts';
import { isObject, onlyEntry, type Scalar } from './operators/operator.ts';
import { operators } from './operators/registry.ts';
import type { Pattern } from './pattern.ts';

/**
 * Matches an event against an EventBridge event pattern, by the rules of AWS's own engine: arrays match through any
 * element, but fields of an array of objects must all match within one element. Validate the pattern first; a malformed
 * one matches nothing.
 */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  return compiled(pattern).some((fields) => {
    const found = fields.map((field) => find(field, event));
    return found.every((field) => field.mayBeAbsent || field.matching.length > 0) && fitTogether(found, 0, new Map());
  });
}

/** Patterns stand in the catalogue and are matched again and again; they do not change. */
const known = new WeakMap<object, readonly (readonly PatternField[])[]>();

/** The alternatives of a pattern, worked out when it is first matched. */
function compiled(pattern: Pattern): readonly (readonly PatternField[])[] {
  const fields = known.get(pattern) ?? alternatives(pattern).map((alternative) => alternative.toSorted(byPath));
  known.set(pattern, fields);
  return fields;
}

/** The places of a field in the event, and those with an accepted value. */
interface Found {
  present: Membership[];
  matching: Membership[];
  mayBeAbsent: boolean;
}

/** AWS's engine takes fields in this order; it decides which array element an absence is judged in. */
function byPath(left: PatternField, right: PatternField): number {
  const [first, second] = [left.path.join('.'), right.path.join('.')];
  return first < second ? -1 : Number(first > second);
}

function find(field: PatternField, event: unknown): Found {
  const leaves = leavesAt(event, field.path);
  const matching = leaves.filter((leaf) => field.accepts.some((accepted) => accepts(accepted, leaf.value)));
  return {
    present: leaves.map((leaf) => leaf.within),
    matching: matching.map((leaf) => leaf.within),
    mayBeAbsent: field.accepts.some(asksForAbsence),
  };
}

function asksForAbsence(accepted: unknown): boolean {
  return isObject(accepted) && accepted.exists === false;
}

function accepts(accepted: unknown, value: Scalar): boolean {
  const [name, operand] = onlyEntry(accepted) ?? [];
  if (name === undefined) return accepted === value;
  return operators.get(name)?.matches(operand, value) ?? false;
}

/** Chooses one place per field so that no array is entered through two different elements. */
function fitTogether(found: Found[], index: number, chosen: Membership): boolean {
  const field = found[index];
  if (!field) return true;
  const fits = (place: Membership) => [...place].every(([array, at]) => (chosen.get(array) ?? at) === at);
  if (field.mayBeAbsent && !field.present.some(fits) && fitTogether(found, index + 1, chosen)) return true;
  return field.matching
    .filter(fits)
    .some((place) => fitTogether(found, index + 1, place.size > 0 ? new Map([...chosen, ...place]) : chosen));
}
