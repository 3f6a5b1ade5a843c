import { type EventType, eventSchemas } from './event.ts';
import { longest } from './text.ts';

type Tree = Readonly<Record<string, unknown>>;

/** A schema as far as it is looked into: what an object names, what a list holds, what is wrapped. */
interface Schema {
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly _zod: { readonly def: { readonly innerType?: Schema; readonly in?: Schema; readonly element?: Schema } };
}

const mostDepth = 4;
const mostInList = 20;

/**
 * The fields of an event's detail that its contract does not name, where they were. The shop may have journeys look at
 * them. Only what a pattern can match and the table can hold: numbers that JavaScript counts exactly, texts of at most
 * 2,000 characters, the first twenty of a list. What a list of the contract holds beside is left out.
 */
export function unlistedFields(type: EventType, detail: unknown): Tree {
  return isTree(detail) ? unlistedIn(schemaOf(type), detail, 0) : {};
}

/** Whether the path of a pattern leads into a list of the contract, to a field that it does not name. */
export function leadsAstray(type: EventType, path: readonly string[]): boolean {
  let schema: Schema | undefined = schemaOf(type);
  let inList = false;
  for (const key of path) {
    const { element } = schema._zod.def;
    inList ||= element !== undefined;
    schema = fieldOf(element === undefined ? schema : innermost(element), key);
    if (schema === undefined) return inList;
  }
  return false;
}

function schemaOf(type: EventType): Schema {
  return eventSchemas[type] as Schema; // every schema is one, as far as we look
}

function unlistedIn(schema: Schema | undefined, told: Tree, depth: number): Tree {
  const entries = Object.entries(told).map(([key, value]) => [key, kept(fieldOf(schema, key), value, depth)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** What is kept of a value: of one that the contract names, only what it holds beside. */
function kept(schema: Schema | undefined, value: unknown, depth: number): unknown {
  if (depth > mostDepth) return undefined;
  if (isTree(value)) return unlistedIn(schema, value, depth + 1);
  if (schema !== undefined) return undefined;
  if (!Array.isArray(value)) return isHeld(value) ? value : undefined;
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

function isHeld(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= longest.text && value.isWellFormed();
  if (typeof value !== 'number') return value === null || typeof value === 'boolean';
  return value === 0 || (Math.abs(value) <= Number.MAX_SAFE_INTEGER && Math.abs(value) >= 1e-6);
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
