import type { Node } from 'yaml';
import { eventTypes } from '../../commerce/events.ts';
import { type CustomFields, eventFields } from '../conditions/event-fields.ts';
import { isGroup, nodeAt, type ValueType } from '../conditions/field.ts';
import { readFields, readList, readText, requiredNode } from '../reading/fields.ts';
import { JourneyError } from '../reading/problem.ts';
import { say } from '../reading/saying.ts';
import { Source } from '../reading/source.ts';
import { suggest } from '../reading/suggest.ts';

type CustomField = CustomFields[string];

/** The kinds of value that a field of the shop's own may have. */
const kinds: Readonly<Record<string, CustomField>> = {
  text: { type: { is: 'text' } },
  number: { type: { is: 'number' } },
  'true or false': { type: { is: 'flag' } },
  texts: { type: { is: 'text' }, list: true },
};

/** A name with dots, each part as JSON has it. */
const nameForm = /^[^\s.[\]{}",:#]+(?:\.[^\s.[\]{}",:#]+)*$/;

/**
 * Reads statemachines/fields.yaml: the fields that the shop's events carry beside docs/events.md, so that conditions may
 * ask about them.
 * @param file as errors name it
 * @throws JourneyError with everything that is wrong with the file
 */
export function parseCustomFields(text: string, file = 'statemachines/fields.yaml'): CustomFields {
  const source = new Source(file, text);
  const fields = readAll(source);
  if (source.problems.length > 0) throw new JourneyError(source.problems);
  return fields;
}

function readAll(source: Source): CustomFields {
  const root = readFields(source, source.root(), say`the file`, ['fields']);
  const node = root && requiredNode(source, root, 'fields', say`the file`, say`write "fields:" above them`);
  const names = Object.keys((node && asObject(source.plain(source.resolve(node)))) ?? {});
  const written = node && readFields(source, node, 'fields', names);
  const found: [string, CustomField][] = [];
  for (const [name, value] of written?.values ?? []) {
    checkName(source, source.find(written?.node ?? value, [name]), name);
    const field = readKind(source, value, name);
    if (field) found.push([name, field]);
  }
  return Object.fromEntries(found);
}

function asObject(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null ? value : undefined;
}

function checkName(source: Source, node: Node, name: string): void {
  if (!nameForm.test(name)) {
    source.report(node, say`"${name}" is no name of a field`, say`write its path in the event, such as order.giftWrap`);
  }
  const path = name.split('.');
  const events = eventTypes.map((event) => eventFields(event));
  if (events.some((fields) => nodeAt(fields, path) !== undefined)) {
    source.report(node, say`"${name}" is a field of docs/events.md`, say`drop it: conditions know it already`);
  } else if (events.some((fields) => path.some((_, at) => isClosed(nodeAt(fields, path.slice(0, at + 1)))))) {
    source.report(node, say`nothing can be beside or below "${name}"`, say`fields inside a list are not stored`);
  }
}

/** True for what takes no field of the shop's own: a single value, or a list. */
function isClosed(node: ReturnType<typeof nodeAt>): boolean {
  return node !== undefined && (!isGroup(node) || node.list === true);
}

/** Reads the kind of a field, or the texts that it may be. */
function readKind(source: Source, node: Node, name: string): CustomField | undefined {
  const items = readList(source, node);
  const texts = items.flatMap(
    (item) => readText(source, item, name, say`write ${Object.keys(kinds).join(', ')}`) ?? [],
  );
  const [only = ''] = texts;
  if (texts.length > 1) return { type: { is: 'choice', of: texts } satisfies ValueType };
  const kind = Object.hasOwn(kinds, only) ? kinds[only] : undefined;
  if (!kind && only !== '') {
    const suggestion = say`${suggest(only, Object.keys(kinds))}; or list the texts that it may be: [web, store]`;
    source.report(node, say`"${only}" is no kind of field`, suggestion);
  }
  return kind;
}

/** The file as JSON Schema, for editors that complete and check YAML with one. */
export function customFieldsSchema(): object {
  const texts = { type: 'array', items: { type: 'string' }, minItems: 2 };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: "Aftercart fields of the shop's own",
    type: 'object',
    required: ['fields'],
    additionalProperties: false,
    properties: {
      fields: {
        type: 'object',
        description: "Fields of the shop's own in its events, by their paths, such as order.giftWrap, with their kind.",
        additionalProperties: { oneOf: [{ enum: Object.keys(kinds) }, texts] },
      },
    },
  };
}
