import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { acceptedSchema } from '../../../build/docs/accepted-schema.ts';
import { eventSchema } from '../../../build/docs/event-schema.ts';
import { eventTypes } from '../../../src/commerce/events.ts';
import { eventExamples } from '../../../src/commerce/examples.ts';
import { readStoreEvent } from '../../../src/commerce/reading/read-event.ts';
import { ContractError } from '../../../src/commerce/values/contract-error.ts';

const now = Date.parse('2026-11-20T00:00:00Z');
const shop = 'demo';

/** An object or a list of an example: both have fields. */
type Fields = Record<string, unknown>;

/** What stores write into fields, right and wrong. */
const values: readonly unknown[] = [
  null,
  '',
  '  ',
  'x',
  ' 4001 ',
  'null',
  'None',
  '[object Object]',
  '0',
  'constructor',
  'a\u200bb',
  '\u200b',
  'x'.repeat(61),
  'x'.repeat(201),
  '漢'.repeat(200),
  'x'.repeat(2001),
  0,
  -1,
  1.5,
  4001,
  1e15,
  true,
  false,
  'true',
  '1',
  [],
  {},
  [null],
  ['line'],
  '-5.00',
  '12.50',
  '4,800',
  'JPY',
  'jpy',
  'ZZZ',
  'HUF',
  'UYW',
  'nope',
  'a@example.com',
  'taro@例え.jp',
  '090-1234-5678',
  '+819012345678',
  'jp',
  'UK',
  'ja_JP',
  'JST',
  '04-30',
  '2026-11-01T10:00:00+09:00',
  '2026-11-01',
  '1999-01-01T00:00:00Z',
  '2026-11-01T00:00:00.1234567890Z',
  '2026-11-01T23:59:60Z',
  '2026-11-01T24:00:00Z',
  '2035-01-01T00:00:00Z',
  'ftp://x.example/y',
  '/products/x',
  '//shop.example/x',
  'https://a:b@x.example/',
  'https://x.example/商品',
  'https://x.example/a b',
  { granted: 'yes' },
  { email: { granted: true } },
  { email: true },
  { name: 'x' },
  { email: 'a@example.com' },
];

const absent = Symbol('absent');

/** The detail with one field replaced, for every field and every value. */
function* mutations(
  detail: Fields,
  paths: readonly string[][],
): Generator<{ readonly at: string; readonly value: unknown; readonly mutant: object }> {
  for (const path of paths) {
    for (const value of [...values, absent]) {
      const mutant: Fields = structuredClone(detail);
      const parent = path.slice(0, -1).reduce((tree, key) => tree[key] as Fields, mutant);
      const key = path.at(-1) ?? '';
      if (value === absent) delete parent[key];
      else parent[key] = value;
      yield { at: path.join('.'), value: value === absent ? 'absent' : value, mutant };
    }
  }
}

function pathsOf(tree: unknown, path: readonly string[] = []): string[][] {
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => [[...path, key], ...pathsOf(value, [...path, key])]);
}

/** What docs/events.md says that no schema can say. */
const unsaid = [
  /ahead$/,
  /must be demo$/,
  /decimals of/,
  /at most 512 bytes/,
  /must be at most .* [A-Z]{3}$/,
  /needs at least one of .* that can be used$/,
  /^detail\.survey has /,
  /^detail\.customer\.\w+ cannot be used$/,
];

function problemsOf(type: string, detail: unknown): readonly string[] {
  try {
    readStoreEvent({ 'detail-type': type, detail }, { now, shop });
    return [];
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return error.fields.map(({ path, problem }) => `${path} ${problem}`);
  }
}

/** The fields of this event alone, if it has any; of a list the first element. */
function pathsFor(detail: Fields): readonly string[][] {
  const isCommon = ([first = '']: readonly string[]) => Object.hasOwn(eventExamples['customer.updated'], first);
  const paths = pathsOf(detail).filter((path) => !path.some((key) => Number(key) > 0));
  const own = paths.filter((path) => !isCommon(path));
  return own.length > 0 ? own : paths;
}

it.for(eventTypes)('the schema of %s takes what is ingested, and refuses what is refused', (type) => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(acceptedSchema(eventSchema(type)));
  const differing: unknown[] = [];
  const counts = { valid: 0, invalid: 0 };
  const detail: Fields = structuredClone({ ...eventExamples[type] });
  for (const { at, value, mutant } of mutations(detail, pathsFor(detail))) {
    const problems = problemsOf(type, mutant);
    const isValid = validate(mutant);
    counts[isValid ? 'valid' : 'invalid'] += 1;
    const isUnsaid = problems.length > 0 && problems.every((problem) => unsaid.some((one) => one.test(problem)));
    if (isValid !== (problems.length === 0) && !(isValid && isUnsaid)) differing.push([at, value, problems]);
  }
  expect(differing).toEqual([]);
  expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(0);
});
