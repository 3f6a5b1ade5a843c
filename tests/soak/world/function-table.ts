import type { Key, PlaceRequest, Places, ScanPage, Slice, Stored, Table } from '../../../src/stores/table.ts';
import type { Call } from './call.ts';

/** The table as one call of a function sees it: every operation is a request that may meet a fault. */
export class FunctionTable implements Table {
  readonly #table: Table;
  readonly #call: Call;

  constructor(table: Table, call: Call) {
    this.#table = table;
    this.#call = call;
  }

  get(key: Key): Promise<Stored<unknown> | undefined> {
    return this.#call.request('dynamodb', () => this.#table.get(key));
  }

  getMany(keys: readonly Key[]): Promise<Stored<unknown>[]> {
    return this.#call.request('dynamodb', () => this.#table.getMany(keys));
  }

  range(pk: string, from: string, to: string, limit?: number): Promise<Stored<unknown>[]> {
    return this.#call.request('dynamodb', () => this.#table.range(pk, from, to, limit));
  }

  scan(places: Places, slice?: Slice): Promise<ScanPage> {
    return this.#call.request('dynamodb', () => this.#table.scan(places, slice));
  }

  put(key: Key, value: unknown, rev: number): Promise<number | undefined> {
    return this.#call.request('dynamodb', () => this.#table.put(key, value, rev));
  }

  delete(key: Key, rev: number): Promise<boolean> {
    return this.#call.request('dynamodb', () => this.#table.delete(key, rev));
  }

  takePlace(key: Key, asked: PlaceRequest): Promise<number | undefined> {
    return this.#call.request('dynamodb', () => this.#table.takePlace(key, asked));
  }

  giveBackPlace(key: Key, place: number, length: number): Promise<void> {
    return this.#call.request('dynamodb', () => this.#table.giveBackPlace(key, place, length));
  }

  size(): Promise<number> {
    return this.#call.request('dynamodb', () => this.#table.size());
  }
}
