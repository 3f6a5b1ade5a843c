import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { main } from '../../../build/events-command.ts';
import { eventExamples } from '../../../src/commerce/examples.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const dir = mkdtempSync(path.join(tmpdir(), 'aftercart-events-'));
const bus = mockClient(EventBridgeClient);
afterEach(() => bus.reset());
afterAll(() => rmSync(dir, { recursive: true }));

const good = {
  Source: 'store.demo',
  DetailType: 'order.placed',
  Detail: JSON.stringify(eventExamples['order.placed']),
};
const wrong = {
  Source: 'mystore',
  DetailType: 'order.plased',
  Detail: '{}',
};
const unfit = {
  Source: 'store.demo',
  DetailType: 'order.placed',
  Detail: {
    ...eventExamples['order.placed'],
    occurredAt: '2026-06-30 12:00',
    order: { id: '1', total: { amount: '4,800', currency: 'jpy' }, lines: [{ quantity: '2' }] },
  },
};

/** Runs the command over a file. @param content as text, or as what becomes JSON */
async function events(command: string, content: string | Buffer | object, ...args: readonly string[]) {
  const file = path.join(dir, 'entries.json');
  writeFileSync(file, typeof content === 'string' || content instanceof Buffer ? content : JSON.stringify(content));
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  return { code: await main([command, file, ...args], shell), out: out.join('\n'), err: err.join('\n') };
}

