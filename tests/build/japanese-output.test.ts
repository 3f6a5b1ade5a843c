import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { main as cdk } from '../../build/cdk-command.ts';
import type { Shell } from '../../build/command/command.ts';
import { main as customer } from '../../build/customer-command.ts';
import { main as events } from '../../build/events-command.ts';
import { main as importing } from '../../build/import-command.ts';
import { main as secret } from '../../build/secret-command.ts';
import { main as sending } from '../../build/sending-command.ts';
import { main as why } from '../../build/why-command.ts';
import { ClockEndpoint } from '../../local/aws/clock-endpoint.ts';
import { parseClockMode, VirtualClock } from '../../local/aws/virtual-clock.ts';
import { main as clock } from '../../local/clock-command.ts';
import { textOf } from '../../local/command-line.ts';
import { brokenOnPurpose } from '../../local/demo/story.ts';
import { checkLines, checks, orderChecks } from '../../local/demo/summary/checks.ts';
import { costTable } from '../../local/demo/summary/cost.ts';
import { feedbackLine, journeyTable, reasonTable } from '../../local/demo/summary/counts.ts';
import { deadLetterText } from '../../local/demo/summary/dead-letters.ts';
import { billWords, coldStartWords, detailWords } from '../../local/demo/summary/detail-words.ts';
import { goalLine, goalTable } from '../../local/demo/summary/goals.ts';
import { standingText } from '../../local/demo/summary/standing.ts';
import { variantTable } from '../../local/demo/summary/variants.ts';
import { parseOptions } from '../../local/start/options.ts';
import { eventExamples } from '../../src/commerce/examples.ts';
import { englishLeftIn } from '../mistakes/english-left.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'aftercart-japanese-'));
const lambda = mockClient(LambdaClient);
const bus = mockClient(EventBridgeClient);
beforeEach(() => vi.stubEnv('AWS_REGION', 'ap-northeast-1'));
afterEach(() => {
  lambda.reset();
  bus.reset();
  vi.unstubAllEnvs();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  for (const mock of [lambda, bus]) mock.restore(); // other tests share the classes
});

type Main = (args: readonly string[], shell: Shell) => Promise<number>;

/** Everything that a command prints in Japanese, to both outputs; it is asked nothing, or answered so. */
async function printed(main: Main, args: readonly string[], answer?: string): Promise<string> {
  const lines: string[] = [];
  const print = (text: string) => lines.push(text);
  const ask = async (question: string) => {
    lines.push(question);
    return answer ?? '';
  };
  await main([...args, '--lang', 'ja'], { root, print, printError: print, ...(answer !== undefined && { ask }) });
  return lines.join('\n');
}

/** What the texts quote: commands to type, addresses, names of files, of fields and of journeys, and what AWS itself says. */
const quoted = /aws [a-z0-9-]+ .*|npm [a-z -]+|（it was so）|「[^」]*」|--[a-z-]+( [A-Z]+)?|\S*[=:/@_]\S*|store\.yaml/g;

function expectJapanese(text: string): void {
  expect(text).toMatch(/[ぁ-ん]/);
  expect(text.split('\n').flatMap((line) => englishLeftIn(line.replace(quoted, '、')))).toEqual([]);
}

function answers(...results: readonly object[]): void {
  lambda.reset();
  const payloads = results.map((result) => {
    const json = JSON.stringify(result);
    return { Payload: Object.assign(Buffer.from(json), { transformToString: () => json }) };
  });
  const [last] = payloads.slice(-1);
  const stub = lambda.on(InvokeCommand);
  for (const payload of payloads) stub.resolvesOnce(payload);
  if (last) stub.resolves(last);
}

const at = '2026-03-02T09:00:00Z';
const address = { kind: 'email', revision: 3, optOuts: [], maySend: { transactional: true, marketing: true } };
const sources = ['unsubscribe link', 'complaint', 'answered STOP', 'carrier opt-out list', 'preference page'];
const closed = {
  ...address,
  suppressed: { reason: 'bounce', at },
  optOuts: sources.map((source) => ({ at, source, customer: 'c' })),
  granted: { at, source: 'checkout' },
  reopened: { at, by: '花子' },
  stopped: { at, source: 'answered STOP' },
  pendingSince: at,
  lessOftenSince: at,
  topics: ['on', 'off', 'pending'].map((state) => ({ name: 'おすすめ', state })),
  maySend: { transactional: false, marketing: 'account' },
};
const found = { found: true, customer: 'c1', names: 2, items: { profile: 1, run: 2 }, addresses: 2, shared: 1 };
const erased = { customer: 'c1', erasedAt: at, deleted: { profile: 1 }, addresses: 1, runsEnded: 1, schedules: 0 };

