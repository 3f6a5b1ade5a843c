import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaceRequest, Table } from '../../src/stores/table.ts';
import { type OpenTable, tables } from '../fixtures/tables.ts';

const now = 1_772_445_600_000;
const day = 86_400_000;

describe.each(tables)('a lane $name', ({ open }) => {
  let opened: OpenTable;
  let table: Table;

  beforeAll(async () => {
    opened = await open();
    table = opened.table;
  });
  afterAll(() => opened.close());

  /** A lane of fourteen places a second, that nobody has used. */
  function lane(name: string) {
    const key = { pk: `G#${name}`, sk: 'lane' };
    const take = (from: number, asked: Partial<PlaceRequest> = {}) =>
      table.takePlace(key, { from, length: 71.429, isBusy: false, before: from + day, far: from + day, ...asked });
    const giveBack = (place: number) => table.giveBackPlace(key, place, 71.429);
    return { key, take, giveBack };
  }

  it('gives each who asks the next place of a lane, however wrong the guess of how full it is', async () => {
    const { take } = lane('full');
    expect(await take(now, { isBusy: true })).toBe(now);
    expect(await take(now)).toBeCloseTo(now + 71.429, 2);
    expect(await take(now, { isBusy: true })).toBeCloseTo(now + 142.858, 2);
    expect(await take(now + 1000, { isBusy: true })).toBe(now + 1000);
    expect(await take(now + 2000)).toBe(now + 2000);
  });

  it('gives nobody the place of another, however many ask for one at the same moment', async () => {
    const { take } = lane('crowd');
    const asked = Array.from({ length: 40 }, (_, n) => take(1000, { isBusy: n > 2, length: 10 }));
    const places = (await Promise.all(asked)).sort((one = 0, other = 0) => one - other);
    expect(places).toEqual(Array.from({ length: 40 }, (_, n) => 1000 + 10 * n));
  });

  it('hands out a returned place again, but not one that others have queued behind', async () => {
    const { take, giveBack } = lane('back');
    await giveBack(now);
    const [first = 0, second = 0, third = 0] = [await take(now), await take(now), await take(now)];
    await giveBack(third);
    expect(await take(now)).toBe(third);
    await giveBack(first);
    await giveBack(second);
    expect(await take(now)).toBeCloseTo(third + 71.429, 2);
  });

  it('gives no place that is too late, and the lane stays as it is', async () => {
    const { take } = lane('late');
    await take(now);
    expect(await take(now, { before: now + 71 })).toBeUndefined();
    expect(await take(now, { before: now + 71, isBusy: true })).toBeUndefined();
    expect(await take(now, { before: now + 72 })).toBeCloseTo(now + 71.429, 2);
  });

  it('begins a lane afresh that ends further ahead than any can, and goes on from there', async () => {
    const { take } = lane('far');
    await take(now + 30 * day, { far: now + 31 * day });
    expect([await take(now), await take(now)]).toEqual([now, expect.closeTo(now + 71.429, 2)]);
    await take(now, { length: 2 * day });
    expect(await take(now, { isBusy: true })).toBe(now);
  });

  it('goes on from where an earlier release noted when the lane was drawn in', async () => {
    const { key, take } = lane('drawn in');
    await take(now + 500, { length: 100 });
    const [ends, raised] = [{ N: `${now + 600}` }, { N: `${now - day}` }];
    await opened.write?.({ pk: { S: key.pk }, sk: { S: key.sk }, ends, raised });
    expect([await take(now), await take(now)]).toEqual([now + 600, expect.closeTo(now + 671.429, 2)]);
  });

  it.each([{ S: 'tomorrow' }, { NULL: true }, { L: [{ N: '1' }] }, { N: '1e120' }, { N: '-5' }] as const)(
    'begins a lane afresh that holds no time but %j',
    async (ends) => {
      const { key, take } = lane(`wrong ${JSON.stringify(ends)}`);
      const item = { pk: { S: key.pk }, sk: { S: key.sk }, ends: ends as AttributeValue }; // one of its kinds
      await opened.write?.(item);
      expect([await take(now, { isBusy: true }), await take(now)]).toEqual([now, expect.closeTo(now + 71.429, 2)]);
    },
  );
});
