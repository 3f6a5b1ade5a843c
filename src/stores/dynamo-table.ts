import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { RetryableError } from '../platform/errors.ts';
import type { Key, Places, ScanPage, Stored, Table } from './table.ts';

type Attributes = Record<string, AttributeValue>;

const batchAttempts = 5;

/** The table on DynamoDB. An item is `pk`, `sk`, `rev`, the id of its last `write`, and its `value`. */
export class DynamoTable implements Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;

  constructor(client: DynamoDBClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  async get(key: Key): Promise<Stored<unknown> | undefined> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: marshallKey(key), ConsistentRead: true }),
    );
    return Item && stored(Item);
  }

  async getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    let wanted: Attributes[] = keys.map(marshallKey);
    const found: Stored<unknown>[] = [];
    for (let attempt = 0; wanted.length > 0; attempt += 1) {
      if (attempt === batchAttempts) throw new RetryableError('DynamoDB left keys of a batch unread five times.');
      const request = { [this.#name]: { Keys: wanted, ConsistentRead: true } };
      const answer = await this.#client.send(new BatchGetItemCommand({ RequestItems: request }));
      found.push(...(answer.Responses?.[this.#name] ?? []).map(stored));
      wanted = answer.UnprocessedKeys?.[this.#name]?.Keys ?? [];
    }
    return found;
  }

  async range(pk: string, from: string, to: string): Promise<Stored<unknown>[]> {
    const pages = paginateQuery(
      { client: this.#client },
      {
        TableName: this.#name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':pk': pk, ':from': from, ':to': to }),
      },
    );
    const items: Stored<unknown>[] = [];
    for await (const page of pages) items.push(...(page.Items ?? []).map(stored));
    return items;
  }

  async scan({ sk, prefix }: Places, from?: Key, limit?: number): Promise<ScanPage> {
    const { Items = [], LastEvaluatedKey } = await this.#client.send(
      new ScanCommand({
        TableName: this.#name,
        FilterExpression: 'sk = :sk OR begins_with(sk, :prefix)',
        ExpressionAttributeValues: marshall({ ':sk': sk, ':prefix': prefix }),
        ...(from && { ExclusiveStartKey: marshallKey(from) }),
        ...(limit && { Limit: limit }),
      }),
    );
    const items = Items.map(stored);
    return LastEvaluatedKey ? { items, next: unmarshall(LastEvaluatedKey) as Key } : { items }; // the table's own key
  }

  async put(key: Key, value: unknown, rev: number): Promise<number | undefined> {
    const write = randomUUID();
    const item = { ...key, rev: rev + 1, write, value };
    const condition =
      rev === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : { ConditionExpression: 'rev = :rev', ExpressionAttributeValues: marshall({ ':rev': rev }) };
    try {
      const Item = marshall(item, { removeUndefinedValues: true });
      await this.#client.send(new PutItemCommand({ TableName: this.#name, Item, ...condition }));
      return rev + 1;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return (await this.#wrote(key, write)) ? rev + 1 : undefined;
    }
  }

  async delete(key: Key, rev: number): Promise<boolean> {
    const command = new DeleteItemCommand({
      TableName: this.#name,
      Key: marshallKey(key),
      ConditionExpression: 'attribute_not_exists(pk) OR rev = :rev', // gone by a first try whose answer was lost is gone
      ExpressionAttributeValues: marshall({ ':rev': rev }),
    });
    try {
      await this.#client.send(command);
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return false;
    }
  }

  /** Whether the item is by this very write: its first answer was lost, and the SDK's second try found it done. */
  async #wrote(key: Key, write: string): Promise<boolean> {
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#name, Key: marshallKey(key), ConsistentRead: true }),
    );
    return Item?.write?.S === write;
  }
}

function marshallKey({ pk, sk }: Key): Attributes {
  return marshall({ pk, sk });
}

function stored(attributes: Attributes): Stored<unknown> {
  const { pk, sk, rev, value } = unmarshall(attributes);
  return { pk, sk, rev, value };
}
