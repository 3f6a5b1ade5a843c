import * as z from 'zod/mini';
import { type EventType, eventSchemas } from '../../src/contracts/event.ts';
import { eventExamples } from '../../src/contracts/examples.ts';

/** The part of JSON Schema that the contracts come out as. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The contract of an event's detail as stores have to meet it: JSON Schema, with an example. */
export function eventSchema(type: EventType): JsonSchema {
  const { $schema, ...schema } = z.toJSONSchema(eventSchemas[type], { io: 'input' });
  return { $schema, title: type, ...schema, examples: [eventExamples[type]] } as JsonSchema; // a superset of it
}
