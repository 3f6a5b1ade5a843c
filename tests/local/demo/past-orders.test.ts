import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readPastOrders } from '../../../local/demo/past-orders.ts';

const now = Date.parse('2026-11-01T00:00:00Z');
const retail = path.resolve(import.meta.dirname, '../../../../shared/data/online-retail-orders.csv.gz');

it('past orders are played in the order of their time, as if they happened now, with made-up addresses', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'aftercart-past-'));
  const file = path.join(dir, 'orders.csv');
  const rows = ['B,7,b@real.example,2026-01-02,5,USD', 'A,,a@real.example,2026-01-01,5,USD', 'C,7,,never,5,USD'];
  writeFileSync(file, ['order_id,customer_id,email,date,total,currency', ...rows].join('\n'));
  const { events, placed, remarks } = await readPastOrders(file, { columns: {}, defaults: {} }, now);
  rmSync(dir, { recursive: true });
  expect(events.map(({ detail }) => detail)).toMatchObject([
    { order: { id: 'A' }, customer: { email: expect.stringMatching(/^customer-\w+@example\.com$/) } },
    { order: { id: 'B' }, customer: { id: '7', email: 'customer-7@example.com' } },
  ]);
  expect(JSON.stringify(events)).not.toMatch(/real\.example|history/);
  expect(placed).toBe(2);
  expect(remarks.join('\n')).toContain('row 4, column date: is no time');
});

it.skipIf(!existsSync(retail))(
  'of a real export a thousand rows become orders and cancellations (skipped without ../shared)',
  async () => {
    const { events, remarks } = await readPastOrders(retail, { columns: {}, defaults: {}, limit: 1000 }, now);
    expect(remarks[0]).toMatch(/^1,000 rows, /);
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['order.placed', 'order.cancelled']));
    expect(events.length).toBeGreaterThan(700);
  },
);
