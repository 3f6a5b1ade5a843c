import { createKey, type Item, matchesExprFilter, type TableKeys } from 'dynalite/db/index.js';
import { asJson, asList, asNumber, asText, isJson, type Json } from '../json.ts';
import { conditionOf, none } from './conditions.ts';
import { type ItemStore, partitionOf, type StoredItem } from './item-store.ts';
import { isPlainItem } from './plain-items.ts';
import { AwsError } from './service.ts';

/** A table with the items that are answered from. */
export interface QuickTable {
  readonly name: string;
  readonly keys: TableKeys;
  readonly store: ItemStore;
}

/** Answers a request; undefined when it has a form that only dynalite knows, or is to be refused. */
type Quick = (input: Json, tableOf: (name: unknown) => QuickTable | undefined) => Json | undefined;

const pageBytes = 1024 * 1024;
const expressionParts = ['ExpressionAttributeNames', 'ExpressionAttributeValues', 'ReturnConsumedCapacity'];
const writeParts = ['TableName', 'ConditionExpression', 'ReturnValuesOnConditionCheckFailure', ...expressionParts];
const pageParts = ['TableName', 'Limit', 'ExclusiveStartKey', ...expressionParts];

/** `pk = :pk AND sk BETWEEN :from AND :to`. */
const slice = /^\s*(\w+)\s*=\s*(:\w+)\s+AND\s+(\w+)\s+BETWEEN\s+(:\w+)\s+AND\s+(:\w+)\s*$/;

/**
 * The requests that nearly all are, answered without dynalite's ways: reads of keys and of a slice of a partition, scans with
 * a filter, writes and deletions with a condition. Whatever else they say, or when anything in them looks amiss, dynalite
 * has the word, on the same items.
 */
export const quickRequests: Readonly<Record<string, Quick>> = {
  GetItem(input, tableOf) {
    if (!holdsOnly(input, ['TableName', 'Key', 'ConsistentRead', 'ReturnConsumedCapacity'])) return undefined;
    const table = tableOf(input.TableName);
    const found = table && read(table, input.Key);
    if (table === undefined || found === undefined) return undefined;
    return { ...(found.stored && { Item: found.stored.item }), ...consumed(table, readUnits(found.stored, input)) };
  },

  BatchGetItem(input, tableOf) {
    const [request, ...others] = Object.entries(asJson(input.RequestItems));
    if (request === undefined || others.length > 0) return undefined;
    const [table, asked] = [tableOf(request[0]), asJson(request[1])];
    const isKnown =
      holdsOnly(input, ['RequestItems', 'ReturnConsumedCapacity']) && holdsOnly(asked, ['Keys', 'ConsistentRead']);
    const keys = asList(asked.Keys);
    if (table === undefined || !isKnown || keys.length === 0 || keys.length > 100) return undefined;
    const found = keys.map((key) => read(table, key));
    const names = new Set(found.map((one) => one?.key));
    const size = found.reduce((sum, one) => sum + (one?.stored?.size ?? 0), 0);
    if (names.has(undefined) || names.size < found.length || size > pageBytes) return undefined;
    const units = found.reduce((sum, one) => sum + readUnits(one?.stored, asked), 0);
    return {
      Responses: { [table.name]: found.flatMap((one) => one?.stored?.item ?? []) },
      UnprocessedKeys: {},
      ConsumedCapacity: [{ TableName: table.name, CapacityUnits: units }],
    };
  },

  PutItem(input, tableOf) {
    const [table, item] = [tableOf(input.TableName), input.Item];
    if (!holdsOnly(input, ['Item', ...writeParts]) || !isPlainItem(item)) return undefined;
    const place = table && read(table, keyIn(table, item));
    if (table === undefined || place === undefined) return undefined;
    if (!allows(input, place.stored)) return undefined;
    table.store.put(place.key, item);
    const units = Math.max(writeUnits(table.store.get(place.key)), writeUnits(place.stored));
    return consumed(table, units);
  },

  DeleteItem(input, tableOf) {
    const table = tableOf(input.TableName);
    const place = holdsOnly(input, ['Key', ...writeParts]) && table ? read(table, input.Key) : undefined;
    if (table === undefined || place === undefined || !allows(input, place.stored)) return undefined;
    table.store.delete(place.key);
    return consumed(table, writeUnits(place.stored));
  },

  Query(input, tableOf) {
    const table = tableOf(input.TableName);
    const [, hash = '', value = '', range = '', from = '', to = ''] =
      slice.exec(asText(input.KeyConditionExpression) ?? '') ?? [];
    const values = asJson(input.ExpressionAttributeValues);
    const [hashKey, rangeKey] = table?.keys.KeySchema ?? [];
    const isKnown =
      holdsOnly(input, ['KeyConditionExpression', 'ConsistentRead', ...pageParts]) && !input.ExpressionAttributeNames;
    const isKeys = hash === hashKey?.AttributeName && range === rangeKey?.AttributeName;
    if (table === undefined || !isKnown || !isKeys || Object.keys(values).length !== 3) return undefined;
    const [first, last] = [from, to].map((bound) => read(table, { [hash]: values[value], [range]: values[bound] }));
    if (first === undefined || last === undefined || first.key > last.key) return undefined;
    const start = input.ExclusiveStartKey === undefined ? undefined : read(table, input.ExclusiveStartKey);
    const isWithin = start !== undefined && start.key >= first.key && start.key <= last.key;
    if (input.ExclusiveStartKey !== undefined && !isWithin) return undefined;
    const items = table.store.within(partitionOf(first.key), start?.key ?? first.key, last.key);
    const rest = start === undefined ? items : items.filter(({ key }) => key > start.key);
    return pageOfItems(rest, input, table);
  },

  Scan(input, tableOf) {
    const table = tableOf(input.TableName);
    if (!holdsOnly(input, ['FilterExpression', ...pageParts])) return undefined;
    const start = input.ExclusiveStartKey === undefined ? undefined : table && read(table, input.ExclusiveStartKey);
    if (table === undefined || (input.ExclusiveStartKey !== undefined && start === undefined)) return undefined;
    return pageOfItems(table.store.range({ gt: start?.key }), input, table);
  },
};

