import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { type Attributes, fromAttribute, toAttributes } from '../../src/aws/attributes.ts';
import { DynamoTable } from '../../src/aws/dynamo-table.ts';
import type { Run } from '../../src/model/run.ts';
import type { SettledFact } from '../../src/model/settled.ts';
import { emptySettled, withOpenRuns } from '../../src/policy/past/settled.ts';
import {
  closedMarkPrefix,
  closedPrefix,
  customerPartition,
  linePrefix,
  runPrefix,
  settledFactPrefix,
  whereRange,
} from '../../src/stores/item-keys.ts';
import type { Stored } from '../../src/stores/table.ts';
import { inParallel } from '../stage/pace.ts';

const atOnce = 16;

/** Runs, lines of the ledger, and by what archived runs are found. */
const prefixes = [runPrefix, linePrefix, closedPrefix, closedMarkPrefix, whereRange.from, settledFactPrefix];

/**
 * Copies runs and lines of the ledger to a table that was restored from this one, as they are, where this one has a later
 * revision. A run that has moved to another customer stays: the copy is made once the restored table hears that the two are one.
 */
export async function copyNewer(client: DynamoDBClient, from: string, to: string) {
  const table = new DynamoTable(client, to, { days: 1, clock: () => 0 }); // only read, and whatever has expired
  const values = Object.fromEntries(prefixes.map((prefix, place) => [`:prefix${place}`, prefix]));
  const isWanted = Object.keys(values).map((name) => `begins_with(sk, ${name})`);
  const pages = paginateScan(
    { client },
    {
      TableName: from,
      ConsistentRead: true,
      FilterExpression: `(${isWanted.join(' OR ')}) AND attribute_not_exists(#value.movedTo)`,
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: toAttributes(values),
    },
  );
  const count = { newer: 0, copied: 0 };
  for await (const { Items = [] } of pages) {
    const newer = await newerOf(Items, table);
    const copied = await inParallel(newer, atOnce, (item) => copy(client, to, item));
    count.newer += newer.length;
    count.copied += copied.filter(Boolean).length;
  }
  return count;
}

/** The items to be written to the other table, each as it is to be there. */
async function newerOf(items: readonly Attributes[], table: DynamoTable): Promise<Attributes[]> {
  const known = new Map((await table.getMany(items.map(keyOf))).map((item) => [placeOf(item), item]));
  const newer = await inParallel(items, atOnce, async (item) => {
    const there = known.get(placeOf(keyOf(item)));
    if (keyOf(item).sk.startsWith(settledFactPrefix)) return withOpen(item, there);
    if (revisionOf(item) <= (there?.rev ?? 0)) return undefined;
    return keyOf(item).sk.startsWith(closedPrefix) ? asLive(item, table) : item;
  });
  return newer.filter((item) => item !== undefined);
}

/**
 * An archived run. Where the other table still reads the run it goes back to its place, with a revision that grows with
 * that of the archived one.
 */
async function asLive(item: Attributes, table: DynamoTable): Promise<Attributes | undefined> {
  const { closedAs = 0, ...run } = contentOf(item) as Run; // the key holds the noun
  const runs = (await table.range(keyOf(item).pk, runPrefix, `${runPrefix}~`)) as Stored<Run>[]; // the range holds runs only
  const live = runs.find(({ value }) => value.id === run.id);
  if (live === undefined) return item;
  const rev = closedAs + revisionOf(item);
  return rev > live.rev ? { ...item, ...toAttributes({ sk: live.sk, rev, value: run }) } : undefined;
}

/**
 * The digest with its list of archived runs, by which events find them. What it counts stays as it is there: it follows from the
 * facts.
 */
function withOpen(item: Attributes, there: Stored<unknown> | undefined): Attributes | undefined {
  const copy = contentOf(item) as SettledFact; // the key holds the noun
  const known = (there?.value ?? emptySettled(copy.id, Date.now())) as SettledFact;
  if (keyOf(item).pk !== customerPartition(copy.id) || copy.absorbed || known.absorbed) return undefined;
  const ids = new Set(known.open?.map(({ id }) => id));
  const news = (copy.open ?? []).filter(({ id }) => !ids.has(id));
  if (there !== undefined && news.length === 0) return undefined;
  return { ...item, ...toAttributes({ rev: (there?.rev ?? 0) + 1, value: withOpenRuns(known, news, 0) }) };
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

const contentOf = ({ value }: Attributes): unknown => value && fromAttribute(value);

const keyOf = ({ pk, sk }: Attributes) => ({ pk: pk?.S ?? '', sk: sk?.S ?? '' }); // the table's own key: both are texts

const placeOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }): string => `${pk} ${sk}`;
