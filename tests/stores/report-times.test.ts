import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/commerce/values/time-units.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import { ReportTimes } from '../../src/stores/report-times.ts';

const start = Date.parse('2026-03-02T09:00:00Z');
const email = { channel: 'email', isAwaited: true } as const;
const told = (at: number) => [{ sent: at, at, isNews: true }, at] as const;

/** A table that counts what is written and read. */
function counting() {
  const table = new MemoryTable();
  const counts = { put: 0, get: 0 };
  const { put, get } = table;
  table.put = (...given) => {
    counts.put += 1;
    return put.apply(table, given);
  };
  table.get = (...given) => {
    counts.get += 1;
    return get.apply(table, given);
  };
  return { table, counts };
}

describe('of which messages reports came in', () => {
  it('is noted three times in five minutes, by however many containers', async () => {
    const { table, counts } = counting();
    const containers = Array.from({ length: 4 }, () => new ReportTimes(table));
    for (let second = 0; second < 1200; second += 5) {
      for (const container of containers) {
        await container.noteSent('email', start + second * 1000);
        await container.noteReport(email, ...told(start + second * 1000));
      }
    }
    expect(counts.put).toBe(12);
    expect(counts.get).toBeLessThanOrEqual(4 * 12);
    expect(await new ReportTimes(table).of('email')).toEqual({ from: start, spans: '5555' });
    expect(await new ReportTimes(table).of('sms')).toEqual({});
  });

  it('loses nothing when two write at once', async () => {
    const { table } = counting();
    const [one, other] = [new ReportTimes(table), new ReportTimes(table)];
    await Promise.all([one.noteSent('email', start), other.noteReport(email, ...told(start + 5 * minute))]);
    expect(await one.of('email')).toEqual({ from: start, spans: '13' });
  });

  it('costs one read for each container where nobody asks for it', async () => {
    const { table, counts } = counting();
    const times = new ReportTimes(table);
    for (let n = 0; n < 10; n += 1) await times.noteReport({ ...email, isAwaited: false }, ...told(start + n * hour));
    expect(counts).toEqual({ put: 0, get: 1 });
  });

  it('goes on to be noted once it was begun, though a deployment asks for it no more', async () => {
    const { table } = counting();
    await new ReportTimes(table).noteSent('email', start);
    await new ReportTimes(table).noteReport({ ...email, isAwaited: false }, ...told(start + 5 * minute));
    expect(await new ReportTimes(table).of('email')).toEqual({ from: start, spans: '13' });
  });

  it('are not noted as late for one among hundreds', async () => {
    const late = async (every: number) => {
      const table = new MemoryTable();
      const times = new ReportTimes(table);
      await times.noteSent('email', start);
      for (let n = 1; n <= 240; n += 1) {
        const now = start + n * 1000;
        const at = n % every === 0 ? now - 16 * minute : now;
        await times.noteReport(email, { sent: at, at, isNews: true }, now);
      }
      return (await times.of('email')).late;
    };
    expect(await late(240)).toBeUndefined();
    expect(await late(10)).toBeDefined();
  });
});
