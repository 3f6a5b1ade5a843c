import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Key } from '../../src/stores/table.ts';

/** Sizes in bytes; docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html. */
const limits = { item: 400 * 1024, pk: 2048, sk: 1024 } as const;

/** A table in memory that refuses what DynamoDB refuses: keys and items that are too large, values that it cannot store. */
export class LimitedTable extends MemoryTable {
  /** The largest item so far, in bytes. */
  largest = 0;
  /** Called with every item that is written. */
  readonly #written: (key: Key, value: unknown) => void;

  constructor(written: (key: Key, value: unknown) => void = () => {}) {
    super();
    this.#written = written;
  }

  override async put(key: Key, value: unknown, rev: number, next = rev + 1): Promise<number | undefined> {
    for (const name of ['pk', 'sk'] as const) {
      const size = Buffer.byteLength(key[name]);
      if (size === 0 || size > limits[name]) throw new RangeError(`DynamoDB takes no ${name} of ${size} bytes.`);
    }
    // `write` is a random id of 36 characters, `expires` a time.
    const more = { rev: next, write: '-'.repeat(36), expires: 1_900_000_000 };
    const item = marshall({ ...key, ...more, value }, { removeUndefinedValues: true });
    const size = sizeOf(item);
    if (size > limits.item) throw new RangeError(`DynamoDB takes no item of ${size} bytes.`);
    this.largest = Math.max(this.largest, size);
    this.#written(key, JSON.parse(JSON.stringify(value)));
    return super.put(key, value, rev, next);
  }
}

/** The size of an item's attributes as DynamoDB counts it. @throws RangeError for a value that it cannot store */
function sizeOf(attributes: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(attributes).reduce((sum, [name, value]) => sum + text(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return text(value.S);
  if (value.N !== undefined) return number(value.N);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, one) => sum + 1 + valueSize(one), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + sizeOf(value.M);
  return 1;
}

function text(value: string): number {
  if (!value.isWellFormed()) throw new RangeError('DynamoDB takes no half of a character.');
  return Buffer.byteLength(value);
}

function number(value: string): number {
  const size = Math.abs(Number(value));
  if (size !== 0 && (size < 1e-130 || size >= 1e126)) throw new RangeError(`DynamoDB takes no number ${value}.`);
  return 21;
}
