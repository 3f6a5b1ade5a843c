import { DataFault, UnsupportedDefinitionError } from '../errors.ts';
import { isObject } from '../fields.ts';
import { parsePath } from './parse.ts';

/** Puts a value into a copy of an object, where a reference path says. */
export type Placement = (target: unknown, value: unknown) => unknown;

type Place = string | number;

/** Compiles the reference path of a ResultPath. Throws UnsupportedDefinitionError unless it names one place. */
export function compilePlacement(text: string): Placement {
  const path = parsePath(text);
  if (path.root !== 'input') throw new UnsupportedDefinitionError('path syntax', `"${text}" must start with "$".`);
  const places = path.segments.map((segment): Place => {
    if (segment.kind === 'keys' && segment.names.length === 1) return segment.names[0] ?? '';
    if (segment.kind === 'indexes' && segment.numbers.length === 1) return segment.numbers[0] ?? 0;
    throw new UnsupportedDefinitionError('path syntax', `"${text}" must name a single place, without *, : or filters.`);
  });
  return (target, value) => put(target, places, value, text);
}

function put(target: unknown, [place, ...rest]: Place[], value: unknown, text: string): unknown {
  if (place === undefined) return value;
  if (typeof place === 'number') {
    if (!Array.isArray(target) || place < 0 || place >= target.length) throw mismatch(text);
    return target.with(place, put(target[place], rest, value, text));
  }
  if (target !== undefined && !isObject(target)) throw mismatch(text);
  const own = target !== undefined && Object.hasOwn(target, place) ? target[place] : undefined;
  return { ...target, [place]: put(own, rest, value, text) };
}

function mismatch(text: string): DataFault {
  return new DataFault(`Unable to apply ReferencePath ${text} to input`, 'States.ResultPathMatchFailure');
}
