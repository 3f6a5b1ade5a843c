import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { type Attributes, toAttributes } from '../../src/aws/attributes.ts';
import { DynamoTable } from '../../src/aws/dynamo-table.ts';
import { linePrefix, runPrefix } from '../../src/stores/item-keys.ts';
import { inParallel } from '../stage/pace.ts';

const atOnce = 16;

/**
 * Copies runs and lines of the ledger to a table that was restored from this one, as they are, where this one has a later
 * revision. A run that has moved to another customer stays: the copy is made once the restored table hears that the two are one.
 */
export async function copyNewer(client: DynamoDBClient, from: string, to: string) {
  const target = new DynamoTable(client, to, { days: 1, clock: () => 0 }); // only read, and whatever has expired
  const pages = paginateScan(
    { client },
    {
      TableName: from,
      ConsistentRead: true,
      FilterExpression: '(begins_with(sk, :run) OR begins_with(sk, :message)) AND attribute_not_exists(#value.movedTo)',
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: toAttributes({ ':run': runPrefix, ':message': linePrefix }),
    },
  );
  const count = { newer: 0, copied: 0 };
  for await (const { Items = [] } of pages) {
    const known = await revisions(target, Items);
    const newer = Items.filter((item) => revisionOf(item) > (known.get(placeOf(item)) ?? 0));
    const copied = await inParallel(newer, atOnce, (item) => copy(client, to, item));
    count.newer += newer.length;
    count.copied += copied.filter(Boolean).length;
  }
  return count;
}

async function revisions(target: DynamoTable, items: readonly Attributes[]): Promise<Map<string, number>> {
  const keys = items.map(({ pk, sk }) => ({ pk: pk?.S ?? '', sk: sk?.S ?? '' })); // the table's own key: both are texts
  return new Map((await target.getMany(keys)).map(({ pk, sk, rev }) => [`${pk} ${sk}`, rev]));
}

/** @returns whether it was copied: not if somebody has written a later revision meanwhile */
async function copy(client: DynamoDBClient, to: string, item: Attributes): Promise<boolean> {
  const condition = {
    ConditionExpression: 'attribute_not_exists(pk) OR rev < :rev',
    ExpressionAttributeValues: toAttributes({ ':rev': revisionOf(item) }),
  };
  try {
    await client.send(new PutItemCommand({ TableName: to, Item: item, ...condition }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

const revisionOf = ({ rev }: Attributes): number => Number(rev?.N ?? 0);

const placeOf = ({ pk, sk }: Attributes): string => `${pk?.S} ${sk?.S}`;