describe('npm run customer -- --lang ja', () => {
  test.each([
    ['an address that everybody closed', ['show', 'mia@example.com'], [closed]],
    ['an address that nobody knows', ['show', 'mia@example.com'], [{ ...address, revision: 0 }]],
    ['an address that is open', ['reopen', 'mia@example.com'], [address]],
    ['nobody of that name', ['erase', 'mia@example.com'], [{ found: false, former: 1 }]],
    ['a name that is none', ['export', 'x:@a-b'], []],
    ['a LINE id that is none', ['export', 'line:U4'], []],
    ['one table', ['take-along', '--from', 'a'], []],
    ['no terminal', ['erase', 'mia@example.com'], [found]],
  ])('prints no English of %s', async (_, args, results) => {
    answers(...results);
    expectJapanese(await printed(customer, args));
  });

  test('prints no English while it reopens, and while it erases', async () => {
    answers(closed, { outcome: 'reopened', address, ownList: 'removed' });
    const reopened = await printed(customer, ['reopen', 'mia@example.com'], 'yes');
    expectJapanese(reopened);
    expect(reopened).toContain('再開しました。');
    answers(closed, { outcome: 'open', address });
    expectJapanese(await printed(customer, ['reopen', 'mia@example.com', '--yes']));
    answers(closed);
    expectJapanese(await printed(customer, ['reopen', 'mia@example.com'], 'no'));
    const queue = 'letters';
    const queues = { deadLetterQueues: [queue], workQueues: [{ queue, messages: 1, days: 14 }] };
    const passes = [
      { queue, found: 9, read: 5, removed: 1, more: true },
      { queue, found: 8, read: 1, removed: 0, more: false, until: at },
    ];
    answers(found, { ...erased, ...queues, looksAgain: [at] }, ...passes);
    expectJapanese(await printed(customer, ['erase', 'mia@example.com'], 'yes'));
  });
});

describe('a stage that cannot answer, with --lang ja', () => {
  test.each(['RetryableError', 'ContractError', 'TypeError'])('is told of in Japanese: %s', async (errorType) => {
    const json = JSON.stringify({ errorType, errorMessage: 'it was so' });
    const Payload = Object.assign(Buffer.from(json), { transformToString: () => json });
    lambda.on(InvokeCommand).resolves({ FunctionError: 'Unhandled', Payload });
    expectJapanese((await printed(sending, ['show'])).replace('it was so', ''));
  });

  test('is told of in Japanese when it is not deployed', async () => {
    lambda.on(InvokeCommand).rejects(new ResourceNotFoundException({ $metadata: {}, message: 'no' }));
    expectJapanese(await printed(secret, ['link-keys']));
  });
});

test('npm run secret prints no English with --lang ja', async () => {
  const linkKeys = [{ id: '2' }, { id: '1', until: at }];
  answers({ linkKeys });
  expectJapanese(await printed(secret, ['link-keys']));
  expectJapanese(await printed(secret, ['rotate-link-key', '--keep-days', '0'], 'yes'));
  expectJapanese(await printed(secret, ['rotate-link-key'], 'no'));
  expectJapanese(await printed(secret, ['rotate-link-key']));
});

test('npm run sending prints no English with --lang ja', async () => {
  const change = { scope: 'journey#welcome', at, by: '花子' };
  answers({ paused: [change, { ...change, scope: 'all' }], changes: [{ ...change, to: 'paused' }], changed: true });
  for (const args of [['show'], ['pause', 'all'], ['resume', 'channel', 'sms'], ['pause', 'journey', 'welcom']])
    expectJapanese(await printed(sending, args));
});

test('npm run why prints no English of what it does not find with --lang ja', async () => {
  answers({ nobody: true });
  expectJapanese(await printed(why, ['--customer', 'mia@example.com']));
  answers({ pages: 3 });
  expectJapanese(await printed(why, ['--message', 'm-1']));
  answers({ pages: 3, next: { pk: 'a', sk: 'b' } });
  expectJapanese(await printed(why, ['--message', 'm-1', '--most', '1']));
  answers({ counts: {}, lines: [], pages: 3 });
  expectJapanese(await printed(why, ['--journey', 'welcome', '--day', '2026-03-02']));
});

test('a journey or a topic that there is not is named in Japanese, with what was meant', async () => {
  answers({ journeys: ['abandoned-cart', 'welcome'] });
  const asked = await printed(why, ['--journey', 'abandond-cart', '--day', '2026-03-10']);
  expectJapanese(asked);
  expect(asked).toContain('ジャーニー「abandond-cart」はありません。「abandoned-cart」');
  const topic = await printed(sending, ['pause', 'topic', 'ofers']);
  expectJapanese(topic);
  expect(topic).toContain('トピック「ofers」はありません。');
  const all = await printed(sending, ['pause', 'all', 'abandoned-cart']);
  expectJapanese(all);
  expect(all).toContain('「all」は単独で指定します。');
});

