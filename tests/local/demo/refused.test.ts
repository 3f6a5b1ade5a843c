import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../local/aws/json.ts';
import { FunctionLogs, type LogLine } from '../../../local/aws/lambda/logs.ts';
import { lostEventsLog } from '../../../local/aws/services/eventbridge.ts';
import type { QueueMessage } from '../../../local/aws/services/queue.ts';
import type { Resource } from '../../../local/aws/template/resource.ts';
import type { Stack } from '../../../local/aws/template/stack.ts';
import { outboxPages } from '../../../local/demo/outbox/pages.ts';
import { refusalInLog, unmatchedInLog } from '../../../local/demo/refused/log-lines.ts';
import { RefusalTeller } from '../../../local/demo/refused/refusal-teller.ts';
import { refusalsIn } from '../../../local/demo/refused/refusals.ts';
import { problemInWords } from '../../../src/commerce/reading/problem-words.ts';
import { ContractError } from '../../../src/commerce/values/contract-error.ts';
import { englishLeftIn } from '../../mistakes/english-left.ts';
import { pageSource } from './page-source.fixture.ts';

const now = Date.UTC(2026, 2, 10);

const order = (amount: unknown): Json => ({
  id: 'event-1',
  occurredAt: new Date(now).toISOString(),
  shop: 'demo',
  customer: { id: 'c-1', email: 'secret@example.com' },
  order: { id: 'o-1', total: { amount, currency: 'JPY' }, lines: [] },
});

const queued = (queue: string, detail: Json, receiveCount = 1) => {
  const body = JSON.stringify({ source: 'store.demo', 'detail-type': 'order.placed', detail });
  return { queue, message: { id: 'm', body, sentAt: now, receiveCount } as QueueMessage }; // what is read of it
};

describe('refused events', () => {
  it('are those in the ingest queue that were tried, and its dead letters, with field and reason', () => {
    const wrong = order('4,800');
    const all = [
      queued('aftercart-ingest', wrong),
      queued('aftercart-ingest', wrong, 0),
      queued('aftercart-ingest', order(4800)),
      queued('aftercart-ingest-dead-letters', wrong, 0),
      queued('aftercart-enrolment', wrong),
    ];
    const refused = refusalsIn(all, 'demo', now);
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ id: 'event-1', type: 'order.placed', source: 'store.demo', at: now });
    expect(refused[0]?.problems.map(({ path }) => path)).toEqual(['detail.order.total.amount']);
  });

  it('are on a page of the outbox, without the values', async () => {
    const source = pageSource({ now, over: { queued: () => [queued('aftercart-ingest', order('4,800'))] } });
    const ask = async (url: string) =>
      (await outboxPages(source)({ method: 'GET', url, headers: {}, body: Buffer.alloc(0) }))?.body ?? '';
    const body = await ask('/outbox?view=refused&lang=en');
    expect(body).toContain('<code>detail.order.total.amount</code>');
    expect(body).toContain('1 event refused');
    expect(body).not.toMatch(/4,800|secret@/);
    expect(await ask('/outbox?lang=en')).toContain('Refused <b>1</b>');
    const json = await ask('/outbox.json?view=refused');
    expect(JSON.parse(json)).toMatchObject({ total: 1, events: [{ id: 'event-1', type: 'order.placed' }] });
    expect(json).not.toMatch(/4,800|secret@/);
  });

  it('have their reasons in Japanese on the Japanese page', async () => {
    const source = pageSource({ now, over: { queued: () => [queued('aftercart-ingest', order(-1))] } });
    const request = { method: 'GET', url: '/outbox?view=refused&lang=ja', headers: {}, body: Buffer.alloc(0) };
    const body = (await outboxPages(source)(request))?.body ?? '';
    expect(body).toContain('<code>detail.order.total.amount</code> は 0 以上にしてください');
  });

  it('are listed with the events that no rule matches', async () => {
    const logs = new FunctionLogs(() => now);
    const message = 'no rule matches';
    logs.write('aftercart-count-unmatched', JSON.stringify({ message, source: 'mystore', type: 'order.placed' }));
    logs.write(
      'aftercart-count-unmatched',
      JSON.stringify({ UnmatchedEvent: 1, source: 'other', type: 'order.placed' }),
    );
    const named = [{ name: 'aftercart-count-unmatched' }] as Resource[]; // the page reads names alone
    const stack = { outputs: {}, ofType: (type: string) => (type.endsWith('Function') ? named : []) };
    const source = pageSource({ now, over: { logs, stack: stack as Partial<Stack> as Stack } });
    const request = { method: 'GET', url: '/outbox?view=refused&lang=en', headers: {}, body: Buffer.alloc(0) };
    const body = (await outboxPages(source)(request))?.body;
    expect(body).toContain('<code>mystore</code>');
    expect(body).not.toContain('<code>other</code>');
  });

  it('are a line in the terminal when they are refused first', () => {
    const error = new ContractError('order.placed', [{ path: 'detail.order.lines', problem: 'is missing' }]);
    const { name, message } = error;
    const line = (over: Json) => ({
      functionName: 'aftercart-ingest-event',
      at: now,
      text: JSON.stringify({
        message: 'message failed',
        messageId: 'm',
        receives: 1,
        error: { name, message },
        ...over,
      }),
    });
    const problem = 'order.placed does not fit its contract: detail.order.lines is missing';
    expect(refusalInLog(line({}))).toEqual({ problem, messageId: 'm' });
    expect(refusalInLog(line({ receives: 2 }))).toBeUndefined();
    expect(refusalInLog(line({ error: { name: 'Error', message: '"ContractError"' } }))).toBeUndefined();
    expect(refusalInLog({ ...line({}), functionName: 'aftercart-start-journey' })).toBeUndefined();
    expect(unmatchedInLog({ ...line({}), functionName: 'aftercart-count-unmatched', text: 'no JSON' })).toBeUndefined();

    expect(tellerOf(order(1), line({}))).toEqual([`Refused event-1: ${problem}`]);
    expect(tellerOf({ id: 'order of me@shop.example' }, line({}))).toEqual([`Refused order of …@…: ${problem}`]);
  });

  it('are told of in one line when their type is unknown, and with advice when they are of another day', () => {
    const refusal = (path: string, problem: string) => {
      const { name, message } = new ContractError('event', [{ path, problem }]);
      return {
        functionName: 'aftercart-ingest-event',
        at: now,
        text: JSON.stringify({ receives: 1, error: { name, message } }),
      };
    };
    const unmatched = JSON.stringify({ message: 'no rule matches', source: 'store.demo', type: 'order.plased' });
    expect(
      tellerOf({}, refusal('detail-type', 'must be one of order.placed'), {
        functionName: 'aftercart-count-unmatched',
        at: now,
        text: unmatched,
      }),
    ).toEqual(['Refused: no rule matches the source store.demo with the type order.plased']);
    expect(tellerOf({}, refusal('detail.occurredAt', 'must not be more than a day ahead'))[0]).toContain(
      'npm start -- --today goes by the present.',
    );
  });

  it('on the default bus are told of on the terminal and on the page', async () => {
    const logs = new FunctionLogs(() => now);
    logs.write(
      lostEventsLog,
      JSON.stringify({ message: 'no rule matches', bus: 'default', source: 'store.demo', type: 'order.placed' }),
    );
    expect(tellerOf({}, ...logs.of(lostEventsLog))).toEqual([
      'Lost: order.placed of store.demo came to the bus default, where no rule listens. Set EventBusName.',
    ]);
    const request = { method: 'GET', url: '/outbox?view=refused&lang=en', headers: {}, body: Buffer.alloc(0) };
    expect((await outboxPages(pageSource({ now, over: { logs } }))(request))?.body).toContain('EventBusName: default');
  });
});

