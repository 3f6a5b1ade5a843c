import { createRequire } from 'node:module';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { create, type Store, type TableKeys } from 'dynalite/db/index.js';
import { checkTypes, checkValidations, toLowerFirst } from 'dynalite/validations/index.js';
import { asJson, asList, asNumber, asText, at, isJson, type Json } from '../json.ts';
import type { Resource } from '../template/resource.ts';
import type { Stack } from '../template/stack.ts';
import type { Usage } from '../usage.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import { ItemStore } from './item-store.ts';
import { type QuickTable, quickRequests } from './quick-requests.ts';
import { AwsError, type Operation, type Service } from './service.ts';
import { TableSettings } from './table-settings.ts';

type Action = (store: Store, input: object, done: (error: unknown, output?: Json) => void) => void;

const load = createRequire(import.meta.url);

const actions = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
];

/**
 * The tables of the stack, in dynalite: its engine without its HTTP server, in memory or in a directory. In memory it works on
 * items that are kept as objects, and the requests that nearly all are never reach it.
 */
export class DynamoDb implements Service {
  readonly id = 'dynamodb';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #store: Store;
  readonly #clock: VirtualClock;
  readonly #engine: Readonly<Record<string, Operation>>;
  readonly #scan: Operation;
  readonly #settings: TableSettings;
  readonly #tables: readonly Resource[];
  readonly #quick = new Map<string, QuickTable>();

