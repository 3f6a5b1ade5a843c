import * as z from 'zod/mini';
import { type EventType, eventSchemas, eventTypes } from '../../commerce/events.ts';
import { type FieldGroup, type Fieldset, type FieldValue, isGroup, type ValueType, withField } from './field.ts';

/** The fields of the shop's own that its events carry beside the contract, by their names with dots. */
export type CustomFields = Readonly<Record<string, Omit<FieldValue, 'always'>>>;

/** The part of JSON Schema in which contracts are read here. */
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const known = new Map<EventType, Fieldset>();

/** The fields of an event's detail, as docs/events.md lists them, and those of the shop's own. */
export function eventFields(event: EventType, custom: CustomFields = {}): Fieldset {
  const fields = contractOf(event);
  const own = Object.entries(custom).filter(([name]) => mayCarry(fields, name.split('.')[0] ?? name));
  return own.reduce((all, [name, leaf]) => withField(all, name.split('.'), { ...leaf, always: false }), fields);
}

function contractOf(event: EventType): Fieldset {
  const fields = known.get(event) ?? readContract(event);
  known.set(event, fields);
  return fields;
}

/** True for a noun that the event carries, and for one that no event of the contract does: any may carry it. */
function mayCarry(fields: Fieldset, noun: string): boolean {
  return Object.hasOwn(fields, noun) || !eventTypes.some((event) => Object.hasOwn(contractOf(event), noun));
}

function readContract(event: EventType): Fieldset {
  const schema = z.toJSONSchema(eventSchemas[event], { io: 'input' }) as Schema; // a superset of it
  const { history: _never, ...fields } = fieldsIn(schema, true); // no run begins with it, so nothing can ask for it
  return fields;
}

/** @param always whether the object itself is always there */
function fieldsIn({ properties = {}, required = [] }: Schema, always: boolean): Fieldset {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.map(([key, below]) => [key, nodeIn(key, below, always && required.includes(key))]));
}

function nodeIn(key: string, schema: Schema, always: boolean): FieldValue | FieldGroup {
  if (schema.items) {
    const element = nodeIn(key, schema.items, false);
    return { ...element, list: true };
  }
  const below = schema.properties && fieldsIn(schema, always);
  if (below) return { below };
  return { type: typeIn(key, schema), always };
}

function typeIn(key: string, { anyOf = [], ...schema }: Schema): ValueType {
  const [first] = anyOf; // an amount is a number first
  if (first) return { is: 'number', least: 0, orText: true };
  if (key === 'country' || key === 'currency' || key === 'locale') return { is: key };
  if (schema.enum) return { is: 'choice', of: schema.enum };
  if (schema.type === 'boolean') return { is: 'flag' };
  if (schema.type === 'number' || schema.type === 'integer') {
    const { minimum, maximum, type } = schema;
    return { is: 'number', least: minimum, most: maximum, whole: type === 'integer' };
  }
  return { is: schema.format === 'date-time' ? 'time' : 'text' };
}

/** The fields of a noun of an event; none when the event has no such noun. */
export function nounFields(event: EventType, noun: string): Fieldset {
  const node = eventFields(event)[noun];
  return node && isGroup(node) ? node.below : {};
}