test('a file that cannot be written is told of before anything is read', async () => {
  answers(found);
  const told = await printed(customer, ['export', 'mia@example.com', '--out', '/nonexist/x.json']);
  expect(told).toBe('/nonexist/x.json に書き込めません（ENOENT）。');
  expect(lambda.commandCalls(InvokeCommand)).toHaveLength(0);
});

test('npm run why refuses a limit below zero whatever it is asked about', async () => {
  answers({ nobody: true });
  expect(await printed(why, ['--customer', 'me', '--limit', '-3'])).toContain('--limit');
  expect(lambda.commandCalls(InvokeCommand)).toHaveLength(0);
});

test('npm run why lists a day in the order of time', async () => {
  const line = { kind: 'unsent', day: '3月2日', sentences: ['送信せず。'], customer: 'c' };
  const at = (hour: string) => ({ ...line, at: `2026-03-02T${hour}:00Z`, hour });
  answers({ counts: {}, lines: [at('10:30'), at('09:15'), at('12:45')], pages: 1 });
  const told = await printed(why, ['--journey', 'welcome', '--day', '2026-03-02']);
  expect(told.match(/\d\d:\d\d(?= {2})/g)).toEqual(['09:15', '10:30', '12:45']);
});

describe('npm run events -- --lang ja', () => {
  const entry = (over: object = {}) => ({
    Source: 'store.demo',
    DetailType: 'order.placed',
    Detail: { ...eventExamples['order.placed'], ...over },
  });
  const file = (content: unknown) => {
    const name = path.join(folder, 'events.json');
    writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
    return name;
  };
  const wrong = { id: 1, total: { amount: 'x', currency: 'yen' } };
  const refused = [
    entry({ occurredAt: 'today', order: wrong }),
    { ...entry(), Source: 'shop', DetailType: 'order.plased' },
    { ...entry(), Source: 'store.other', DetailType: undefined },
    { a: 1 },
    { ...entry(), Detail: '{' },
  ];

  test('checks and sends events without a word of English', async () => {
    bus.on(PutEventsCommand).resolves({ Entries: Array.from({ length: 4 }, () => ({ EventId: '17' })) });
    const fitting = [entry(), entry({ history: true }), entry({ customer: { id: 'c', email: 'nobody' } })];
    expectJapanese(await printed(events, ['check', file([...fitting, ...refused]), '--details']));
    expectJapanese(await printed(events, ['check', file([...fitting, ...fitting])]));
    expectJapanese(await printed(events, ['send', file(fitting)]));
    expectJapanese(await printed(events, ['send', file(refused)]));
  });

  test.each(['{', '[]', '1\n{'])('says in Japanese why it cannot read %j', async (content) => {
    expectJapanese(await printed(events, ['check', file(content)]));
  });

  test('tells in Japanese what the bus does not take', async () => {
    bus.on(PutEventsCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDeniedException' }));
    expectJapanese(await printed(events, ['send', file([entry()])]));
  });
});

describe('npm run import -- --lang ja', () => {
  const orders = (text: string) => {
    const name = path.join(folder, 'orders.csv');
    writeFileSync(name, text);
    return name;
  };
  const header = 'id,customer,time,total,currency\n';

  test.each([
    [
      'rows that can be imported, and one that cannot',
      `${header}1,c-1,2026-03-01 10:00,10,JPY\n2,c-2,never,x,JPY\n`,
      [],
    ],
    ['a file without rows', header, []],
    ['a wrong status', header, ['--status', 'done=finished']],
    ['a wrong zone', header, ['--time-zone', 'Tokio']],
    ['a wrong currency', header, ['--currency', 'yen']],
    ['a wrong country', header, ['--country', 'Nowhere']],
    ['a wrong order of dates', header, ['--dates', 'ymd']],
    ['a wrong time', header, ['--exported-at', 'never']],
  ])('prints no English of %s', async (_, text, args) => {
    expectJapanese(await printed(importing, ['orders', orders(text), ...args]));
  });

  test('asks for a file in Japanese', async () => {
    expectJapanese(await printed(importing, ['orders']));
  });
});

test.each([
  [['--limit', '5']],
  [['--days', '0']],
  [['--clock', 'slow']],
  [['--quotas', 'old']],
  [['--orders', 'o.csv', '--currency', 'yen']],
  [['--orders', 'o.csv', '--time-zone', 'Tokio']],
  [['--today', '--orders', 'o.csv']],
  [['--ones']],
  [['demo']],
])('npm start refuses %j in Japanese', (args) => {
  try {
    parseOptions(args, {});
    expect.fail('it was taken');
  } catch (error) {
    expectJapanese(textOf(error, 'ja'));
  }
});

test.each([
  [['synth', '--help']],
  [['deploy', 'prod']],
  [['deploy', 'prd']],
  [['diff', '--stage', 'prd']],
  [['destroy', '--stagee', 'prod']],
  [['deploy', '--stage', 'prod', '-c', 'stage=dev']],
])('npm run %j says in Japanese what it says before the CDK CLI runs', (args) => {
  const said: string[] = [];
  const shell = { root, print: (text: string) => said.push(text), printError: (text: string) => said.push(text) };
  cdk([...args, '--lang', 'ja'], shell, () => expect.fail('it ran'));
  expectJapanese(
    said
      .join('\n')
      .replace(/^npm run .*STAGE\]$|npx cdk [a-z]+/gm, '、')
      .replaceAll('CDK CLI', '、'),
  );
});

