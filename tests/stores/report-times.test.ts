import { describe, expect, it } from 'vitest';
import { minute } from '../../src/commerce/values/time-units.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';
import { ReportTimes } from '../../src/stores/report-times.ts';

const start = Date.parse('2026-03-02T09:00:00Z');

describe('how far reports have come in', () => {
  it('is noted once in five minutes of what they tell, by however many containers', async () => {
    const table = new MemoryTable();
    const containers = Array.from({ length: 4 }, () => new ReportTimes(table));
    let writes = 0;
    for (let second = 0; second < 1200; second += 5) {
      for (const container of containers) {
        if (await container.note('email', { until: start + second * 1000 })) writes += 1;
      }
    }
    expect(writes).toBe(4);
    expect((await new ReportTimes(table).of('email')).until).toBeGreaterThanOrEqual(start + 15 * minute);
    expect(await new ReportTimes(table).of('sms')).toEqual({});
  });

  it('reads nothing for a report that adds nothing', async () => {
    const table = new MemoryTable();
    const times = new ReportTimes(table);
    await times.note('email', { until: start });
    table.get = () => expect.fail('it reads');
    expect(await times.note('email', { until: start + minute })).toBe(false);
    expect(await times.note('email', { until: start - 60 * minute })).toBe(false);
  });

  it('never goes back, whatever order reports come in, and keeps when late ones came', async () => {
    const times = new ReportTimes(new MemoryTable());
    await times.note('email', { until: start });
    await times.note('email', { until: start - 60 * minute, lateAt: start + minute });
    expect(await times.of('email')).toEqual({ until: start, lateAt: start + minute });
  });

  it('is the note of whoever is first, when two write at once', async () => {
    const table = new MemoryTable();
    const [one, other] = [new ReportTimes(table), new ReportTimes(table)];
    const noted = await Promise.all([one, other].map((times) => times.note('email', { until: start })));
    expect(noted.toSorted()).toEqual([false, true]);
    expect(await one.of('email')).toEqual({ until: start });
  });
});
