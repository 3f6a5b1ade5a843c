import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { RetryableError } from '../model/errors.ts';
import { untilFirst } from '../stores/change.ts';
import { expires } from '../stores/item-keys.ts';
import type { Key, PlaceRequest, Places, Retention, ScanPage, Slice, Stored, Table } from '../stores/table.ts';
import { type Attributes, fromAttribute, toAttributes } from './attributes.ts';
import { atTheHead, behindOthers, givenBack, type LaneMove, moveOf } from './lane-moves.ts';

const batchAttempts = 5;

/** DynamoDB reads no more keys at once. */
const batchKeys = 100;

/** A lane that changes between a read and a write has done so by chance; it does not go on doing so. */
const laneAttempts = 4;

const daySeconds = 86_400;

/**
 * The table on DynamoDB. An item is `pk`, `sk`, `rev`, the id of its last `write`, its `value`, and when it `expires` if it
 * does, in epoch seconds: DynamoDB deletes it within days of then.
 */
export class DynamoTable implements Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;
  readonly #retention: Retention;

  constructor(client: DynamoDBClient, name: string, retention: Retention) {
    this.#client = client;
    this.#name = name;
    this.#retention = retention;
  }

  async get(key: Key): Promise<Stored<unknown> | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: toKey(key), ConsistentRead: true }),
    );
    return this.#kept(Item ? [Item] : [])[0];
  }

  async getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    const found: Stored<unknown>[] = [];
    for (let start = 0; start < keys.length; start += batchKeys) {
      found.push(...(await this.#getBatch(keys.slice(start, start + batchKeys))));
    }
    return found;
  }

  async #getBatch(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    let wanted: Attributes[] = keys.map(toKey);
    const found: Stored<unknown>[] = [];
    for (let attempt = 0; wanted.length > 0; attempt += 1) {
      if (attempt === batchAttempts) throw new RetryableError('DynamoDB left keys of a batch unread five times.');
      const request = { [this.#name]: { Keys: wanted, ConsistentRead: true } };
      const answer = await this.#client.send(new BatchGetItemCommand({ RequestItems: request }));
      found.push(...this.#kept(answer.Responses?.[this.#name] ?? []));
      wanted = answer.UnprocessedKeys?.[this.#name]?.Keys ?? [];
    }
    return found;
  }

  async range(pk: string, from: string, to: string, limit?: number): Promise<Stored<unknown>[]> {
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: toAttributes({ ':pk': pk, ':from': from, ':to': to }),
        ...(limit && { Limit: limit }),
      },
    );
    const items: Stored<unknown>[] = [];
    for await (const page of pages) {
      items.push(...this.#kept(page.Items ?? []));
      if (limit !== undefined && items.length >= limit) return items.slice(0, limit);
    }
    return items;
  }

  async scan({ sk, prefixes }: Places, { segment, from, limit }: Slice = {}): Promise<ScanPage> {
    const values = Object.fromEntries(prefixes.map((prefix, index) => [`:prefix${index}`, prefix]));
    const beginnings = Object.keys(values).map((name) => `begins_with(sk, ${name})`);
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new ScanCommand({
        TableName: this.#name,
        FilterExpression: ['sk = :sk', ...beginnings].join(' OR '),
        ExpressionAttributeValues: toAttributes({ ':sk': sk, ...values }),
        ...(segment && { Segment: segment.index, TotalSegments: segment.of }),
        ...(from && { ExclusiveStartKey: toKey(from) }),
        ...(limit && { Limit: limit }),
      }),
    );
    const items = this.#kept(Items);
    return LastEvaluatedKey ? { items, next: keyOf(LastEvaluatedKey) } : { items };
  }

  async size(): Promise<number> {
    const { Table } = await this.#client.send(new DescribeTableCommand({ TableName: this.#name }));
    return Table?.TableSizeBytes ?? 0;
  }

  async put(key: Key, value: unknown, rev: number, next = rev + 1): Promise<number | undefined> {
    const write = writeId();
    const end = expires(key) ? { expires: this.#now() + this.#retention.days * daySeconds } : {};
    try {
      const Item = toAttributes({ ...key, rev: next, write, ...end, value });
      await this.#client.send(new PutItemCommand({ TableName: this.#name, Item, ...this.#condition(rev) }));
      return next;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return (await this.#wrote(key, write)) ? next : undefined;
    }
  }

  async delete(key: Key, rev: number): Promise<boolean> {
    const command = new DeleteItemCommand({
      TableName: this.#name,
      Key: toKey(key),
      ConditionExpression: 'attribute_not_exists(pk) OR rev = :rev', // gone by a first try whose answer was lost is gone
      ExpressionAttributeValues: toAttributes({ ':rev': rev }),
    });
    try {
      await this.#client.send(command);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return false;
    }
  }

  /** That the item is still as it was read. One that has expired was read as none. */
  #condition(rev: number) {
    return rev === 0
      ? {
          ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
          ExpressionAttributeValues: toAttributes({ ':now': this.#now() }),
        }
      : { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: toAttributes({ ':rev': rev }) };
  }

  async takePlace(key: Key, request: PlaceRequest): Promise<number | undefined> {
    let move: LaneMove = request.isBusy ? behindOthers(request) : atTheHead(request);
    const message = 'A lane ran dry and filled up whenever a place in it was asked for.';
    const { place } = await untilFirst(laneAttempts, message, async () => {
      const end = await this.#moveLane(key, move.request);
      if (end !== undefined) return { place: move.place ?? end - request.length };
      const next = moveOf(await this.#endOf(key), request);
      if (next === undefined) return { place: undefined };
      move = next;
      return undefined;
    });
    return place;
  }

  async giveBackPlace(key: Key, place: number, length: number): Promise<void> {
    await this.#moveLane(key, givenBack(place, length));
  }

  /** @returns where the lane ends then; undefined when the condition does not hold */
  async #moveLane(key: Key, move: LaneMove['request']): Promise<number | undefined> {
    const request = { TableName: this.#name, Key: toKey(key), ReturnValues: 'UPDATED_NEW', ...move } as const;
    try {
      const { Attributes = {} } = await this.#client.send(new UpdateItemCommand(request));
      return Number(Attributes.ends?.N);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  /** The end of the lane; undefined when it holds no number. */
  async #endOf(key: Key): Promise<number | undefined> {
    const { Item = {} } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: toKey(key), ConsistentRead: true }),
    );
    return Item.ends?.N === undefined ? undefined : Number(Item.ends.N);
  }

  /** True if this very write made the item: its first answer was lost, and the SDK's second try found it done. */
  async #wrote(key: Key, write: string): Promise<boolean> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: toKey(key), ConsistentRead: true }),
    );
    return Item?.write?.S === write;
  }

  /** The items that have not expired. */
  #kept(items: readonly Attributes[]): Stored<unknown>[] {
    const now = this.#now();
    return items.filter(({ expires: end }) => end?.N === undefined || Number(end.N) > now).map(stored);
  }

  /** In whole epoch seconds, as DynamoDB wants expiries. */
  #now(): number {
    return Math.floor(this.#retention.clock() / 1000);
  }
}

function toKey({ pk, sk }: Key): Attributes {
  return { pk: { S: pk }, sk: { S: sk } };
}

function keyOf({ pk, sk }: Attributes): Key {
  return { pk: pk?.S ?? '', sk: sk?.S ?? '' }; // the table's own key: both are texts
}

function stored(attributes: Attributes): Stored<unknown> {
  const { rev, value } = attributes;
  return { ...keyOf(attributes), rev: Number(rev?.N), value: value && fromAttribute(value) };
}

/** Tells a write from others of the same item and revision, for which 48 bits do. Each item holds one, and each sweep reads it. */
function writeId(): string {
  return randomUUID().slice(-12);
}
