import type { Conversion } from '../model/conversion.ts';
import { mergeConversions } from '../policy/attribution/conversion.ts';
import { change, unlessEqual } from './change.ts';
import { conversionKey, conversionRange, customerPartition } from './item-keys.ts';
import type { Stored, Table } from './table.ts';

/** Which message each reached goal is credited to. A conversion moves to a later touch; nothing takes it away. */
export class Conversions {
  readonly #table: Table;

  constructor(table: Table) {
    this.#table = table;
  }

  /** Those of the conversions that are known already. One batch read; none when nothing is asked for. */
  async find(conversions: readonly Conversion[]): Promise<Stored<Conversion>[]> {
    if (conversions.length === 0) return [];
    return (await this.#table.getMany(conversions.map(conversionKey))) as Stored<Conversion>[]; // the keys hold the noun
  }

  /** A customer's conversions. */
  async ofCustomer(customer: string): Promise<Conversion[]> {
    const items = await this.#table.range(customerPartition(customer), conversionRange.from, conversionRange.to);
    return items.map(({ value }) => value as Conversion); // the range holds only the noun
  }

  /**
   * Records a conversion, merged with the stored one.
   * @param read the stored one as it was last read; without a change since then, one write is all
   * @throws RetryableError when others are first eight times
   */
  async record(conversion: Conversion, read?: Stored<Conversion>): Promise<void> {
    const settled = (known: Stored<Conversion> | undefined) =>
      unlessEqual(known?.value, known === undefined ? conversion : mergeConversions(known.value, conversion));
    await change(this.#table, conversionKey(conversion), read, settled, { noun: 'A conversion' });
  }
}
