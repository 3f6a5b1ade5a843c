import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventBridgeClient, PutEventsCommand, type PutEventsCommandInput } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../../build/import-command.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const bus = mockClient(EventBridgeClient);
const dirs: string[] = [];
afterEach(() => {
  bus.reset();
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
});

function fileOf(content: string): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'aftercart-import-'));
  dirs.push(dir);
  const file = path.join(dir, 'file.csv');
  writeFileSync(file, content);
  utimesSync(file, 1_767_225_600, 1_767_225_600);
  return file;
}

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => errors.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), errors: errors.join('\n'), report: out.at(-1) };
}

/** Takes events, refuses for good those whose order begins with "bad", and breaks off after so many requests. */
function busThat(refusesBad: boolean, requests = Number.POSITIVE_INFINITY): PutEventsCommandInput['Entries'] & object {
  const taken: NonNullable<PutEventsCommandInput['Entries']> = [];
  let left = requests;
  bus.reset();
  bus.on(PutEventsCommand).callsFake(({ Entries = [] }: PutEventsCommandInput) => {
    left -= 1;
    if (left < 0) throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    const answers = Entries.map((entry) => {
      const isBad = refusesBad && String(entry.Detail).includes('"id":"bad');
      if (!isBad) taken.push(entry);
      return isBad ? { ErrorCode: 'MalformedDetail', ErrorMessage: 'why' } : { EventId: 'e' };
    });
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  });
  return taken;
}

describe('an import that was interrupted', () => {
  const header = 'order_id,email,date,total,currency';
  const rows = Array.from({ length: 900 }, (_, nth) => {
    const id = nth % 100 === 5 ? `bad-${nth}` : `o-${nth}`;
    return `${id},c${nth}@example.com,${nth % 200 === 7 ? 'never' : '2026-01-01'},5,USD`;
  });
  const text = [header, ...rows].join('\n');

  it('ends with the report, the code and the rejected rows of one that was not', async () => {
    busThat(true);
    const whole = fileOf(text);
    const expected = await run('orders', whole, '--yes', '--rate', '0');
    const file = fileOf(text);
    busThat(true, 45);
    await run('orders', file, '--yes', '--rate', '0');
    busThat(true);
    const resumed = await run('orders', file, '--yes', '--rate', '0');
    expect(resumed.errors).toContain('Goes on after row');
    expect(expected.report).toContain('took 886 events. 14 rows are in file.csv.rejected.csv');
    expect([resumed.report, resumed.code]).toEqual([expected.report, expected.code]);
    expect(readFileSync(`${file}.rejected.csv`, 'utf8')).toBe(readFileSync(`${whole}.rejected.csv`, 'utf8'));
  });

  it('ends with 1 when the bus refused rows only before the interruption', async () => {
    const good = rows.filter((row) => !/^bad|never/.test(row));
    const file = fileOf([header, rows[5], ...good].join('\n'));
    busThat(true, 42);
    await run('orders', file, '--yes', '--rate', '0');
    busThat(false);
    const { code, report } = await run('orders', file, '--yes', '--rate', '0');
    expect([code, report]).toEqual([1, expect.stringContaining('1 rows are in')]);
  });
});

