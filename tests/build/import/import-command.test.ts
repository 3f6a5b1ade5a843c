import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
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

const header = 'order_id,email,date,total,currency';
const good = 'A,ann@example.com,2026-01-01 10:00,5,USD';

function fileOf(name: string, content: string | Uint8Array): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'aftercart-import-'));
  dirs.push(dir);
  const file = path.join(dir, name);
  writeFileSync(file, content);
  utimesSync(file, 1_767_225_600, 1_767_225_600);
  return file;
}

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => errors.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), errors: errors.join('\n') };
}

/** Answers every request, and collects what it takes. */
function takeAll() {
  const taken: NonNullable<PutEventsCommandInput['Entries']> = [];
  bus.on(PutEventsCommand).callsFake(({ Entries = [] }: PutEventsCommandInput) => {
    taken.push(...Entries);
    return { FailedEntryCount: 0, Entries: Entries.map((_, index) => ({ EventId: `e-${index}` })) };
  });
  return taken;
}

/** Bytes of a text in UTF-16 with its mark. */
function utf16(text: string, swapped: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return swapped ? bytes.swap16() : bytes;
}

describe('a file', () => {
  // 「会員ID,お名前(姓),メールアドレス」 and 「7,髙橋,a@example.com」 in Shift_JIS and in EUC-JP.
  const japanese = '会員ID,お名前(姓),メールアドレス\r\n7,髙橋,a@example.com\r\n';
  const shiftJis = Buffer.from(
    '89ef88f549442c82a896bc914f2890a9292c8381815b838b83418368838c83580d0a372cfbfc8bb42c61406578616d706c652e636f6d0d0a',
    'hex',
  );
  const eucJp = Buffer.from(
    'b2f1b0f749442ca4aaccbec1b028c0ab292ca5e1a1bca5eba5a2a5c9a5eca5b90d0a372cb9e2b6b62c61406578616d706c652e636f6d0d0a',
    'hex',
  );

  it.each([
    ['UTF-8', Buffer.from(japanese), '髙橋'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${japanese}`), '髙橋'],
    ['UTF-8, packed', gzipSync(japanese), '髙橋'],
    ['UTF-16, the low byte first', utf16(japanese, false), '髙橋'],
    ['UTF-16, the high byte first', utf16(japanese, true), '髙橋'],
    ['UTF-16 without a mark', Buffer.from(japanese, 'utf16le'), '髙橋'],
    ['Shift_JIS', shiftJis, '髙橋'],
    ['EUC-JP', eucJp, '高橋'],
  ])('is read in %s', async (_, bytes, name) => {
    const { code, out } = await run('customers', fileOf('members.csv', bytes), '--lang', 'ja');
    expect(out).toContain(`customer.id 7, customer.email a@example.com, customer.name ${name}`);
    expect(code).toBe(0);
  });

  it.each([
    ['semicolons', `${header}\n${good}\n`.replaceAll(',', ';')],
    ['tabs and old line ends', `${header}\n${good}\n`.replaceAll(',', '\t').replaceAll('\n', '\r')],
    [
      'the separator as Excel says it',
      `sep=;\r\n${header};note, with commas, in it\n${good},x`.replaceAll(/,(?! )/g, ';'),
    ],
    ['mixed line ends, and none at the end', `${header}\r\n\n${good}`],
    ['line breaks and quotes in quotes', `${header},note\n${good},"two\nlines, ""quoted"""\n`],
    ['a quote within a cell', `${header},note\n${good},5" pipe\n`],
    ['empty cells behind the last column', `${header}\n${good},,\n`],
  ])('is read with %s', async (_, text) => {
    const { code, out } = await run('orders', fileOf('orders.csv', text));
    expect(out).toContain('order.id A, order.total 5 USD');
    expect(code).toBe(0);
  });

  it.each([
    ['nothing in it', '', 'row 1: the file is empty', '1行目: ファイルが空です'],
    ['blank lines alone', '\n \n', 'row 1: the file is empty', '1行目: ファイルが空です'],
    [
      'only a header',
      `${header}\n`,
      'row 2: there is nothing below the header',
      '2行目: 見出しの下にデータがありません',
    ],
    [
      'an Excel workbook',
      'PK\u0003\u0004\u0014',
      'row 1: the file is an Excel workbook',
      '1行目: このファイルはCSVではなくExcel',
    ],
    ['a web page', '<!DOCTYPE html><p>', 'row 1: the file is a web page', '1行目: このファイルはCSVではなくHTML'],
    ['JSON', '[{"id": 1}]', 'row 1: the file is JSON', '1行目: このファイルはCSVではなくJSON'],
    [
      'an open quotation mark',
      `${header}\n${good}\n"B,b@example.com,2026-01-01,5,USD\n`,
      'row 3: a quotation mark opens in it that nothing closes',
      '3行目: 閉じられていない引用符があります',
    ],
    [
      'another encoding',
      Buffer.from(`${header},name\n${good},Ann\nB,b@example.com,2026-01-01,5,USD,Ren\u00e9e\n`, 'latin1'),
      'row 3, column 6: the text is neither UTF-8 nor Shift_JIS nor EUC-JP',
      '3行目 6列目: 文字コードが',
    ],
    ['a cut archive', gzipSync(`${header}\n${good}\n`).subarray(0, 30), 'cut off', '途中で切れている'],
  ])('with %s is refused with its place, in both languages', async (_, content, en, ja) => {
    const file = fileOf('orders.csv', content);
    const english = await run('orders', file);
    expect([english.code, english.errors]).toEqual([1, expect.stringContaining(en)]);
    expect((await run('orders', file, '--lang', 'ja')).errors).toContain(ja);
  });

  it('of another encoding is read when the user names it', async () => {
    const text = Buffer.from(`customer_id,name\n1,Ren\u00e9e\n`, 'latin1');
    const { out } = await run('customers', fileOf('c.csv', text), '--encoding', 'windows-1252');
    expect(out).toContain('customer.name Renée');
  });

  it('shows ten rows and counts the others, and a refused row never by what it holds', async () => {
    const rows = Array.from({ length: 30 }, (_, nth) => `o-${nth},c${nth}@example.com,2026-01-01,5,USD`);
    const bad = 'x,secret@example.com,never,5,USD';
    const { code, out, errors } = await run('orders', fileOf('orders.csv', [header, ...rows, bad].join('\n')));
    expect(code).toBe(1);
    expect(out.match(/c\d+@example\.com/g)).toHaveLength(10);
    expect(out).toContain('31 rows, 30 to import, 1 refused.');
    expect(out).toContain('row 32, column date: is no time;');
    expect(out + errors).not.toContain('secret');
    expect(bus.commandCalls(PutEventsCommand)).toEqual([]);
  });
});

describe('the command', () => {
  it.each([
    [['orders'], 2, 'Which file?'],
    [['carts', 'x.csv'], 2, 'Unknown command "carts"'],
    [['orders', 'none.csv'], 1, 'There is no file none.csv.'],
    [['orders', 'x.csv', '--columns', 'totl=Sum'], 1, 'there is no field "totl": did you mean "total"?'],
    [['orders', 'x.csv', '--time-zone', 'Mars'], 2, '--time-zone is "Mars": it takes an IANA zone'],
    [['orders', 'x.csv', '--status', 'done=finished'], 2, '--status is "done=finished": it takes WORD=placed'],
    [['orders', 'x.csv', '--stage', 'moon'], 2, 'There is no stage "moon"'],
  ])('%j is refused', async (args, code, problem) => {
    const result = await run(...args);
    expect([result.code, result.errors]).toEqual([code, expect.stringContaining(problem)]);
  });

  it('says which formats there are when one is unknown', async () => {
    const { errors } = await run('orders', fileOf('o.csv', `${header}\n${good}\n`), '--format', 'shopify');
    expect(errors).toContain('--format is "shopify": it takes shopify-orders, eccube-orders, any-orders.');
  });
});

describe('with --yes', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, nth) => `o-${nth},c${nth}@example.com,2026-01-01,5,USD`);

  it('sends history to the bus of the stage, and puts what is refused whole into a file with the reason', async () => {
    const taken = takeAll();
    const file = fileOf('orders.csv', `${header}\n${good}\nB,"b,@example.com",never,"5",USD\n`);
    const { code, out } = await run('orders', file, '--yes', '--rate', '0');
    expect(taken).toMatchObject([{ EventBusName: 'aftercart', Source: 'store.demo', DetailType: 'order.placed' }]);
    expect(JSON.parse(taken[0]?.Detail ?? '')).toMatchObject({ id: 'csv-order-A-placed', history: true, shop: 'demo' });
    expect(code).toBe(1);
    expect(out).toContain('The bus aftercart took 1 events. 1 rows are in orders.csv.rejected.csv');
    expect(readFileSync(`${file}.rejected.csv`, 'utf8')).toBe(
      `\uFEFFrejected because,${header}\r\n"date: is no time; expected one such as 2026-03-01 09:30:00 or 2026-03-01T09:30:00+09:00; write the year with four digits, the month as a number, a real day",B,"b,@example.com",never,5,USD\r\n`,
    );
  });

  it('takes a mended file of rejected rows as it is, and never overwrites one', async () => {
    takeAll();
    const file = fileOf('orders.csv', `${header}\nB,b@example.com,never,5,USD\n`);
    await run('orders', file, '--yes', '--rate', '0');
    const mended = readFileSync(`${file}.rejected.csv`, 'utf8').replace('never', '2026-01-01');
    writeFileSync(`${file}.rejected.csv`, mended);
    await run('orders', file, '--yes', '--rate', '0');
    expect(readFileSync(`${file}.rejected.csv`, 'utf8')).toBe(mended);
    expect(existsSync(`${file}.rejected-2.csv`)).toBe(true);
    expect((await run('orders', `${file}.rejected.csv`)).out).toContain('1 row, 1 to import, 0 refused.');
  });

  it('writes no formula for a spreadsheet to run, and reads what it wrote instead', async () => {
    const taken = takeAll();
    const columns = 'order_id,email,date,total,currency,name,phone';
    const row = '"=HYPERLINK(""https://x.example"")",b@example.com,never,5,USD,"\t=1+1",+819012345678';
    const file = fileOf('orders.csv', `${columns}\n${row}\n`);
    await run('orders', file, '--yes', '--rate', '0');
    const written = readFileSync(`${file}.rejected.csv`, 'utf8');
    expect(written).toContain(
      `,"'=HYPERLINK(""https://x.example"")",b@example.com,never,5,USD,'\t=1+1,'+819012345678\r\n`,
    );
    writeFileSync(`${file}.rejected.csv`, written.replace('never', '2026-01-01'));
    await run('orders', `${file}.rejected.csv`, '--yes', '--rate', '0');
    const { order, customer } = JSON.parse(taken.at(-1)?.Detail ?? '{}');
    expect([order.id, customer.phone]).toEqual(['=HYPERLINK("https://x.example")', '+819012345678']);
  });

  it('goes on after an interruption where it stopped, loses nothing, and leaves no state behind', async () => {
    const bad = 'x,x@example.com,never,5,USD';
    const file = fileOf('orders.csv', [header, bad, ...rows(900), bad].join('\n'));
    const before: string[] = [];
    bus.on(PutEventsCommand).callsFake(({ Entries = [] }: PutEventsCommandInput) => {
      if (before.length >= 400) throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
      before.push(...Entries.map(({ Detail = '' }) => JSON.parse(Detail).id));
      return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'e' })) };
    });
    const stopped = await run('orders', file, '--yes', '--rate', '0');
    expect([stopped.code, stopped.errors]).toEqual([
      1,
      expect.stringContaining('events:PutEvents on the bus aftercart'),
    ]);
    bus.reset();
    const after = takeAll();
    const { out, errors } = await run('orders', file, '--yes', '--rate', '0');
    expect(errors).toContain('Goes on after row 402.');
    const ids = [...before, ...after.map(({ Detail = '' }) => JSON.parse(Detail).id)];
    expect(ids).toHaveLength(900);
    expect(new Set(ids).size).toBe(900);
    expect(out).toContain('took 900 events. 2 rows are in orders.csv.rejected.csv');
    expect(readFileSync(`${file}.rejected.csv`, 'utf8').trimEnd().split('\r\n')).toHaveLength(3);
    expect(readdirSync(path.dirname(file)).sort()).toEqual(['orders.csv', 'orders.csv.rejected.csv']);
  });

  const rejectedOf = (file: string, number = '') => readFileSync(`${file}.rejected${number}.csv`, 'utf8');
  const linesOf = (text: string) => text.trimEnd().split('\r\n').length;

  /** An import that stops after 400 events, with one row rejected. */
  async function interrupted(around: (file: string) => void = () => {}): Promise<string> {
    const file = fileOf(
      'orders.csv',
      [header, 'x,x@example.com,never,5,USD', ...rows(500), 'y,,never,5,USD'].join('\n'),
    );
    around(file);
    let left = 40;
    bus.on(PutEventsCommand).callsFake(({ Entries = [] }: PutEventsCommandInput) => {
      left -= 1;
      if (left < 0) throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
      return { FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: 'e' })) };
    });
    await run('orders', file, '--yes', '--rate', '0');
    bus.reset();
    takeAll();
    return file;
  }

  it('goes on in its own file of rejected rows, beside one of an earlier import that somebody is mending', async () => {
    const mended = 'rejected because,order_id\r\nasked the customer,z\r\n';
    const file = await interrupted((own) => writeFileSync(`${own}.rejected.csv`, mended));
    const { out } = await run('orders', file, '--yes', '--rate', '0');
    expect([rejectedOf(file), linesOf(rejectedOf(file, '-2'))]).toEqual([mended, 3]);
    expect(out).toContain('2 rows are in orders.csv.rejected-2.csv, each');
  });

  it('begins another file of rejected rows when its own was mended meanwhile, or moved away', async () => {
    const mending = await interrupted();
    const mended = rejectedOf(mending).replace('never', '01-01');
    writeFileSync(`${mending}.rejected.csv`, mended);
    const { out } = await run('orders', mending, '--yes', '--rate', '0');
    expect([rejectedOf(mending), linesOf(rejectedOf(mending, '-2'))]).toEqual([mended, 2]);
    expect(out).toContain('2 rows are in orders.csv.rejected.csv and orders.csv.rejected-2.csv, each');
    const moved = await interrupted();
    rmSync(`${moved}.rejected.csv`);
    expect((await run('orders', moved, '--yes', '--rate', '0')).code).toBe(1);
    expect(linesOf(rejectedOf(moved))).toBe(2);
  });

  it('starts from the first row when the file has changed since', async () => {
    const file = fileOf('orders.csv', [header, ...rows(500)].join('\n'));
    bus.on(PutEventsCommand).callsFakeOnce(() => {
      throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    });
    await run('orders', file, '--yes', '--rate', '0');
    writeFileSync(file, [header, ...rows(3)].join('\n'));
    const taken = takeAll();
    await run('orders', file, '--yes', '--rate', '0');
    expect(taken).toHaveLength(3);
  });

  it('puts rows that the bus refuses for good among the rejected', async () => {
    bus
      .on(PutEventsCommand)
      .resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'MalformedDetail', ErrorMessage: 'why' }] });
    const file = fileOf('orders.csv', `${header}\n${good}\n`);
    const { code } = await run('orders', file, '--yes', '--rate', '0');
    expect(code).toBe(1);
    expect(readFileSync(`${file}.rejected.csv`, 'utf8')).toContain('MalformedDetail: why,A,ann@example.com');
  });
});
