import { describe, expect, it } from 'vitest';
import { FrozenTable } from './frozen-table.ts';

const key = { pk: 'customer', sk: 'a' };

describe('the frozen table', () => {
  it('does not let a reader change what it holds', async () => {
    const table = new FrozenTable();
    await table.put(key, { list: [{ n: 1 }] }, 0);
    const read = (await table.get(key))?.value as { list: { n: number }[] };
    expect(() => read.list.push({ n: 2 })).toThrow(TypeError);
    expect(() => Object.assign(read.list[0] ?? {}, { n: 2 })).toThrow(TypeError);
    expect((await table.range('customer', 'a', 'z'))[0]?.value).toEqual({ list: [{ n: 1 }] });
  });

  it('does not follow what a writer does to a value afterwards', async () => {
    const table = new FrozenTable();
    const value = { list: [1] };
    await table.put(key, value, 0);
    value.list.push(2);
    expect((await table.get(key))?.value).toEqual({ list: [1] });
  });

  it('leaves out what is undefined, as JSON does, and keeps parts that it read before', async () => {
    const table = new FrozenTable();
    await table.put(key, { a: 1, b: undefined, deep: { c: undefined } }, 0);
    const deep = async () => (await table.get(key))?.value as { deep: object };
    const read = await deep();
    expect(Object.keys(read)).toEqual(['a', 'deep']);
    await table.put(key, { ...read, a: 2 }, 1);
    expect((await deep()).deep).toBe(read.deep);
  });

  it.each([[Number.NaN], [new Date(0)], [() => 1], [new Map()]])(
    'refuses %s, which DynamoDB would not give back',
    async (bad) => {
      await expect(new FrozenTable().put(key, { bad }, 0)).rejects.toThrow(TypeError);
    },
  );

  it('keeps places in order, however they were written', async () => {
    const table = new FrozenTable();
    for (const sk of ['b', 'd', 'a', 'c']) await table.put({ pk: 'p', sk }, {}, 0);
    await table.range('p', 'a', 'b');
    await table.put({ pk: 'p', sk: 'aa' }, {}, 0);
    expect((await table.range('p', 'a', 'c')).map(({ sk }) => sk)).toEqual(['a', 'aa', 'b', 'c']);
  });
});
