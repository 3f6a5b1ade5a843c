import { type EventType, eventTypes } from '../../src/contracts/event.ts';
import { eventExamples } from '../../src/contracts/examples.ts';
import { eventSchema, type JsonSchema } from './event-schema.ts';
import { generated, table } from './table.ts';

/** docs/events.md: every event that a store can send. */
export function eventsPage(): string {
  const [first = 'customer.updated'] = eventTypes;
  const common = eventSchema(first);
  return `${[
    generated,
    '# Events',
    introduction,
    table(
      ['event', 'what happened'],
      eventTypes.map((type) => [`[\`${type}\`](#${anchor(type)})`, eventSchema(type).description ?? '']),
    ),
    '## What every event carries',
    fieldTable(common),
    'At least one of `customer.id`, `email`, `phone`, `lineId` and `anonymousId` has to be there.',
    ...eventTypes.flatMap((type) => section(type, Object.keys(common.properties ?? {}))),
  ].join('\n\n')}\n`;
}

const introduction = `A store posts these to the event bus \`aftercart\` with PutEvents: \`Source\` is \`store.<shop>\`, \`DetailType\` the
event's name, \`Detail\` the JSON below. Fields that are not listed here are allowed, and ignored.
Each event has a JSON Schema in [schemas/](schemas/). Sending an event twice is harmless as long as its \`id\` stays the same.
Events may arrive in any order.`;

function section(type: EventType, common: readonly string[]): string[] {
  const schema = eventSchema(type);
  const own = Object.entries(schema.properties ?? {}).filter(([name]) => !common.includes(name));
  const fields = { ...schema, properties: Object.fromEntries(own) };
  return [
    `## ${type}`,
    `${schema.description} ([schema](schemas/${type}.schema.json))`,
    own.length === 0 ? 'Nothing beside what every event carries.' : fieldTable(fields),
    `\`\`\`json\n${JSON.stringify(eventExamples[type], null, 2)}\n\`\`\``,
  ];
}

function fieldTable(schema: JsonSchema): string {
  return table(['field', 'type', 'required', 'description'], rowsOf(schema, ''));
}

/** One row a field; fields inside of objects and lists follow theirs. */
function rowsOf(schema: JsonSchema, prefix: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name;
    const required = schema.required?.includes(name) ? 'yes' : 'no';
    const row = [`\`${path}\``, typeOf(field), required, describe(field)];
    const inner = field.type === 'array' ? rowsOf(field.items ?? {}, `${path}[].`) : rowsOf(field, `${path}.`);
    return [row, ...inner];
  });
}

function typeOf(field: JsonSchema): string {
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum) return field.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  if (field.anyOf) return [...new Set(field.anyOf.map(typeOf))].join(' or ');
  if (field.type === 'array') return `list of ${typeOf(field.items ?? {})}s`;
  return field.format ? `${field.type} (${field.format})` : (field.type ?? 'any');
}

function describe({ description = '', default: value }: JsonSchema): string {
  const text = description === '' || /[.…]$/.test(description) ? description : `${description}.`;
  return value === undefined ? text : `${text} Without it: \`${JSON.stringify(value)}\`.`.trim();
}

function anchor(heading: string): string {
  return heading.replaceAll('.', '');
}
