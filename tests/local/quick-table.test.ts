import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asList, type Json } from '../../local/aws/json.ts';
import { DynamoDb } from '../../local/aws/services/dynamodb.ts';
import { loadStack } from '../../local/aws/template/stack.ts';
import { Usage } from '../../local/aws/usage.ts';
import { VirtualClock } from '../../local/aws/virtual-clock.ts';
import { start, writeAssembly } from './fixture.ts';

const assembly = writeAssembly();
const stack = loadStack(assembly, 'http://127.0.0.1:1');
const TableName = stack.ofType('AWS::DynamoDB::Table')[0]?.name ?? '';
const directory = mkdtempSync(join(tmpdir(), 'table-'));
let count = 0;

const text = (S: unknown) => ({ S: String(S) });
const key = fc.record({
  pk: fc.constantFrom('a', 'b', 'C#ü').map(text),
  sk: fc.constantFrom('1', '2#x', '2#y', '3').map(text),
});
const value = fc.oneof(
  fc.string().map((S) => ({ S })),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map((n) => ({ N: n.toFixed(2) })),
  fc.constant({ BOOL: true }),
  fc
    .string({ minLength: 900, maxLength: 5000 })
    .map((S) => ({ M: { long: { S }, list: { L: [{ NULL: true }, { N: '7' }] } } })),
  fc.constant({ SS: ['x', 'y'] }),
);
const item = fc.tuple(key, fc.integer({ min: 1, max: 3 }), value).map(([its, rev, held]) => ({
  ...its,
  rev: { N: String(rev) },
  value: held,
}));
const condition = fc.constantFrom<Json>(
  {},
  { ConditionExpression: 'attribute_not_exists(pk)' },
  { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': { N: '1' } } },
  { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': { N: '2' } } },
  { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: { ':rev': { S: '1' } } },
  {
    ConditionExpression: 'attribute_not_exists(pk) OR #r <= :rev',
    ExpressionAttributeNames: { '#r': 'rev' },
    ExpressionAttributeValues: { ':rev': { N: '2' } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
  { ConditionExpression: 'rev = :missing' },
);
const page = fc.record(
  { Limit: fc.constantFrom(1, 2, 5), ConsistentRead: fc.boolean(), ExclusiveStartKey: key },
  { requiredKeys: [] },
);
const capacity = { TableName, ReturnConsumedCapacity: 'TOTAL' };
const request = fc.oneof(
  fc.tuple(item, condition).map(([Item, when]) => ['PutItem', { ...capacity, Item, ...when }] as const),
  fc.tuple(item, condition).map(([Item, when]) => ['PutItem', { ...capacity, Item, ...when }] as const),
  fc.tuple(key, condition).map(([Key, when]) => ['DeleteItem', { ...capacity, Key, ...when }] as const),
  fc
    .tuple(key, fc.boolean())
    .map(([Key, ConsistentRead]) => ['GetItem', { ...capacity, Key, ConsistentRead }] as const),
  key.map((Key) => ['GetItem', { ...capacity, Key, ProjectionExpression: 'rev' }] as const),
  fc
    .uniqueArray(key, { minLength: 1, selector: ({ pk, sk }) => pk.S + sk.S })
    .map(
      (Keys) => ['BatchGetItem', { ReturnConsumedCapacity: 'TOTAL', RequestItems: { [TableName]: { Keys } } }] as const,
    ),
  key.map(
    (Key) =>
      [
        'UpdateItem',
        {
          ...capacity,
          Key,
          UpdateExpression: 'SET rev = if_not_exists(rev, :none) + :one',
          ExpressionAttributeValues: { ':none': { N: '0' }, ':one': { N: '1' } },
          ReturnValues: 'ALL_NEW',
        },
      ] as const,
  ),
  fc.tuple(key, key, page).map(([from, to, options]) => {
    const ExpressionAttributeValues = { ':pk': from.pk, ':from': from.sk, ':to': to.sk };
    const KeyConditionExpression = 'pk = :pk AND sk BETWEEN :from AND :to';
    return ['Query', { ...capacity, KeyConditionExpression, ExpressionAttributeValues, ...options }] as const;
  }),
  fc.tuple(key, fc.boolean()).map(([{ pk }, ScanIndexForward]) => {
    const ExpressionAttributeValues = { ':pk': pk };
    return [
      'Query',
      { ...capacity, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues, ScanIndexForward },
    ] as const;
  }),
  page.map((options) => ['Scan', { ...capacity, ...options }] as const),
  page.map((options) => {
    const ExpressionAttributeValues = { ':sk': text('1'), ':prefix0': text('2#') };
    const FilterExpression = 'sk = :sk OR begins_with(sk, :prefix0)';
    return ['Scan', { ...capacity, FilterExpression, ExpressionAttributeValues, ...options }] as const;
  }),
);

describe('the table in memory', () => {
  const clock = new VirtualClock({ jump: true, together: 0 }, start);
  const usage = () => new Usage();
  const [quick, dynalite] = [new DynamoDb(stack, usage(), clock), new DynamoDb(stack, usage(), clock, directory)];
  beforeAll(async () => {
    await Promise.all([quick.createTables(), dynalite.createTables()]);
  });
  afterAll(async () => {
    await Promise.all([quick.close(), dynalite.close()]);
    rmSync(directory, { recursive: true });
    rmSync(assembly, { recursive: true });
  });

  const answer = async (table: DynamoDb, [name, input]: readonly [string, Json]): Promise<unknown> => {
    try {
      const output = (await table.operations[name]?.(structuredClone(input))) as Json; // DynamoDB's answers are objects
      return plain(output);
    } catch (error) {
      const { code, message, fields } = error as { code: string; message: string; fields: unknown }; // an AwsError
      return { code, message, fields };
    }
  };

  it('answers as dynalite alone does, to the byte of what it bills', async () => {
    const anyOf = fc.array(request, { minLength: 5, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(anyOf, async (requests) => {
        count += 1;
        const own = (input: Json): Json =>
          JSON.parse(
            JSON.stringify(input)
              .replaceAll('{"pk":{"S":"', `{"pk":{"S":"${count}-`)
              .replaceAll('":pk":{"S":"', `":pk":{"S":"${count}-`),
          );
        for (const [name, input] of requests) {
          const asked = [name, own(input)] as const;
          expect(await answer(quick, asked), JSON.stringify(asked)).toEqual(await answer(dynalite, asked));
        }
      }),
      { numRuns: 40 },
    );
    const left = async (table: DynamoDb) => (await table.items()).map((one) => JSON.stringify(one)).sort();
    expect(await left(quick)).toEqual(await left(dynalite));
    expect((await quick.items()).length).toBeGreaterThan(20);
  });
});

/** BatchGetItem's answers are in no order. */
function plain(output: Json): unknown {
  const copy = JSON.parse(JSON.stringify(output));
  const found = asList(copy.Responses?.[TableName]);
  if (copy.Responses) copy.Responses[TableName] = found.map((one) => JSON.stringify(one)).sort();
  return copy;
}