describe('an agreement without a date', () => {
  const undated =
    'email,newsletter,consent_at\na@example.com,yes,\nb@example.com,yes,2025-04-01 10:00\nc@example.com,no,\n';
  const consentsIn = (taken: NonNullable<PutEventsCommandInput['Entries']>) =>
    taken.flatMap(({ Detail = '' }) => {
      const { email, consent } = JSON.parse(Detail).customer;
      return consent === undefined ? [] : [{ email, ...consent.email }];
    });

  it('is counted when the file is read, with what to do', async () => {
    const file = fileOf(undated);
    const { code, out } = await run('customers', file);
    expect(code).toBe(0);
    expect(out).toContain('consents: email granted 1');
    expect(out).toMatch(/agreements without a date: 1\. .*--consent-date 2024-04-01/);
    expect((await run('customers', file, '--lang', 'ja')).out).toMatch(
      /日時のない同意: 1件。.*--consent-date 2024-04-01/,
    );
  });

  it('stops the sending until somebody says what becomes of it', async () => {
    const taken = busThat(false);
    const file = fileOf(undated);
    const { code, errors } = await run('customers', file, '--yes', '--rate', '0');
    expect([code, errors, taken]).toEqual([1, expect.stringContaining('1 agreements have no date'), []]);
    expect((await run('customers', file, '--yes', '--lang', 'ja')).errors).toContain('日時のない同意が1件');
  });

  it('is left out by --consent-date none, the customer is not', async () => {
    const taken = busThat(false);
    await run('customers', fileOf(undated), '--yes', '--rate', '0', '--consent-date', 'none');
    expect(consentsIn(taken)).toMatchObject([{ email: 'b@example.com', granted: true }]);
    expect(taken.some(({ Detail }) => Detail?.includes('a@example.com'))).toBe(true);
  });

  it('counts from the date that the shop says, and its source says that; one with a date keeps it', async () => {
    const taken = busThat(false);
    await run(
      'customers',
      fileOf(undated),
      '--yes',
      '--rate',
      '0',
      '--consent-date',
      '2024-04-01',
      '--time-zone',
      'UTC',
    );
    expect(consentsIn(taken)).toMatchObject([
      { email: 'a@example.com', at: '2024-04-01T00:00:00.000Z', source: 'csv: newsletter (date said at the import)' },
      { email: 'b@example.com', at: '2025-04-01T10:00:00.000Z', source: 'csv: newsletter' },
    ]);
  });

  it.each(['2999-01-01', 'yesterday'])('is not dated %s', async (date) => {
    const { code, errors } = await run('customers', fileOf(undated), '--consent-date', date);
    expect([code, errors]).toEqual([2, expect.stringContaining('it takes a past date such as 2024-04-01, or none')]);
  });

  it('may be said by its date alone, if the shop says that the date means it', async () => {
    const file = fileOf('メールアドレス,メルマガ登録日時\na@example.com,2025-04-01 10:00\nb@example.com,\n');
    const alone = await run('customers', file);
    expect(alone.out).toContain('consents: none');
    expect(alone.out).toContain('--columns "email-consent=メルマガ登録日時"');
    const said = await run('customers', file, '--columns', 'email-consent=メルマガ登録日時');
    expect(said.out).toContain('consents: email granted 1');
    expect(said.out).toContain('consent.email.at 2025-04-01T01:00:00.000Z');
  });
});

it('an opt-out by its time alone is one, whatever consent stands beside it', async () => {
  const file = fileOf(
    'email,newsletter,unsubscribed,unsubscribed_at\na@example.com,yes,,2025-04-01\nb@example.com,,no,2025-04-01\n',
  );
  expect((await run('customers', file)).out).toContain('consents: email withdrawn 1');
});

it('columns that nothing reads are listed, with the option that names them', async () => {
  const { out } = await run('customers', fileOf('email,店舗会員番号,備考\na@example.com,7,x\n'));
  expect(out).toContain('Not used: 店舗会員番号, 備考');
  expect(out).toContain('--columns "FIELD=COLUMN" (--help lists the fields). Perhaps: --columns "id=店舗会員番号"');
});

describe('a column that looks like a status and is not read', () => {
  const text = '注文番号,メールアドレス,注文日,合計(円),処理状況\n1,a@example.com,2025-01-01,500,キャンセル\n';

  it('is told when the file is read, and stops the sending', async () => {
    const taken = busThat(false);
    const file = fileOf(text);
    expect((await run('orders', file)).out).toMatch(/Before --yes: 処理状況 .* \(--columns "status=処理状況"\)/);
    const { code, errors } = await run('orders', file, '--yes', '--rate', '0');
    expect([code, errors, taken]).toEqual([1, expect.stringContaining('Nothing was sent: 処理状況 may say'), []]);
    const japanese = await run('orders', file, '--yes', '--lang', 'ja');
    expect(japanese.errors).toContain('まだ何も送っていません。列「処理状況」は注文の状態のようですが');
  });

  it.each([
    ['status=処理状況', ['order.placed', 'order.cancelled']],
    ['status=none', ['order.placed']],
  ])('is settled by --columns "%s"', async (columns, types) => {
    const taken = busThat(false);
    const { code } = await run('orders', fileOf(text), '--yes', '--rate', '0', '--columns', columns);
    expect([code, taken.map(({ DetailType }) => DetailType)]).toEqual([0, types]);
  });
});
