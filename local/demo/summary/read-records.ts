import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Records, recordsOf } from '../../../src/insight/records.ts';
import type { Key } from '../../../src/stores/table.ts';
import type { Json } from '../../aws/json.ts';
import type { Runtime } from '../../aws/runtime.ts';

/** Reads the items of the runtime's whole table. */
export async function readItems(runtime: Pick<Runtime, 'table'>): Promise<Json[]> {
  return (await runtime.table()).map((item) => unmarshall(item as Parameters<typeof unmarshall>[0])); // DynamoDB's JSON
}

/** Reads the records in the runtime's whole table. */
export async function readRecords(runtime: Pick<Runtime, 'table'>): Promise<Records> {
  return recordsOf((await readItems(runtime)) as unknown as (Key & { value?: unknown })[]); // the table's own items
}
