import type { Node } from 'yaml';
import { isEventType } from '../../commerce/events.ts';
import type { ActionOf, JsonValue } from '../../model/action.ts';
import { emittedEnvelopeKeys, emittedEventTypes } from '../../model/emitted-event-schemas.ts';
import { readFields, readWord, requiredNode } from '../reading/fields.ts';
import { type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { boxInWords, inWords } from '../words/words.ts';
import type { ActionKind } from './action-kind.ts';
import { placeholderIn } from './plain.ts';

type Detail = ActionOf<'emit'>['detail'];

/** So that the state's input stays small. */
const mostBytes = 2000;

const typePattern = '^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+$';

/** `emit: { type: gift.due, detail: { … } }`. */
export const emitKind: ActionKind<ActionOf<'emit'>> = {
  kind: 'emit',

  keys: {
    emit: {
      description: "Puts an event on the bus, with the source `aftercart`: for the shop's own rules.",
      type: 'object',
      properties: {
        type: { type: 'string', pattern: typePattern, maxLength: 128, description: 'The detail-type.' },
        detail: { type: 'object', description: 'What it says beside whom and what it is about: values as written.' },
      },
      required: ['type'],
      additionalProperties: false,
    },
  },
  needed: ['emit'],

  read({ node, values }, source) {
    const fields = readFields(source, values.get('emit') ?? node, 'emit', ['type', 'detail']);
    const typeNode =
      fields && requiredNode(source, fields, 'type', 'emit', say`name the event, such as "type: gift.due"`);
    const type = typeNode && readType(source, typeNode);
    const detailNode = fields?.values.get('detail');
    const detail = detailNode ? readDetail(source, detailNode) : {};
    return type === undefined || detail === undefined ? undefined : { kind: 'emit', type, detail };
  },

  id: ({ type }) => `emit-${type.replaceAll('.', '-')}`,

  stateName: ({ type }) => `Emit ${type}`,

  nounFor: ({ type }) => `emitting ${type}`,

  explain: (action) => inWords(({ actions }) => actions.emit.sentence(action)),

  box: (action) => boxInWords(action, ({ actions }) => actions.emit),

  calledInDiff: (action) => inWords(({ actions }) => actions.emit.called(action, '')),

  setting: (action) => inWords(({ actions }) => actions.emit.setting(action)),
};

function readType(source: Source, node: Node): string | undefined {
  const type = readWord(source, node, 'type', say`name the event, such as "gift.due"`);
  if (type === undefined) return undefined;
  const own = emittedEventTypes.some((name) => name === type);
  if (own) source.report(node, say`"${type}" is what Aftercart itself emits`, say`give the event a name of its own`);
  else if (isEventType(type))
    source.report(node, say`"${type}" is what the store sends`, say`give the event a name of its own`);
  else if (type.length > 128 || !new RegExp(typePattern).test(type)) {
    source.report(
      node,
      say`"${type}" is no name of an event`,
      say`write words with dots between them, such as "gift.due"`,
    );
  } else return type;
  return undefined;
}

function readDetail(source: Source, node: Node): Detail | undefined {
  const map = source.resolve(node);
  const value = source.plain(map);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    source.report(node, say`detail is no mapping`, say`write "key: value" lines`);
    return undefined;
  }
  const before = source.problems.length;
  for (const key of Object.keys(value).filter((name) => emittedEnvelopeKeys.includes(name))) {
    source.report(source.find(map, [key]), say`every event has its own "${key}"`, say`give the value another name`);
  }
  checkLiterals(source, map, value, []);
  if (JSON.stringify(value).length > mostBytes) {
    source.report(
      node,
      say`detail is longer than ${mostBytes} characters`,
      say`say less, and let the receiver look it up`,
    );
  }
  return source.problems.length === before ? (value as Detail) : undefined; // checked to its leaves
}

/** Reports what is no literal: a placeholder, a number that JSON lacks, a key that Step Functions takes for a path. */
function checkLiterals(source: Source, map: Node, value: unknown, path: readonly (string | number)[]): void {
  const report = (message: Saying, suggestion: Saying) => source.report(source.find(map, path), message, suggestion);
  const placeholder = typeof value === 'string' ? placeholderIn(value) : undefined;
  if (placeholder !== undefined)
    report(say`"${placeholder}" in detail is never filled in`, say`write the value as it is`);
  if (!isJson(value))
    report(say`detail holds a value that JSON does not know`, say`write a text, a number, true or false`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const below = [...path, Array.isArray(value) ? Number(key) : key];
    if (key.endsWith('.$'))
      source.report(source.find(map, below), say`"${key}" ends with ".$"`, say`give it another name`);
    checkLiterals(source, map, inner, below);
  }
}

function isJson(value: unknown): value is JsonValue {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || ['string', 'boolean', 'object'].includes(typeof value);
}