describe('npm run clock -- --lang ja', () => {
  const moving = (mode: string) => {
    const endpoint = new ClockEndpoint({ clock: new VirtualClock(parseClockMode(mode), 0), messages: () => 0 });
    return async (url: string, init: RequestInit = {}) => {
      if (!url.endsWith('/clock')) return new Response('', { status: 404 });
      const body = Buffer.from(String(init.body ?? ''));
      const answer = await endpoint.answer({ method: init.method ?? 'GET', url: '/clock', headers: {}, body });
      return new Response(String(answer.body), { status: answer.status, headers: answer.headers });
    };
  };
  afterEach(() => vi.unstubAllGlobals());

  test.each([
    ['step', 'tomorrow', /次に予定がある時刻まで/],
    ['step', '900 weeks', /104週間まで/],
    ['60x', 'next', /手動では進められません/],
  ])('refuses in Japanese, with --clock %s, the step "%s"', async (mode, step, words) => {
    vi.stubGlobal('fetch', moving(mode));
    const said = await printed(clock, [step]);
    expect(said).toMatch(words);
    expectJapanese(said.replace(/until-[a-z]+|\d day|seconds、|minutes、|hours、|days、/g, '、'));
  });
});

test('the tables of npm start -- --details have no English with --lang ja', () => {
  const input = { customer: 'c' };
  const run = {
    id: 'r',
    input,
    journey: 'welcome',
    startedAt: 0,
    ended: { at: 1, why: 'event', reason: 'order.placed' },
  };
  const runs = [
    { ...run, goal: { on: 'order.placed', at: 1 } },
    { ...run, id: 's', ended: { at: 1, why: 'refused', reason: 'stale' } },
    { ...run, id: 't', ended: { at: 1, why: 'stopped', reason: 'sent-too-late' } },
  ];
  const line = { run: 'r', journey: 'welcome', step: 'hello', message: 'hello', at: 0, channel: 'email', locale: 'ja' };
  const messages = [
    { ...line, variant: 'short', outcome: 'sent', feedback: { delivered: 1, clicked: 2 } },
    { ...line, message: 'other', outcome: 'sent', feedback: { bounced: 1 } },
    { ...line, outcome: 'skipped', reason: 'run-ended', detail: 'order.placed' },
    { ...line, outcome: 'held', reason: 'quiet-hours' },
  ];
  const records = { runs, messages, profiles: new Map(), conversions: [], orders: [] } as never; // what the tables look at
  const runtime = { outbox: { messages: [] }, executions: () => [], stack: { ofType: () => [] } } as never; // the same
  const letters = [JSON.stringify({ detail: { id: 'event-broken' } }), ''].map((body) => ({
    queue: 'ingest',
    message: { body },
  }));
  const bill = [...Object.values(billWords), coldStartWords(3, 0.4)].map((what) => ({ what, quantity: 1, price: 1 }));
  const text = [
    journeyTable(records, 'ja'),
    goalTable(records, 'ja') + goalLine(records, 'ja'),
    goalTable({ runs: [], messages: [], conversions: [] } as never, 'ja'),
    reasonTable(records, 'ja'),
    feedbackLine(records, 'ja'),
    variantTable(records, 'ja'),
    costTable(bill, 'ja'),
    standingText(runtime, 'ja'),
    deadLetterText(letters as never, brokenOnPurpose, 'ja'),
    deadLetterText([], {}, 'ja'),
    checkLines([...checks(records, runtime), ...orderChecks(records, { orders: 1 })], 'ja'),
    ...Object.values(detailWords.ja.titles),
  ];
  const services = /Step Functions|Secrets Manager|HTTP API|X-Ray/g;
  expectJapanese(text.join('\n').replaceAll(services, '、'));
});