  constructor(stack: Stack, usage: Usage, clock: VirtualClock, directory?: string) {
    this.#clock = clock;
    this.#store = create({ createTableMs: 0, ...(directory && { path: directory }) });
    this.#tables = [...stack.ofType('AWS::DynamoDB::Table'), ...stack.ofType('AWS::DynamoDB::GlobalTable')];
    this.#scan = operation(this.#store, 'Scan'); // what nobody is billed for
    if (directory === undefined) this.#keepAsObjects();
    const operations = actions.map((name) => {
      const run = this.#quickly(name, this.#withKeysChecked(operation(this.#store, name)));
      return [name, metered(name, run, usage)] as const;
    });
    this.#engine = Object.fromEntries(operations);
    this.#settings = new TableSettings(this.#tables);
    this.operations = { ...this.#engine, ...this.#tableOperations() };
  }

  /** Creates the tables that are not there yet. */
  async createTables(): Promise<void> {
    const { TableNames: existing } = asJson(await this.operations.ListTables?.({}));
    for (const { name, properties } of this.#tables) {
      if (!asList(existing).includes(name)) await this.#createTable(name, properties);
    }
  }

  /** Every item of every table of the stack, in DynamoDB's JSON. */
  async items(): Promise<Json[]> {
    const tables = await Promise.all(this.#tables.map(({ name }) => this.#itemsOf(name)));
    return tables.flat();
  }

  async #itemsOf(name: string): Promise<Json[]> {
    const items: Json[] = [];
    let start: unknown;
    do {
      const page = asJson(await this.#scan({ TableName: name, ...(isJson(start) && { ExclusiveStartKey: start }) }));
      items.push(...asList(page.Items).map(asJson));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return items;
  }

  /** One item of the stack's first table, as plain values. */
  async read(pk: string, sk: string): Promise<Json | undefined> {
    const key = { pk: { S: pk }, sk: { S: sk } };
    const found = asJson(await this.operations.GetItem?.({ TableName: this.#tables[0]?.name, Key: key }));
    return isJson(found.Item) ? plain(found.Item) : undefined;
  }

  /** Every item as plain values. */
  async plainItems(): Promise<Json[]> {
    return (await this.items()).map(plain);
  }

  /** Closes the store. */
  close(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#store.db.close((error) => (error ? reject(error) : resolve()));
    });
  }

  /** Gives dynalite stores of ours for the items of the stack's tables, which have texts as keys and no indexes. */
  #keepAsObjects(): void {
    for (const { name, properties } of this.#tables) {
      const keys = properties as unknown as TableKeys; // CloudFormation has both members as the API has them
      const ofTexts = keys.AttributeDefinitions.every(({ AttributeType }) => AttributeType === 'S');
      if (!ofTexts || properties.GlobalSecondaryIndexes !== undefined) continue;
      this.#quick.set(name, { name, keys, store: new ItemStore(keys.KeySchema[1]?.AttributeName) });
    }
    const { getItemDb, deleteItemDb } = this.#store;
    this.#store.getItemDb = (name) => this.#quick.get(name)?.store.asLevel(getItemDb(name).lock) ?? getItemDb(name);
    this.#store.deleteItemDb = (name, done) => {
      this.#quick.delete(name);
      deleteItemDb(name, done);
    };
  }

  #quickly(name: string, run: Operation): Operation {
    const quick = quickRequests[name];
    if (quick === undefined || this.#quick.size === 0) return run;
    return (input) => quick(input, (table) => this.#quick.get(String(table))) ?? run(input);
  }

  /** dynalite counts the characters of keys, DynamoDB their bytes. */
  #withKeysChecked(run: Operation): Operation {
    return (input) => {
      const table = this.#tables.find(({ name }) => name === input.TableName);
      for (const { AttributeName, KeyType } of asList(table?.properties.KeySchema).map(asJson)) {
        const text = asText(at(input.Key ?? input.Item, String(AttributeName), 'S')) ?? '';
        const [most, what] = KeyType === 'HASH' ? [2048, 'hashkey'] : [1024, 'range keys'];
        if (text.length * 3 <= most || Buffer.byteLength(text) <= most) continue;
        throw new AwsError(
          'ValidationException',
          `Size of ${what} has exceeded the maximum size limit of ${most} bytes`,
        );
      }
      return run(input);
    };
  }

  #tableOperations(): Record<string, Operation> {
    /** Does it for a table that there is. */
    const withTable = (act: (input: Json) => unknown) => async (input: Json) => {
      await this.#describe(input);
      return act(input);
    };
    return {
      DescribeTable: (input) => this.#describe(input),
      UpdateTable: withTable(async (input) => {
        this.#settings.update(input);
        const { Table } = await this.#describe(input);
        return { TableDescription: Table };
      }),
      DeleteTable: (input) => {
        this.#settings.assertDeletable(String(input.TableName));
        return operation(this.#store, 'DeleteTable')(input);
      },
      DescribeContinuousBackups: withTable((input) => this.#settings.backups(input)),
      UpdateContinuousBackups: withTable((input) => this.#settings.backups(input)),
      DescribeTimeToLive: withTable((input) => this.#settings.expiry(input)),
      UpdateTimeToLive: withTable((input) => this.#settings.setExpiry(input)),
      RestoreTableToPointInTime: (input) => this.#restore(input),
    };
  }

  /** Makes a table of what the other one holds now: locally there is no past to go back to. */
  async #restore({ SourceTableName, TargetTableName, RestoreDateTime: time }: Json): Promise<Json> {
    const [source, target] = [String(SourceTableName), String(TargetTableName)];
    if (!this.#settings.of(source).hasBackups) {
      throw new AwsError('PointInTimeRecoveryUnavailableException', `Point in time recovery is off for ${source}.`);
    }
    const wanted = typeof time === 'number' ? time * 1000 : Date.parse(String(time));
    if (wanted > this.#clock.now()) {
      const latest = new Date(this.#clock.now()).toISOString();
      throw new AwsError('InvalidRestoreTimeException', `RestoreDateTime is later than ${latest}, the present time.`);
    }
    const { TableNames: existing } = asJson(await this.operations.ListTables?.({}));
    if (asList(existing).includes(target)) {
      throw new AwsError('TableAlreadyExistsException', `Table already exists: ${target}`);
    }
    const table = asJson((await this.#describe({ TableName: source })).Table);
    await this.#createTable(target, { AttributeDefinitions: table.AttributeDefinitions, KeySchema: table.KeySchema });
    const put = operation(this.#store, 'PutItem');
    for (const Item of await this.#itemsOf(source)) await put({ TableName: target, Item });
    return { TableDescription: (await this.#describe({ TableName: target })).Table };
  }

  /**
   * The part of a table's description that dynalite does not know: its own ARN, its present number of items, and its
   * protection.
   */
  async #describe(input: Json): Promise<Json> {
    const table = asJson(asJson(await this.#engine.DescribeTable?.(input)).Table);
    const name = String(table.TableName);
    return {
      Table: {
        ...table,
        TableArn: this.#tables.find((resource) => resource.name === name)?.arn ?? table.TableArn,
        ItemCount: await this.#count(name),
        DeletionProtectionEnabled: this.#settings.of(name).isProtected,
      },
    };
  }

  async #count(name: string): Promise<number> {
    const quick = this.#quick.get(name);
    if (quick !== undefined) return quick.store.size;
    let [count, start]: [number, unknown] = [0, undefined];
    do {
      const from = isJson(start) ? { ExclusiveStartKey: start } : {};
      const page = asJson(await this.#scan({ TableName: name, Select: 'COUNT', ...from }));
      count += asNumber(page.Count, 0);
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    return count;
  }

  async #createTable(name: string, properties: Json): Promise<void> {
    await this.operations.CreateTable?.({
      TableName: name,
      AttributeDefinitions: properties.AttributeDefinitions,
      KeySchema: properties.KeySchema,
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: properties.GlobalSecondaryIndexes,
    });
    while (
      asText(asJson(asJson(await this.#engine.DescribeTable?.({ TableName: name })).Table).TableStatus) !== 'ACTIVE'
    ) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'];
const reads = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];

/** Adds up the request units, which the answer holds only when the request asked for them. */
function metered(name: string, run: Operation, usage: Usage): Operation {
  if (!writes.includes(name) && !reads.includes(name)) return run;
  return async (input) => {
    const { ConsumedCapacity: consumed, ...answer } = asJson(await run({ ReturnConsumedCapacity: 'TOTAL', ...input }));
    const list = Array.isArray(consumed) ? consumed : [consumed];
    const units = list.reduce((sum: number, one) => sum + asNumber(asJson(one).CapacityUnits, 0), 0);
    if (writes.includes(name)) usage.writeUnits += units;
    else usage.readUnits += units;
    return input.ReturnConsumedCapacity === undefined ? answer : { ...answer, ConsumedCapacity: consumed };
  };
}

function plain(item: Json): Json {
  return unmarshall(item as Record<string, AttributeValue>); // DynamoDB's JSON, without sets of bytes
}

function operation(store: Store, name: string): Operation {
  const file = toLowerFirst(name);
  const act: Action = load(`dynalite/actions/${file}.js`);
  const { types, custom }: { types: object; custom?: unknown } = load(`dynalite/validations/${file}.js`);
  const run = (input: Json): Promise<Json> => {
    const checked = checkTypes({ ...input }, types);
    checkValidations(checked, types, custom, store);
    return new Promise((resolve, reject) => {
      act(store, checked, (error, output) => (error ? reject(error) : resolve(asJson(output))));
    });
  };
  return async (input) => {
    try {
      return await run(input);
    } catch (error) {
      throw await asAwsError(error, store, input);
    }
  };
}

/** dynalite's refusal as an AWS error, with the item that made a condition fail when the request asks for it. */
async function asAwsError(error: unknown, store: Store, input: Json): Promise<unknown> {
  const body = asJson((error as { body?: unknown } | undefined)?.body); // dynalite gives its refusals a body
  const type = asText(body.__type)?.split('#')[1];
  if (type === undefined) return error;
  const message = (asText(body.message ?? body.Message) ?? '') || type;
  if (type !== 'ConditionalCheckFailedException' || input.ReturnValuesOnConditionCheckFailure !== 'ALL_OLD') {
    return new AwsError(type, message);
  }
  const { TableName, Key, Item } = input;
  const key = Key ?? (await keyOf(store, TableName, asJson(Item)));
  const found = asJson(await operation(store, 'GetItem')({ TableName, Key: key, ConsistentRead: true }));
  return new AwsError(type, message, 400, found.Item === undefined ? {} : { Item: found.Item });
}

async function keyOf(store: Store, TableName: unknown, item: Json): Promise<Json> {
  const { Table } = asJson(await operation(store, 'DescribeTable')({ TableName }));
  const names = asList(asJson(Table).KeySchema).map((part) => asText(asJson(part).AttributeName) ?? '');
  return Object.fromEntries(names.map((name) => [name, item[name]]));
}
