import { describe, expect, it } from 'vitest';
import { byChannel } from '../../src/commerce/customer/channel.ts';
import { accountRates } from '../../src/engine/deliver/account-rate.ts';
import { Lanes } from '../../src/stores/lanes.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';

const minute = 60_000;
const begin = 1_772_445_600_000;

/** A service that says its rate, and containers that ask it. */
function account(rate: number | undefined, { most }: { readonly most?: number } = {}) {
  const table = new MemoryTable();
  const lanes = new Lanes(table);
  const service = { rate, asked: 0, broken: false };
  const ask = async () => {
    service.asked += 1;
    if (service.broken) throw new Error('Rate exceeded');
    return service.rate;
  };
  const container = () => {
    const rateOf = accountRates({
      ...byChannel(() => ({ usual: 1 })),
      email: { usual: 14, ask, ...(most && { most }) },
      sms: { usual: 2 },
    });
    return (minutes: number) => rateOf('email', lanes, begin + minutes * minute);
  };
  return { service, container, lanes, table };
}

describe('the rate at which e-mail is sent', () => {
  it('is what the service says, asked once by one container for all', async () => {
    const { service, container } = account(200);
    const [one, other] = [container(), container()];
    expect([await one(0), await other(1), await one(30), await other(59)]).toEqual([200, 200, 200, 200]);
    expect(service.asked).toBe(1);
  });

  it('follows a raised quota and the end of the sandbox within the hour', async () => {
    const { service, container } = account(1);
    const one = container();
    expect(await one(0)).toBe(1);
    service.rate = 50;
    expect(await one(59)).toBe(1);
    expect(await one(61)).toBe(50);
    expect(service.asked).toBe(2);
  });

  it('is asked by one container only when many find it old at once', async () => {
    const { service, container } = account(200);
    const containers = Array.from({ length: 20 }, container);
    const rates = await Promise.all(containers.map((one) => one(0)));
    expect(rates.sort()).toEqual([...Array(19).fill(14), 200]);
    expect(await Promise.all(containers.map((one) => one(0.1)))).toEqual(Array(20).fill(200));
    expect(service.asked).toBe(1);
  });

  it('stays as it was while another container asks, and is asked by the next a minute after that failed', async () => {
    const { service, container } = account(1);
    await container()(0);
    service.rate = 50;
    service.broken = true;
    expect(await container()(61)).toBe(1);
    service.broken = false;
    expect([await container()(61.1), await container()(61.9)]).toEqual([1, 1]);
    expect(service.asked).toBe(2);
    const [one, other] = [container(), container()];
    expect([await one(62.1), await other(62.1)]).toEqual([50, 50]);
    expect(service.asked).toBe(3);
  });

  it('stays as it was while the service does not answer, and is that of a new account before it ever did', async () => {
    const { service, container } = account(200);
    service.broken = true;
    expect(await container()(0)).toBe(14);
    service.broken = false;
    expect(await container()(61)).toBe(200);
    service.broken = true;
    expect(await container()(130)).toBe(200);
  });

  it('is asked although it was once noted by a clock that was years ahead', async () => {
    const { service, container, lanes } = account(200);
    const ahead = begin + 1e6 * minute;
    await lanes.noteRate('email', { known: { perSecond: 1, at: ahead }, asking: ahead }, 0);
    expect(await container()(0)).toBe(200);
    expect(service.asked).toBe(1);
  });

  it('is read where an earlier release noted since when it is raised', async () => {
    const { service, container, table } = account(200);
    await table.put({ pk: 'G#email', sk: 'rate' }, { perSecond: 50, at: begin, raisedAt: begin }, 0);
    expect([await container()(59), service.asked]).toEqual([50, 0]);
    expect(await container()(61)).toBe(200);
  });

  it.each([{ perSecond: 'a lot' }, { perSecond: 0 }, { perSecond: 14, at: 'today' }, {}])(
    'is asked although the table holds no rate but %j',
    async (wrong) => {
      const { container, table } = account(200);
      await table.put({ pk: 'G#email', sk: 'rate' }, { at: begin, ...wrong }, 0);
      expect(await container()(0)).toBe(200);
    },
  );

  it('is no more than the stage allows', async () => {
    expect(await account(200, { most: 50 }).container()(0)).toBe(50);
    expect(await account(14, { most: 50 }).container()(0)).toBe(14);
  });

  it('is that of a new account where the service names none', async () => {
    expect(await account(undefined).container()(0)).toBe(14);
    expect(await account(-1).container()(0)).toBe(14);
  });
});

it('texts go at the rate of the settings, and nobody is asked', async () => {
  const { lanes } = account(1);
  const rateOf = accountRates({ ...byChannel(() => ({ usual: 1 })), email: { usual: 14 }, sms: { usual: 2 } });
  expect(await rateOf('sms', lanes, begin)).toBe(2);
});