describe('check', () => {
  it('shows the journeys that an event may start, and those whose runs it ends', async () => {
    const { code, out } = await events('check', good);
    expect(code).toBe(0);
    expect(out).toContain('✓ entry 1  order.placed  evt-order-4001');
    expect(out).toMatch(/may start .*post-purchase/);
    expect(out).toMatch(/ends .*abandoned-cart/);
    expect(out).toContain('1 event: it fits its contract.');
  });

  it('says of an event that an import tells that it starts, ends and sends nothing, and refuses a request as one', async () => {
    const told = (type: 'order.placed' | 'journey.requested') => ({
      ...good,
      DetailType: type,
      Detail: { ...eventExamples[type], history: true },
    });
    const { code, out } = await events('check', told('order.placed'));
    expect(code).toBe(0);
    expect(out).toContain('history: fills profile and facts, and starts, ends and sends nothing');
    expect(out).not.toMatch(/may start|^ *ends/m);
    const many = await events(
      'check',
      Array.from({ length: 4 }, () => told('order.placed')),
    );
    expect(many.out).toContain('history (4): fills');
    const refused = await events('check', told('journey.requested'));
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('detail.history must be left out: this event asks for something');
  });

  it('names every field that does not fit, in words, and never what it holds', async () => {
    const { code, out } = await events('check', [unfit, wrong]);
    expect(code).toBe(1);
    for (const line of [
      'detail.occurredAt must be a date and time with its offset, such as 2026-11-10T13:05:00+09:00',
      'detail.order.total.amount must be a number such as 12.5, or digits in quotation marks such as "12.50"',
      'detail.order.total.currency must be a currency of ISO 4217, such as USD',
      'detail.order.lines.0.quantity must be a number, not text: leave out the quotation marks',
      'detail.order.lines.0.title is missing',
      'Source must be store.demo: no rule matches another source, and the bus drops the event silently',
      'DetailType is no event: did you mean "order.placed"?',
      '2 events: 2 would be refused.',
    ]) {
      expect(out).toContain(line);
    }
    expect(out).not.toMatch(/4,800|2026-06-30/);
  });

  const agreeing = (statement: object, channel = 'email') => {
    const detail = eventExamples['order.placed'];
    const said = { granted: true, at: '2026-06-30T12:00:00+09:00', source: 'checkout', ...statement };
    return { ...good, Detail: { ...detail, customer: { ...detail.customer, consent: { [channel]: said } } } };
  };

  it.each<[what: string, statement: object, channel: string, english: string, japanese: string]>([
    [
      'a key that would widen an agreement',
      { topics: ['offers'] },
      'email',
      'customer.consent.email has the unknown key "topics", so the agreement counts for nothing: did you mean "topic"?',
      'customer.consent.email に「topics」という項目はないため、同意とは認められません。「topic」の間違いではありませんか',
    ],
    [
      'a key that widens an opt-out',
      { granted: false, topics: ['offers'] },
      'sms',
      'customer.consent.sms has the unknown key "topics", so this is an opt-out from all marketing: did you mean "topic"?',
      'customer.consent.sms に「topics」という項目はないため、販促全般の配信停止として扱われます。「topic」の間違いではありませんか',
    ],
    [
      'a key that nothing is like',
      { ipAddress: '192.0.2.1' },
      'email',
      'customer.consent.email has the unknown key "ipAddress", so the agreement counts for nothing: leave it out',
      'customer.consent.email に「ipAddress」という項目はないため、同意とは認められません。この項目を外してください',
    ],
    [
      'an agreement to a topic that the shop does not have',
      { topic: 'resstock' },
      'email',
      'customer.consent.email.topic is no topic of store.yaml, so the agreement counts for nothing: did you mean "restock"?',
      'customer.consent.email.topic は store.yaml のトピックではないため、同意とは認められません。「restock」の間違いではありませんか',
    ],
    [
      'an opt-out from such a topic',
      { granted: false, topic: 'resstock' },
      'email',
      'customer.consent.email.topic is no topic of store.yaml, so this is an opt-out from all marketing: did you mean "restock"?',
      'customer.consent.email.topic は store.yaml のトピックではないため、販促全般の配信停止として扱われます。「restock」の間違いではありませんか',
    ],
    [
      'a channel that there is none of',
      {},
      'emial',
      'customer.consent.emial is no channel, and says nothing: did you mean "email"?',
      'customer.consent.emial というチャネルはなく、同意にも配信停止にもなりません。「email」の間違いではありませんか',
    ],
  ])('names in both languages %s, and how to mend it', async (_what, statement, channel, english, japanese) => {
    const { code, out } = await events('check', agreeing(statement, channel));
    expect(code).toBe(1);
    expect(out.split('\n')).toContain(`    ${english}`);
    expect(out).toContain('1 event: none would be refused. 1 is wrong about consent.');
    const inJapanese = await events('check', agreeing(statement, channel), '--lang', 'ja');
    expect(inJapanese.out.split('\n')).toContain(`    ${japanese}`);
    expect(inJapanese.out).toContain('イベント1件のうち、1件は同意の内容に誤りがあります。');
    const asJson = JSON.parse((await events('check', agreeing(statement, channel), '--json')).out);
    expect(asJson[0].doubts).toEqual([expect.objectContaining({ path: english.split(' ')[0] })]);
    expect(out).not.toMatch(/192\.0\.2\.1|resstock/);
  });

  it('doubts no consent that is written as the contract has it, and finds a slip among many events', async () => {
    const fine = agreeing({ topic: 'restock', from: 'staff', by: 'Sato', wordingId: 'till', note: null });
    expect(await events('check', fine)).toMatchObject({
      code: 0,
      out: expect.stringContaining('it fits its contract'),
    });
    const { code, out } = await events('check', [fine, fine, fine, agreeing({ topics: ['offers'] }), fine]);
    expect([code, out.includes('! entry 4')]).toEqual([1, true]);
    expect(out).not.toContain('entry 3');
  });

  it.each([
    ['entries of PutEvents', { Entries: [good, good] }, []],
    ['one entry in each line', `${JSON.stringify(good)}\n${JSON.stringify(good)}\n`, []],
    [
      'events as a rule delivers them',
      [1, 2].map(() => ({ source: 'store.demo', 'detail-type': 'order.placed', detail: JSON.parse(good.Detail) })),
      [],
    ],
    ['details alone', [1, 2].map(() => JSON.parse(good.Detail)), ['--type', 'order.placed']],
  ])('reads %s', async (_, content, args) => {
    expect(await events('check', content, ...args)).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 events: all fit'),
    });
  });

  it.each([
    ['no JSON', '{', 'This is no JSON'],
    ['a line that is no JSON', `${JSON.stringify(good)}\n{`, 'Line 2 is no JSON'],
    ['nothing', '[]', 'The file holds no event.'],
    ['a name without quotation marks', '{\n  "email": hanako@private.example\n}', 'see line 2, column 12.'],
    ['a comma too many', '{"name": "hanako",}', 'see line 1, column 19.'],
    ['a line break in a text', '{"name": "hana\nko"}', 'see line 1, column 15.'],
    ['too little', '{"name": "hanako"', 'see line 1, column 18.'],
    ['too much', '{"name": "hanako"} position', 'see line 1, column 20.'],
    ['a name in a line of its own', `${JSON.stringify(good)}\n{"name": hanako}`, 'Line 2 is no JSON: see column 10.'],
    [
      'Shift_JIS',
      Buffer.from([0x22, 0x8e, 0x52, 0x93, 0x63, 0x22]),
      'is not UTF-8 (it may be Shift_JIS): save the file',
    ],
    ['EUC-JP', Buffer.from([0x22, 0xbb, 0xb3, 0xc5, 0xc4, 0x22]), 'is not UTF-8 (it may be EUC-JP): save the file'],
    [
      'UTF-16',
      Buffer.from(JSON.stringify(good), 'utf16le'),
      'is not UTF-8 (it may be UTF-16): save the file as UTF-8.',
    ],
  ])('says what is wrong with a file that holds %s', async (_, content, message) => {
    const { code, err, out } = await events('check', content);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining(message) });
    expect(err + out).not.toContain('hana');
  });

  it('says where a Detail is no JSON, and not what is there', async () => {
    const { out } = await events('check', [{ ...good, Detail: '{"name": hanako}' }]);
    expect(out).toContain('Detail is no JSON: see its line 1, column 10');
    expect(out).not.toContain('hanako');
  });

  it('refuses what nests too deeply or is an object in place of text, and checks the others', async () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const order = JSON.stringify(eventExamples['order.placed']);
    const content = `[${[
      `{"occurredAt":"2026-01-01T00:00:00Z","shop":{"toString":1}}`,
      `{"occurredAt":"2026-01-01T00:00:00Z","shop":${deep}}`,
      `{"Source":"store.demo","DetailType":"order.placed","Detail":{"id":"1","customer":{"name":${deep}}}}`,
      `{"Source":"store.demo","DetailType":${deep},"Detail":{}}`,
      JSON.stringify({ Source: { toString: 1 }, DetailType: { toString: 1 }, Detail: deep }),
      deep,
      `{"Source":"store.demo","DetailType":"order.placed","Detail":${order}}`,
    ].join()}]`;
    for (const args of [['--details'], ['--json'], ['--details', '--type', 'order.placed']]) {
      const { code, out, err } = await events('check', content, ...args);
      expect([code, err]).toEqual([1, '']);
      expect(out).toContain('evt-order-4001');
    }
    expect((await events('check', content)).out).toContain('7 events: 6 would be refused.');
    expect((await events('send', content)).err).toContain('Nothing was sent.');
  });

  it('shows what controls a terminal by its code, in texts and in names', async () => {
    const hostile = {
      Source: 'store.demo',
      DetailType: '\u001b]0;title\u0007\u001b[31morder.placed',
      Detail: { id: 'x\u001b[2J\n✓ y\u202e\u009b', customer: { '\u001b[31mfoo': 1 } },
    };
    for (const args of [[], ['--json']]) {
      const { out } = await events('check', hostile, ...args);
      expect(out).toContain('\\u001b[2J\\');
      expect(out).not.toMatch(/[^\P{Cc}\n]|\u202e|^✓/mu);
    }
    const known = { ...good, Detail: { ...JSON.parse(good.Detail), customer: { '\u001b[31mfoo': 1 } } };
    expect((await events('check', known)).out).not.toContain('\u001b');
    expect((await events('check\u001b[2J', good)).err).toContain('Unknown command "check\\u001b[2J"');
  });
});

