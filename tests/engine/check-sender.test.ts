import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkSender, type SenderPorts } from '../../src/engine/sender/check-sender.ts';
import type { ListedAddress } from '../../src/engine/sender/close-listed.ts';
import type { SenderReport } from '../../src/engine/sender/report.ts';
import { reopenAddress, suppressionOf } from '../../src/policy/customer/address.ts';
import type { Rate, SenderFacts } from '../../src/policy/sender/facts.ts';
import { soundSender } from '../fixtures/sender.ts';
import { World } from './world.ts';

const hour = 3_600_000;
const day = 24 * hour;
const first = Date.parse('2026-03-02T00:30:00Z');
const dmarc = 'TXT _dmarc.shop.example';
const withoutDmarc: SenderFacts = { ...soundSender, records: { ...soundSender.records, [dmarc]: [] } };
const withBounces = (bounces: Rate): SenderFacts => ({ ...soundSender, rates: { ...soundSender.rates, bounces } });
const silence = { silence: 'TooManyRequestsException' };

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
      '・30日中3日目です。今日の上限は79通、直近24時間の送信数は40通です。上限は2026-03-31になくなります。'.replace(
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

  it.each<[string, SenderFacts, SenderFacts, string]>([
    ['of DNS', withoutDmarc, { ...soundSender, records: { ...soundSender.records, [dmarc]: undefined } }, 'DMARC'],
    ['of figures', withBounces(0.06), withBounces('none'), 'bounces'],
  ])(
    'keeps a trouble in mind on a day without an answer %s, and tells of its end only',
    async (_of, bad, silent, about) => {
      await check(0, bad);
      await check(1, silent);
      await check(2, bad);
      await check(3, silent);
      expect(reports).toHaveLength(1);
      await check(4, soundSender);
      expect(reports).toHaveLength(2);
      expect(reports[1]?.text).toContain(`In order again since the last check:\n- ${about}`);
    },
  );

  it('is reminded weekly of a trouble that nobody can look at', async () => {
    await check(0, withBounces(0.06));
    for (let on = 1; on <= 7; on += 1) await check(on, withBounces('none'));
    expect(reports.map(({ subject }) => subject)).toEqual([
      'Aftercart: mail of shop.example: 1 to mend',
      'Aftercart: mail of shop.example: 1 not checked',
    ]);
    expect(reports[1]?.text).toContain(
      'to count bounces. It was to mend before, and nothing shows that it is in order.',
    );
  });

  it('hears nothing, and reads no line, of a sender that sends nothing', async () => {
    const warn = vi.fn();
    await check(0, { ...soundSender, rates: { bounces: 'none', complaints: 'none' } }, { warn });
    expect([reports, warn.mock.calls]).toEqual([[], []]);
  });

  it('hears of a record that changed while SES did not say which records the domain has', async () => {
    await check(0, soundSender);
    const changed = {
      ...soundSender,
      records: { ...soundSender.records, 'TXT bounce.shop.example': ['v=spf1 include:amazonses.com -all'] },
    };
    await expect(check(1, { ...soundSender, domain: silence, records: {} })).rejects.toThrow('the domain in SES');
    await check(2, changed);
    expect(reports.map(({ subject }) => subject)).toEqual(['Aftercart: mail of shop.example: DNS changed']);
  });

  it('is told what the other sources say when SES and CloudWatch do not answer, once, and the check is made again', async () => {
    const warn = vi.fn();
    const facts = {
      ...withoutDmarc,
      domain: silence,
      account: silence,
      rates: { bounces: silence, complaints: silence },
    };
    for (const _attempt of [1, 2, 3]) {
      await expect(check(0, facts, { warn })).rejects.toThrow(
        'incomplete: the domain in SES (TooManyRequestsException); the account in SES (TooManyRequestsException); bounces in CloudWatch',
      );
    }
    expect(reports).toHaveLength(1);
    expect(reports[0]?.text).toContain('- shop.example has no DMARC record');
    expect(reports[0]?.text).toContain('- SES did not answer about the account (TooManyRequestsException).');
    expect(warn).toHaveBeenCalledWith('sender not checked', {
      about: 'bounces',
      what: 'CloudWatch did not answer about bounces (TooManyRequestsException).',
    });
  });

  it.each([
    ['once it is told', true],
    ['before it is told', false],
  ])('is told nothing twice by a check that is killed %s', async (_when, isTold) => {
    const killed = new Promise<void>(() => {});
    const tellStaff = async (report: SenderReport) => {
      if (isTold) reports.push(report);
      await killed;
    };
    void check(0, withoutDmarc, { tellStaff });
    await vi.waitFor(async () => expect((await world.stores.senderChecks.last()).reportedAt).toBe(first));
    await check(0, withoutDmarc);
    await check(1, withoutDmarc);
    expect(reports).toHaveLength(isTold ? 1 : 0);
    expect(counted.filter(([name]) => name === 'SenderTrouble')).toHaveLength(3); // the alarm tells in any case
  });

  it('is told once by two checks at the same time', async () => {
    await Promise.all([check(0, withoutDmarc), check(0, withoutDmarc)]);
    expect(reports).toHaveLength(1);
  });

  it('is told by the next attempt when its topic refuses the first', async () => {
    await check(0, soundSender);
    const tellStaff = async () => {
      throw Object.assign(new Error('no'), { name: 'ThrottlingException' });
    };
    await expect(check(1, withoutDmarc, { tellStaff })).rejects.toThrow(
      'the staff could not be told (ThrottlingException)',
    );
    await check(1, withoutDmarc);
    await check(1, withoutDmarc);
    expect(reports.map(({ subject }) => subject)).toEqual(['Aftercart: mail of shop.example: 1 to mend, DNS changed']);
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

  const guest = (n: number): ListedAddress => ({ address: `guest-${n}@example.com`, reason: 'bounce', at: first - n });
  const closed = async () => {
    const refs = Array.from({ length: 30 }, (_, n) => world.stores.addresses.refOf('email', guest(n).address));
    return (await world.stores.addresses.find(refs)).filter(({ value }) => suppressionOf(value) !== undefined).length;
  };

  it('is read again from where it was whole, and what is known is told, when a page of it does not come', async () => {
    await check(-1, soundSender);
    const asked: number[] = [];
    async function* breakingOff(since: number) {
      asked.push(since);
      yield* [1, 2].map(guest);
      throw Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' });
    }
    for (const _attempt of [1, 2]) {
      await expect(check(0, withoutDmarc, { listedSince: breakingOff })).rejects.toThrow(
        'incomplete: the list of closed addresses in SES (TooManyRequestsException)',
      );
    }
    expect([reports.length, await closed()]).toEqual([1, 2]);
    expect(asked).toEqual([first - day - hour, first - day - hour]);
    listed = [guest(3)];
    await check(2, withoutDmarc);
    expect(await closed()).toBe(3);
  });

  it('is closed but for an address that cannot be written, which the next check closes', async () => {
    listed = Array.from({ length: 25 }, (_, n) => guest(n));
    const { addresses } = world.stores;
    const broken = addresses.refOf('email', guest(4).address).hash;
    const original = addresses.change.bind(addresses);
    const change = vi.spyOn(addresses, 'change').mockImplementation(async (...args) => {
      if (args[0].hash === broken) throw new Error('throttled');
      return original(...args);
    });
    async function* slowly() {
      for (const one of listed) {
        await new Promise((resolve) => setTimeout(resolve, 1)); // the next page is on its way
        yield one;
      }
    }
    await expect(check(0, soundSender, { listedSince: slowly })).rejects.toThrow('closed addresses in SES (Error)');
    expect(await closed()).toBe(24);
    change.mockRestore();
    await check(1, soundSender);
    expect(await closed()).toBe(25);
  });
});