function holdsOnly(input: Json, names: readonly string[]): boolean {
  return Object.entries(input).every(([name, value]) => value === undefined || names.includes(name));
}

interface Place {
  readonly key: string;
  readonly stored: StoredItem | undefined;
}

/** The item under a key of texts; undefined when the key is no such key. */
function read({ keys, store }: QuickTable, key: unknown): Place | undefined {
  if (!isJson(key)) return undefined;
  const names = keys.KeySchema.map(({ AttributeName }) => AttributeName);
  const isKey = Object.keys(key).length === names.length && names.every((name) => isText(key[name]));
  if (!isKey) return undefined;
  const sortable = createKey(key as Item, keys); // texts, as just seen
  return { key: sortable, stored: store.get(sortable) };
}

/** The longest sort key in bytes; partition keys may be longer, and are seldom so long. */
const longestKey = 1024;

function isText(value: unknown): boolean {
  if (!isJson(value) || typeof value.S !== 'string' || Object.keys(value).length !== 1) return false;
  return value.S !== '' && Buffer.byteLength(value.S) <= longestKey;
}

function keyIn({ keys }: QuickTable, item: Item): Json {
  return Object.fromEntries(keys.KeySchema.map(({ AttributeName: name }) => [name, item[name]]));
}

/**
 * True if the condition allows the write. Without a parsed condition there is none.
 * @throws AwsError when the condition does not hold
 */
function allows(input: Json, stored: StoredItem | undefined): boolean {
  const condition = conditionOf(input, 'ConditionExpression');
  if (condition === undefined) return false;
  if (condition === none || matchesExprFilter(stored?.item ?? {}, condition)) return true;
  const isAsked = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' && stored !== undefined;
  throw new AwsError(
    'ConditionalCheckFailedException',
    'The conditional request failed',
    400,
    isAsked ? { Item: stored.item } : {},
  );
}

function pageOfItems(items: Iterable<StoredItem>, input: Json, table: QuickTable): Json | undefined {
  const filter = input.FilterExpression === undefined ? none : conditionOf(input, 'FilterExpression');
  if (filter === undefined) return undefined;
  const limit = input.Limit === undefined ? Number.POSITIVE_INFINITY : asNumber(input.Limit, 0);
  if (!(limit >= 1)) return undefined;
  const found: Item[] = [];
  let [count, bytes, billed] = [0, 0, 0];
  let last: StoredItem | undefined;
  for (const stored of items) {
    if (count >= limit || bytes >= pageBytes) break;
    [count, bytes, billed, last] = [count + 1, bytes + stored.pageSize, billed + stored.size, stored];
    if (filter === none || matchesExprFilter(stored.item, filter)) found.push(stored.item);
  }
  const isCut = last !== undefined && (count >= limit || bytes >= pageBytes);
  return {
    Items: found,
    Count: found.length,
    ScannedCount: count,
    ...(isCut && last && { LastEvaluatedKey: keyIn(table, last.item) }),
    ...consumed(table, Math.ceil(billed / 4096) * (input.ConsistentRead === true ? 1 : 0.5)),
  };
}

function readUnits(stored: StoredItem | undefined, { ConsistentRead: isConsistent }: Json): number {
  return Math.max(1, Math.ceil((stored?.size ?? 1) / 4096)) / (isConsistent === true ? 1 : 2);
}

function writeUnits(stored: StoredItem | undefined): number {
  return Math.max(1, Math.ceil((stored?.size ?? 1) / 1024));
}

function consumed({ name }: QuickTable, CapacityUnits: number): Json {
  return { ConsumedCapacity: { TableName: name, CapacityUnits } };
}
