import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { Keys } from '../../src/secrets/keys.ts';
import { ArchiveWriter } from '../../src/stores/archive-writer.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import type { Key, Table } from '../../src/stores/table.ts';
import { type OpenTable, tables } from '../fixtures/tables.ts';

const day = 86_400_000;
const days = 1096;

describe.each(tables)('history in a table $name', ({ open }) => {
  let opened: OpenTable;
  let table: Table;
  let now = 0;
  let customer = 0;
  let pk = '';

  beforeAll(async () => {
    opened = await open({ days, clock: () => now });
    table = opened.table;
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    now = Date.UTC(2026, 2, 1);
    customer += 1;
    pk = `C#${customer}`;
  });

  const places = ['2#run#j#1', '3#fact#order#1', '4#message#1', '5#conversion#order.placed#1', '6#fact#1', '7#run#1'];

  it('is there until its time has passed since the last write, and not any more', async () => {
    for (const sk of places) await table.put({ pk, sk }, { sk }, 0);
    now += (days - 1) * day;
    const [first = ''] = places;
    await table.put({ pk, sk: first }, { changed: true }, 1);
    now += day - 1000;
    expect(await found(table, pk)).toEqual(places);
    now += 1000;
    expect(await found(table, pk)).toEqual([first]);
    expect(await table.get({ pk, sk: '3#fact#order#1' })).toBeUndefined();
    now += (days - 1) * day;
    expect(await found(table, pk)).toEqual([]);
  });

  it('does not keep another from beginning in its place, once, and from the first revision', async () => {
    const key = { pk, sk: '3#fact#order#1' };
    await table.put(key, { n: 1 }, 0);
    await table.put(key, { n: 2 }, 1);
    now += days * day;
    expect(await table.put(key, { n: 3 }, 0)).toBe(1);
    expect(await table.put(key, { n: 4 }, 0)).toBeUndefined();
    expect(await table.get(key)).toEqual({ ...key, value: { n: 3 }, rev: 1 });
  });

  it('outlasts no proof: a profile, an identity and an address stay', async () => {
    const keys: Key[] = [
      { pk, sk: '1#profile' },
      { pk: `I#email#${customer}`, sk: 'identity' },
      { pk: `I#email#${customer}`, sk: 'address' },
    ];
    for (const key of keys) await table.put(key, {}, 0);
    now += 100 * days * day;
    for (const key of keys) {
      expect(await table.get(key)).toBeDefined();
      expect(await table.put(key, {}, 0)).toBeUndefined();
    }
  });
});

it('is put aside although an earlier copy expires meanwhile', async () => {
  let now = Date.UTC(2026, 2, 1);
  const table = new MemoryTable({ days, clock: () => now });
  const writer = new ArchiveWriter(table, new Keys('a-secret-of-at-least-thirty-two-characters'));
  const id = `inquiry-${'0'.repeat(20)}-abc`;
  const run = { id, customer: 'c', subject: { kind: 'inquiry', id: 'i' }, closedAs: 1 } as Run; // the archive asks for nothing else
  await writer.putClosed('c', run);
  const get = table.get.bind(table);
  table.get = (key) => {
    now += days * day;
    return get(key);
  };
  await writer.putClosed('c', { ...run, closedAs: 2 });
  table.get = get;
  expect((await table.range('C#c', '7#run', '7#run~')).map(({ value }) => value)).toEqual([{ ...run, closedAs: 2 }]);
});

/** The places that a range, a batch and a scan find, which are the same. */
async function found(table: Table, pk: string): Promise<string[]> {
  const range = (await table.range(pk, '1', '9')).map(({ sk }) => sk);
  const all = ['2#run#j#1', '3#fact#order#1', '4#message#1', '5#conversion#order.placed#1', '6#fact#1', '7#run#1'];
  const many = (await table.getMany(all.map((sk) => ({ pk, sk })))).map(({ sk }) => sk);
  const { items } = await table.scan({ sk: '', prefixes: ['2', '3', '4', '5', '6', '7'] });
  expect(many.sort()).toEqual(range);
  expect(items.filter((item) => item.pk === pk).map(({ sk }) => sk)).toEqual(range);
  return range;
}