describe('check of many events', () => {
  it('shows the refused ones, and what the others set in motion in numbers', async () => {
    const { out } = await events('check', [good, good, wrong, good]);
    expect(out).not.toContain('✓');
    expect(out).toContain('✗ entry 3');
    expect(out).toMatch(/may start .*post-purchase \(3\)/);
    expect(out).toContain('--details shows every event');
  });

  it('shows each with --details', async () => {
    expect((await events('check', [good, good, good, good], '--details')).out).toContain('✓ entry 4');
  });

  it.each([
    ['-5.00', 'must be 0 or more'],
    [-5, 'must be 0 or more'],
    ['a.person.with.a.long.name@mail.shop.example', 'must be a number such as 12.5, or digits'],
  ])('says of the amount %j that it %s', async (amount, problem) => {
    const detail = {
      ...eventExamples['order.placed'],
      order: { id: '1', total: { amount, currency: 'USD' }, lines: [] },
    };
    const { out } = await events('check', { ...good, Detail: detail });
    expect(out).toContain(`detail.order.total.amount ${problem}`);
    expect(out).not.toContain('@');
  });
});

describe('an address at which', () => {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const server = createServer((_, answer) => answer.end('<html>Sign in</html>'));
  afterAll(() => {
    process.env.AWS_ENDPOINT_URL = endpoint;
    if (endpoint === undefined) delete process.env.AWS_ENDPOINT_URL;
    server.close();
  });

  it('nothing answers is named in one line', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    const { code, err } = await events('send', good);
    expect([code, err]).toEqual([
      1,
      'Nothing answers at http://127.0.0.1:9: is "npm start" running? AWS_ENDPOINT_URL names the address.',
    ]);
  });

  it('the clock shows another day is told of with the events that are ahead of it', async () => {
    const clock = createServer((_, answer) => answer.end('2026-01-01T00:00:00.000Z'));
    await new Promise<void>((resolve) => clock.listen(0, '127.0.0.1', resolve));
    const { port } = clock.address() as AddressInfo; // of a server that listens on a port
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
    const { code, out } = await events('check', good).finally(() => clock.close());
    expect(code).toBe(1);
    expect(out).toContain('detail.occurredAt must not be more than a day ahead');
    expect(out).toContain('npm start -- --today goes by the present.');
  });

  it('something else answers is named in one line', async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // of a server that listens on a port
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
    expect((await events('send', good)).err).toBe(
      `What answers at http://127.0.0.1:${port} is not "npm start": AWS_ENDPOINT_URL names the address.`,
    );
  });
});