describe('a reason in Japanese', () => {
  const commerce = path.resolve(import.meta.dirname, '../../../src/commerce');
  const texts = readdirSync(commerce, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(commerce, file), 'utf8'));
  const fixed = texts.flatMap((text) =>
    [...text.matchAll(/'((?:must|is|cannot|does) [^']+)'/g)].map(([, reason]) => reason ?? ''),
  );
  const withValues = [
    'must be a number, not text: leave out the quotation marks',
    'must be an object, not null',
    'must be text, not a list',
    'must have at most 200 characters',
    'must have at least 1 elements',
    'must be at most 1,000',
    'must be a link that begins with https:// or http://',
    'must be a date and time with its offset, such as 2026-11-10T13:05:00+09:00',
    'must be an e-mail address',
    'must be "open" or "settled"',
    'must be store.demo',
    'must be one of customer.updated, cart.updated',
    'must be text of at most 512 bytes without invisible characters',
    'needs at least one of id, email, phone that can be used',
  ];

  it('exists for every reason in src/commerce', () => {
    expect(fixed.length).toBeGreaterThan(15);
    for (const reason of [...fixed, ...withValues]) {
      const inJapanese = problemInWords(reason, 'ja');
      expect(inJapanese, reason).toMatch(/^[ぁ-ん]/);
      expect(englishLeftIn(inJapanese), reason).toEqual([]);
    }
  });
});

/** What the terminal is told of lines, while a queue holds one event. */
function tellerOf(detail: Json, ...lines: readonly LogLine[]): readonly string[] {
  const told: string[] = [];
  const teller = new RefusalTeller(
    (text) => told.push(text),
    () => [queued('aftercart-ingest', detail)],
  );
  for (const line of lines) teller.hear(line);
  teller.begin();
  for (const line of lines) teller.hear(line);
  return told;
}
