import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type Records, recordsOf } from '../../../src/insight/records.ts';
import type { Key } from '../../../src/stores/table.ts';
import type { Runtime } from '../../aws/runtime.ts';

/** Reads the runtime's whole table. */
export async function readRecords(runtime: Pick<Runtime, 'table'>): Promise<Records> {
  const items = (await runtime.table()).map((item) => unmarshall(item as Parameters<typeof unmarshall>[0])); // DynamoDB's JSON
  return recordsOf(items as (Key & { value?: unknown })[]); // the table's own items
}
