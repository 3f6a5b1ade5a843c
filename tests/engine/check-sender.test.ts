import { beforeEach, describe, expect, it } from 'vitest';
import { checkSender, type SenderPorts } from '../../src/engine/sender/check-sender.ts';
import type { ListedAddress } from '../../src/engine/sender/close-listed.ts';
import type { SenderReport } from '../../src/engine/sender/report.ts';
import { reopenAddress, suppressionOf } from '../../src/policy/customer/address.ts';
import type { SenderFacts } from '../../src/policy/sender/facts.ts';
import { soundSender } from '../fixtures/sender.ts';
import { World } from './world.ts';

const day = 86_400_000;
const first = Date.parse('2026-03-02T00:30:00Z');
const dmarc = 'TXT _dmarc.shop.example';
const withoutDmarc: SenderFacts = { ...soundSender, records: { ...soundSender.records, [dmarc]: [] } };
const withBounces = (bounces: number): SenderFacts => ({
  ...soundSender,
  account: { ...soundSender.account, bounces },
});

let world: World;
let reports: SenderReport[];
let counted: [string, Readonly<Record<string, string>>][];
let listed: ListedAddress[];

beforeEach(() => {
  [world, reports, counted, listed] = [new World(), [], [], []];
});

/** The check of a day, counted from 0, with what is found then. */
async function check(on: number, facts: SenderFacts, more: Partial<SenderPorts> = {}): Promise<void> {
  const now = first + on * day;
  await checkSender({
    stores: world.stores,
    clock: () => now,
    warn: () => {},
    count: (name, details) => void counted.push([name, details]),
    readSender: async () => facts,
    listedSince: async function* (since) {
      yield* listed.filter(({ at }) => at >= since);
    },
    tellStaff: async (report) => void reports.push(report),
    warmUp: undefined,
    zone: 'Asia/Tokyo',
    language: 'en',
    domain: 'shop.example',
    ...more,
  });
}

describe('the staff', () => {
  it('is told of a trouble once, weekly while it lasts, and of its end', async () => {
    await check(0, soundSender);
    for (let on = 1; on <= 9; on += 1) await check(on, withoutDmarc);
    expect(reports.map(({ subject }) => subject)).toEqual([
      'Aftercart: mail of shop.example: 1 to mend, DNS changed',
      'Aftercart: mail of shop.example: 1 to mend',
    ]);
    expect(counted).toHaveLength(10); // a trouble a day, and the change
    await check(10, soundSender);
    await check(11, soundSender);
    expect(reports).toHaveLength(3);
    expect(reports[2]?.text).toContain('In order again since the last check:\n- DMARC\n');
  });

  it('is told of bounces near the limit, and again when they are beyond it', async () => {
    for (const [on, bounces] of [0.02, 0.03, 0.04, 0.06, 0.03].entries()) await check(on, withBounces(bounces));
    expect(reports.map(({ text }) => /[\d.]+ % bounces, .*? the/.exec(text)?.[0])).toEqual([
      '3 % bounces, half way to the',
      '6 % bounces, beyond the',
      '3 % bounces, half way to the',
    ]);
  });

  it('reads the report in Japanese, in every line', async () => {
    await check(0, soundSender, { language: 'ja' });
    const facts = { ...withBounces(0.03), records: withoutDmarc.records };
    await check(1, facts, { language: 'ja', warmUp: { since: '2026-03-01', from: 50, doublesEvery: 3, upTo: 50_000 } });
    const lines = reports[0]?.text.split('\n').filter((line) => line !== '') ?? [];
    expect(lines).toContain(
      '・30日中3日目です。今日の上限は79通、直近24時間の送信は40通です。上限は2026-03-31になくなります。'.replace(
        '・',
        '- ',
      ),
    );
    expect(lines.filter((line) => !/[ぁ-んァ-ヶ]/.test(line))).toEqual([]);
  });

  it('is told of a warm-up on its first day, weekly, and when it is over', async () => {
    const warmUp = { since: '2026-03-02', from: 50, doublesEvery: 3, upTo: 800 };
    for (let on = 0; on <= 14; on += 1) await check(on, soundSender, { warmUp });
    expect(reports.map(({ text }) => /Day \d+ of \d+|It is over/.exec(text)?.[0])).toEqual([
      'Day 1 of 12',
      'Day 8 of 12',
      'It is over',
    ]);
  });

  it('hears nothing again of a check that runs twice', async () => {
    await check(0, withoutDmarc);
    await check(0, withoutDmarc);
    expect(reports).toHaveLength(1);
  });
});

describe('the list of SES', () => {
  const address = 'mia@example.com';
  const known = async () => (await world.stores.addresses.find([world.stores.addresses.refOf('email', address)]))[0];

  it('closes an address here once, and not again after staff has reopened it', async () => {
    listed = [{ address, reason: 'complaint', at: first - 1000 }];
    await check(0, soundSender);
    const read = await known();
    expect(read && suppressionOf(read.value)).toMatchObject({ reason: 'complaint' });
    if (!read) throw new Error('The address was closed.');
    const said = { what: 'reopening', saidAt: first, from: 'staff', source: 'npm run customer' } as const;
    await world.stores.addresses.save(read, reopenAddress(read.value, first + 1, 'Leo'), said);
    await check(0, soundSender);
    const after = await known();
    expect(after && suppressionOf(after.value)).toBeUndefined();
  });

  it('goes on with all of a long list', async () => {
    listed = Array.from({ length: 25 }, (_, n) => ({
      address: `guest-${n}@example.com`,
      reason: 'bounce',
      at: first - n,
    }));
    await check(0, soundSender);
    const refs = listed.map((one) => world.stores.addresses.refOf('email', one.address));
    const closed = (await world.stores.addresses.find(refs)).filter(({ value }) => suppressionOf(value) !== undefined);
    expect(closed).toHaveLength(25);
  });
});
