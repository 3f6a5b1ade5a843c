import { isObject, onlyEntry } from '../../pattern/operators/operator.ts';
import { type Saying, say } from '../reading/saying.ts';
import { grouped } from './amounts.ts';
import type { FieldValue, NumberType, ValueType } from './field.ts';
import type { AcceptedList } from './filters.ts';
import { impossibleText } from './values.ts';

/** What is wrong with an element of a list of accepted values. */
export interface AcceptedFault {
  readonly index: number;
  readonly message: Saying;
  readonly suggestion?: Saying;
}

type Fault = Omit<AcceptedFault, 'index'>;

const whats: Readonly<Record<ValueType['is'], Saying>> = {
  text: say`a text`,
  time: say`a time, as a text`,
  flag: say`true or false`,
  country: say`the code of a country`,
  currency: say`the code of a currency`,
  locale: say`the code of a language`,
  number: say`a number`,
  choice: say`a text`,
};

/** The elements that never fit the field, or fit it always. @param name how errors call the field */
export function impossibleIn(name: string, leaf: FieldValue, accepted: AcceptedList): AcceptedFault[] {
  return accepted.flatMap((one, index) => {
    const fault = isObject(one) ? filterFault(name, leaf, one) : valueFault(name, leaf, one);
    return fault ? [{ index, ...fault }] : [];
  });
}

function valueFault(name: string, { type }: FieldValue, value: unknown): Fault | undefined {
  if (value === null) return never(name, 'null', say`write [{ exists: false }] for a value that is not known`);
  if (type.is === 'flag') return typeof value === 'boolean' ? undefined : wrongType(name, type, value);
  if (type.is === 'number') return numberFault(name, type, value);
  if (typeof value === 'string') return impossibleText(name, type, value);
  return wrongType(name, type, value);
}

function numberFault(name: string, type: NumberType, value: unknown): Fault | undefined {
  if (typeof value === 'string' && type.orText) return undefined;
  if (typeof value !== 'number') return wrongType(name, type, value);
  if (type.whole && !Number.isInteger(value)) return never(name, grouped(value), say`write a whole number`);
  const { least = value, most = value } = type;
  return value < least || value > most ? never(name, grouped(value), spanOf(type)) : undefined;
}

function wrongType(name: string, type: ValueType, value: unknown): Fault {
  const bare = typeof value === 'string' && value !== '' && Number.isFinite(Number(value));
  const number = bare ? say`write it without quotes` : say`write a number`;
  const text = say`write "${String(value)}" in quotes`;
  const suggestion = type.is === 'flag' ? say`write true or false` : type.is === 'number' ? number : text;
  return { message: say`"${name}" is ${whats[type.is]} and never ${JSON.stringify(value)}`, suggestion };
}

function never(name: string, value: string, suggestion: Saying | undefined): Fault {
  return { message: say`"${name}" is never ${value}`, suggestion };
}

/** The numbers that are possible, as advice. */
function spanOf({ least, most }: NumberType): Saying | undefined {
  if (least === undefined) return undefined;
  return most === undefined || most >= Number.MAX_SAFE_INTEGER
    ? say`it is ${grouped(least)} or more`
    : say`it is from ${grouped(least)} to ${grouped(most)}`;
}

function filterFault(name: string, leaf: FieldValue, filter: Record<string, unknown>): Fault | undefined {
  const [operator = '', operand] = onlyEntry(filter) ?? [];
  const { type } = leaf;
  if (operator === 'exists') return existsFault(name, leaf, operand === true);
  if (operator === 'anything-but') return anythingButFault(name, leaf, operand);
  if (operator === 'numeric') return Array.isArray(operand) ? numericFault(name, leaf, operand) : undefined;
  if (type.is !== 'number' && type.is !== 'flag') return undefined;
  if (type.is === 'number' && type.orText) return undefined;
  return {
    message: say`"${name}" is ${whats[type.is]}, which "${operator}" never fits`,
    suggestion: say`it fits texts only`,
  };
}

function existsFault(name: string, leaf: FieldValue, wanted: boolean): Fault | undefined {
  if (!leaf.always || leaf.list) return undefined;
  return wanted
    ? { message: say`"${name}" is always known, so this always holds`, suggestion: say`drop it` }
    : { message: say`"${name}" is always known, so this never holds`, suggestion: say`ask for its value` };
}

function anythingButFault(name: string, leaf: FieldValue, operand: unknown): Fault | undefined {
  if (isObject(operand)) return filterFault(name, leaf, operand);
  const faults = [operand].flat().map((value) => valueFault(name, leaf, value));
  return faults.find((fault) => fault !== undefined);
}

function numericFault(name: string, leaf: FieldValue, terms: readonly unknown[]): Fault | undefined {
  const { type } = leaf;
  if (type.is !== 'number') {
    const message = say`"${name}" is ${whats[type.is]}, which no number fits`;
    return { message, suggestion: say`list the values to accept` };
  }
  if (type.whole && terms.some((term) => typeof term === 'number' && !Number.isInteger(term))) {
    return { message: say`"${name}" is a whole number`, suggestion: say`compare it with one` };
  }
  const fates: (string | undefined)[] = [];
  for (let at = 0; at < terms.length; at += 2) fates.push(fateOf(type, String(terms[at]), Number(terms[at + 1])));
  const fate = fates.includes('never') ? 'never' : fates.every((one) => one === 'always') ? 'always' : undefined;
  if (fate === undefined) return undefined;
  const span = spanOf(type);
  if (fate === 'never') return { message: say`no "${name}" fits this`, suggestion: span };
  const known = span === undefined ? say`ask whether it is known` : say`${span}; ask whether it is known`;
  return { message: say`every "${name}" fits this`, suggestion: leaf.always ? span : known };
}

/** Whether a comparison holds of every possible number, or of none. */
function fateOf({ least, most }: NumberType, sign: string, bound: number): 'never' | 'always' | undefined {
  const low = least ?? Number.NEGATIVE_INFINITY;
  const high = most ?? Number.POSITIVE_INFINITY;
  if (sign === '=') return bound < low || bound > high ? 'never' : undefined;
  const holds = (value: number) => compares(sign, value, bound);
  if (holds(low) && holds(high)) return 'always';
  return holds(low) || holds(high) ? undefined : 'never';
}

function compares(sign: string, value: number, bound: number): boolean {
  if (sign === '>') return value > bound;
  if (sign === '>=') return value >= bound;
  return sign === '<' ? value < bound : value <= bound;
}
