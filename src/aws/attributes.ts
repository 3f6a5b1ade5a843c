import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item, or a part of one, as DynamoDB has it. */
export type Attributes = Record<string, AttributeValue>;

/**
 * An object of plain values in DynamoDB's form: the same as the SDK's `marshall` without undefined fields, which looks
 * for sets, bytes and classes in every single value.
 * @throws TypeError for a value that is no JSON, and for numbers that DynamoDB would not return unchanged
 */
export function toAttributes(fields: object): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) attributes[name] = toAttribute(value);
  }
  return attributes;
}

function toAttribute(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value === null) return { NULL: true };
  if (Array.isArray(value)) return { L: value.filter((one) => one !== undefined).map(toAttribute) };
  if (isPlain(value)) return { M: toAttributes(value) };
  throw new TypeError(`The table keeps plain values only, and no ${typeof value} such as ${String(value)}.`);
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The value of an attribute that {@link toAttributes} made.
 * @throws TypeError for sets and bytes, which it never makes
 */
export function fromAttribute(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.M !== undefined) return fromAttributes(attribute.M);
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.NULL !== undefined) return null;
  throw new TypeError(`The table holds an attribute of another kind: ${Object.keys(attribute).join()}.`);
}

function fromAttributes(attributes: Attributes): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(attributes)) fields[name] = fromAttribute(attribute);
  return fields;
}
