import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { eventTypes } from '../../../src/commerce/events.ts';
import { emittedEventTypes } from '../../../src/model/emitted-event-schemas.ts';

const docs = path.resolve(import.meta.dirname, '../../../docs');
const specification = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0-without-$id.json');
const document = parse(readFileSync(path.join(docs, 'asyncapi.yaml'), 'utf8'));

it('the AsyncAPI document fits its specification', () => {
  const validate = new Ajv({ strict: false, logger: false, validateFormats: false }).compile(specification);
  expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  expect(validate({ ...document, channels: { store: { messages: [] } } })).toBe(false);
});

it('the AsyncAPI document has every event with its schema', () => {
  const messages: Record<string, { payload: { $ref: string } }> = document.components.messages;
  expect(Object.keys(messages)).toEqual([...eventTypes, ...emittedEventTypes]);
  for (const [type, { payload }] of Object.entries(messages)) {
    expect(JSON.parse(readFileSync(path.join(docs, payload.$ref), 'utf8')).title).toBe(type);
  }
});
