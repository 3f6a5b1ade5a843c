import { type EventType, eventSchemas } from '../events.ts';
import { maxLength } from '../values/text.ts';

type Tree = Readonly<Record<string, unknown>>;

/** The part of a zod schema that is read here: the fields of an object, the element of a list, the wrapped schema. */
interface Schema {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly _zod: { readonly def: { readonly innerType?: Schema; readonly in?: Schema; readonly element?: Schema } };
}

const mostDepth = 4;
const mostInList = 20;

/**
 * The fields of an event's detail that its contract does not define, in their places: journeys may ask for them. Only
 * values that a pattern can match and the table can store: safe numbers, texts of at most 2,000 characters, the first
 * twenty elements of a list. Custom fields inside a list of the contract, such as `lines`, are left out.
 */
export function customFields(type: EventType, detail: unknown): Tree {
  return isTree(detail) ? customIn(schemaOf(type), detail, 0) : {};
}

function schemaOf(type: EventType): Schema {
  return eventSchemas[type] as Schema; // every schema has these parts
}

function customIn(schema: Schema | undefined, detail: Tree, depth: number): Tree {
  const entries = Object.entries(detail).map(
    ([key, value]) => [key, kept(fieldOf(schema, key), value, depth)] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The custom part of a value; undefined if there is none. */
function kept(schema: Schema | undefined, value: unknown, depth: number): unknown {
  if (depth > mostDepth) return undefined;
  if (isTree(value)) return customIn(schema, value, depth + 1);
  if (schema !== undefined) return undefined;
  if (!Array.isArray(value)) return isStorable(value) ? value : undefined;
  return value.slice(0, mostInList).flatMap((one) => kept(undefined, one, depth + 1) ?? []);
}

function fieldOf(schema: Schema | undefined, key: string): Schema | undefined {
  const { shape } = schema ?? {};
  return shape && Object.hasOwn(shape, key) ? innermost(shape[key]) : undefined;
}

function innermost(schema: Schema | undefined): Schema | undefined {
  const inner = schema?._zod.def.innerType ?? schema?._zod.def.in;
  return inner === undefined ? schema : innermost(inner);
}

function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= maxLength.text && value.isWellFormed();
  if (typeof value !== 'number') return value === null || typeof value === 'boolean';
  return value === 0 || (Math.abs(value) <= Number.MAX_SAFE_INTEGER && Math.abs(value) >= 1e-6);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
