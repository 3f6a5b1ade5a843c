import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErasureReport, FoundCustomer } from '../../../src/model/data-request.ts';
import { busEvent, type Detail } from '../../fixtures/events.ts';
import { type OpenTable, tables } from '../../fixtures/tables.ts';
import type { World } from '../world.ts';
import { countOf, everything, kindsOf, livedWorld, past, personal } from './lived.ts';

/** The old mailbox is somebody else's by now. */
const { email: _theirs, ...ownTexts } = personal;

async function find(world: World, who: string): Promise<FoundCustomer> {
  return (await world.data({ do: 'find', who })) as FoundCustomer; // the test says that there is one
}

async function erase(world: World, who: string): Promise<ErasureReport> {
  const { customer } = await find(world, who);
  return (await world.data({ do: 'erase', customer })) as ErasureReport; // as asked
}

/** The later looks at erasures, in order, each at its time. */
async function lookAgain(world: World): Promise<void> {
  for (const { time, ...look } of world.looks.splice(0)) {
    world.now = Math.max(world.now, time);
    await world.data({ do: 'erase', ...look });
  }
}

describe.each(tables)('an erasure $name', ({ name, open }) => {
  let opened: OpenTable;
  let world: World;
  const left = async () => Object.entries(countOf(await everything(opened.table), ownTexts)).filter(([, n]) => n > 0);

  beforeAll(async () => {
    opened = await open();
    world = await livedWorld(opened.table);
  });
  afterAll(() => opened.close());

  it('leaves nothing of the customer in the whole table, and everything of the one who has their old mailbox', async () => {
    const before = await everything(opened.table);
    const counted = countOf(before, ownTexts);
    expect(Object.entries(counted).filter(([, count]) => count === 0)).toEqual([]);
    const taro = countOf(before, { order: 'order-of-taro', name: 'Taro Suzuki' });
    expect(
      (await world.stores.messages.ofCustomer((await find(world, personal.nextEmail)).customer)).map(
        ({ outcome, reason }) => `${outcome} ${reason}`,
      ),
    ).toEqual(['held quiet-hours']);
    const report = await erase(world, personal.nextEmail);
    const after = await everything(opened.table);
    expect(await left()).toEqual([]);
    expect(countOf(after, { order: 'order-of-taro', name: 'Taro Suzuki' })).toEqual(taro);
    expect(after.filter(({ pk }) => pk === `C#${report.customer}`).map(({ sk }) => sk)).toEqual(['1#profile']);
    expect(world.cancelled.length).toBeGreaterThan(0);
    expect(world.returnsCancelled).toHaveLength(1);
    await lookAgain(world);
    expect(kindsOf(await everything(opened.table))).toEqual(kindsOf(after));
    if (process.env.SHOW_ERASURE && name === 'in memory') {
      console.log(shown(counted, countOf(after, ownTexts), kindsOf(before), kindsOf(after), report));
    }
  });

  it('is not undone by the same events once more, in whatever order', async () => {
    const isHanakos = ({ detail }: Detail) => JSON.stringify(detail).includes(personal.id);
    for (const event of [...past].reverse().filter(isHanakos)) {
      await world.ingest(event);
      if (event['detail-type'] === 'order.placed') expect(await world.start('order-journey', event)).toBe('erased');
    }
    expect(await left()).toEqual([]);
  });

  it('lets runs that are under way pass, without a line of the ledger or a message', async () => {
    const { sent, started } = world;
    const mails = sent.length;
    const before = await everything(opened.table);
    for (const { input } of started.filter(({ journey }) => journey === 'cart-journey')) {
      expect(await world.deliver(input, { id: 'reminder' })).toMatchObject({ outcome: 'skipped' });
    }
    expect(sent).toHaveLength(mails);
    expect(await everything(opened.table)).toEqual(before);
  });

  it('lets the customer come back as a new one, without anything from before', async () => {
    world.now += 3_600_000;
    const at = new Date(world.now).toISOString();
    const customer = { id: personal.id, email: personal.nextEmail };
    await world.ingest(busEvent('order.placed', at, { id: 'anew', customer }));
    const found = await find(world, personal.nextEmail);
    expect(found.erasedAt).toBeUndefined();
    expect(found.items).toEqual({ profile: 1, fact: 1 });
    for (const event of past.filter(({ detail }) => JSON.stringify(detail).includes(personal.id)))
      await world.ingest(event);
    expect((await find(world, personal.nextEmail)).items).toEqual(found.items);
  });
});

/** The count before and after, for people. */
function shown(
  before: Record<string, number>,
  after: Record<string, number>,
  kinds: Record<string, number>,
  left: Record<string, number>,
  report: ErasureReport,
): string {
  const rows = Object.keys(before).map((name) => `${name.padEnd(12)} ${before[name]} -> ${after[name]}`);
  const byKind = Object.keys(kinds).map((name) => `${name.padEnd(12)} ${kinds[name]} -> ${left[name] ?? 0}`);
  return [...rows, '', ...byKind, '', JSON.stringify(report)].join('\n');
}
