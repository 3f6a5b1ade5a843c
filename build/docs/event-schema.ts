import * as z from 'zod/mini';
import { type EventType, eventSchemas } from '../../src/commerce/events.ts';
import { eventExamples } from '../../src/commerce/examples.ts';
import {
  type EmittedEventType,
  emittedEventExamples,
  emittedEventSchemas,
} from '../../src/model/emitted-event-schemas.ts';

/** The part of JSON Schema that the contracts come out as. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** The contract of an event's detail as stores have to meet it: JSON Schema, with an example. */
export function eventSchema(type: EventType): JsonSchema {
  return schemaOf(
    type,
    z.toJSONSchema(eventSchemas[type], { io: 'input', override: allowingMore }),
    eventExamples[type],
  );
}

/** The contract of an event that Aftercart puts on the bus, as receivers can rely on it. */
export function emittedEventSchema(type: EmittedEventType): JsonSchema {
  return schemaOf(type, z.toJSONSchema(emittedEventSchemas[type], { io: 'input' }), emittedEventExamples[type]);
}

/** Says of every object that it may hold more than the contract names. */
function allowingMore({
  jsonSchema,
}: {
  readonly jsonSchema: { type?: unknown; additionalProperties?: unknown };
}): void {
  if (jsonSchema.type === 'object') jsonSchema.additionalProperties = {};
}

function schemaOf(title: string, { $schema, ...schema }: object & { $schema?: string }, example: unknown): JsonSchema {
  return { $schema, title, ...schema, examples: [example] } as JsonSchema; // a superset of it
}
