/** The parts of dynalite that run without its HTTP server. */
declare module 'dynalite/db/index.js' {
  import type { Readable } from 'node:stream';

  /** An item in DynamoDB's JSON. */
  export type Item = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  /** As much of a table's description as the keys are made of. */
  export interface TableKeys {
    readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
    readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  }

  /** A table's level database. Keys are texts that sort as the table's keys do. */
  export interface ItemDb {
    lock(key: string, act: (release: unknown) => void): void;
    get(key: string, done: (error: Error | null, item?: Item) => void): void;
    put(key: string, item: Item, done: (error: null) => void): void;
    del(key: string, done: (error: null) => void): void;
    batch(
      operations: readonly { readonly type: 'put' | 'del'; readonly key: string; readonly value?: Item }[],
      done: (error: null) => void,
    ): void;
    createKeyStream(range?: object): Readable;
    createValueStream(range?: object): Readable;
  }

  export interface Store {
    readonly db: { close(done: (error?: Error) => void): void };
    readonly options: { readonly maxItemSize: number };
    getItemDb(table: string): ItemDb;
    deleteItemDb(table: string, done: (error?: Error) => void): void;
  }

  export function create(options: { createTableMs: number; path?: string }): Store;
  export function createKey(item: Item, table: TableKeys): string;
  export function itemSize(item: Item, compress?: boolean, addMetaSize?: boolean, rangeKey?: string): number;
  export function matchesExprFilter(item: Item, expression: unknown): boolean;
}

declare module 'dynalite/validations/index.js' {
  import type { Item, Store } from 'dynalite/db/index.js';

  export function toLowerFirst(name: string): string;
  export function checkTypes(input: object, types: object): object;
  export function checkValidations(input: object, types: object, custom: unknown, store: Store): void;
  /** Parses the expressions of a request, and leaves them in it as `_condition` and `_filter`. Returns what is wrong. */
  export function validateExpressions(request: {
    ConditionExpression?: string;
    FilterExpression?: string;
    ExpressionAttributeValues?: Item;
    _condition?: unknown;
    _filter?: unknown;
  }): string | undefined;
}