describe('send', () => {
  it('sends nothing as long as one event does not fit', async () => {
    const { code, err } = await events('send', [good, wrong]);
    expect(code).toBe(1);
    expect(err).toContain('Nothing was sent.');
    expect(bus.calls()).toHaveLength(0);
  });

  it('reports what became of each event, and fails when the bus took not all', async () => {
    bus.on(PutEventsCommand).resolves({
      FailedEntryCount: 1,
      Entries: [{ EventId: 'e-1' }, { ErrorCode: 'NotAuthorized', ErrorMessage: 'by its policy' }],
    });
    const { code, out } = await events('send', [good, good, wrong], '--skip-refused');
    expect(code).toBe(1);
    expect(out).toContain('✓ entry 1  order.placed  evt-order-4001  taken as e-1');
    expect(out).toContain('✗ entry 2  order.placed  evt-order-4001\n    NotAuthorized: by its policy');
    expect(out).toContain('The bus aftercart took 1 of 2 events. Send the file again: Aftercart ignores what it has.');
  });

  it('reports what the bus took before a later request failed, and then why that failed', async () => {
    const denied = Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
    const Entries = Array.from({ length: 10 }, (_, nth) => ({ EventId: `e-${nth}` }));
    bus.on(PutEventsCommand).resolvesOnce({ FailedEntryCount: 0, Entries }).rejects(denied);
    const { code, out, err } = await events('send', Array(11).fill(good));
    expect(code).toBe(1);
    expect(out).toBe(
      '✗ entry 11  order.placed  evt-order-4001\n    AccessDeniedException: not authorized\n\nThe bus aftercart took 10 of 11 events. Send the file again: Aftercart ignores what it has.',
    );
    expect(err).toContain('they need events:PutEvents on the bus aftercart');
  });
});

it.each([
  ['en', 'Nothing was sent: what each event starts and ends is read from statemachines/ first.'],
  ['ja', '何も送りませんでした。各イベントで始まるもの・終わるものを、先に statemachines/ から読み取るためです。'],
])('send says that nothing was sent while a journey has an error, in %s', async (language, told) => {
  const broken = path.join(dir, `broken-${language}`);
  cpSync(path.join(root, 'statemachines'), path.join(broken, 'statemachines'), { recursive: true });
  writeFileSync(path.join(broken, 'statemachines/welcome/journey.yaml'), 'about: {}\n');
  const file = path.join(dir, 'fitting.json');
  writeFileSync(file, JSON.stringify(good));
  const err: string[] = [];
  const shell = { root: broken, print: () => {}, printError: (text: string) => err.push(text) };
  expect(await main(['send', file, '--lang', language], shell)).toBe(1);
  expect(err.join('\n')).toContain('welcome/journey.yaml');
  expect(err.at(-1)).toContain(told);
  expect(bus.commandCalls(PutEventsCommand)).toHaveLength(0);
});
