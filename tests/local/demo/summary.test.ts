import { describe, expect, it } from 'vitest';
import type { Mail } from '../../../local/aws/outbox.ts';
import { readersOf } from '../../../local/demo/readers.ts';
import { brokenOnPurpose, demoStory } from '../../../local/demo/story.ts';
import { deadLetterText } from '../../../local/demo/summary/dead-letters.ts';
import { goalLine } from '../../../local/demo/summary/goals.ts';
import { ProgressLine, playProgress } from '../../../local/start/progress.ts';
import type { Message } from '../../../src/model/message.ts';
import type { Run } from '../../../src/model/run.ts';

const hour = 3_600_000;
const start = Date.UTC(2026, 2, 1);

describe('the customers of the demo shop', () => {
  const order = { type: 'order.placed', at: start + 5 * hour, detail: { customer: { email: 'mia@example.com' } } };
  const reads = readersOf([order]);
  const clicks = (over: Partial<Mail>, purpose = 'marketing') =>
    Array.from({ length: 400 }, (_, nth) => {
      const mail = { to: 'mia@example.com', at: start, ...over, tags: { purpose, message: `m-${nth}` } };
      return reads(mail as unknown as Mail).includes('click'); // what it looks at
    }).filter(Boolean).length;

  it('come back by the link of an offer half of the time, if they order within three days of it', () => {
    expect(clicks({})).toBeGreaterThan(170);
    expect(clicks({})).toBeLessThan(240);
  });

  it('click one in twenty of all other mails', () => {
    const others = [
      clicks({ to: 'ben@example.com' }),
      clicks({ at: start - 4 * 24 * hour }),
      clicks({ at: start + 5 * hour }),
      clicks({}, 'transactional'),
    ];
    for (const count of others) expect(count).toBeLessThan(40);
  });
});

describe('the summary', () => {
  it('says which dead letters are there on purpose, and where to read how to look at them', () => {
    const [id = ''] = Object.keys(brokenOnPurpose);
    const [event] = demoStory({ customers: 1, days: 1, start }).filter(({ detail }) => detail.id === id);
    const letters = [
      ['ingest', { source: 'store.demo', detail: event?.detail }],
      ['enrolment', { journey: 'post-purchase', event: { detail: event?.detail } }],
      ['ingest', 'nonsense'],
    ].map(([queue, body]) => ({ queue: String(queue), message: { body: JSON.stringify(body) } }));
    const text = deadLetterText(letters as unknown as Parameters<typeof deadLetterText>[0], brokenOnPurpose);
    expect(text.split('\n').slice(0, 3)).toEqual([
      'Dead letters, kept whole: 2 in ingest, 1 in enrolment',
      `  2 of ${id}: on purpose, an order whose amount is the text "1,000"`,
      '  1 of something that is not an event',
    ]);
    expect(text).toContain('docs/operations.md, "Dead letters"');
    expect(deadLetterText([])).toBe('Dead letters: none.');
  });

  it('says how many goals were reached before a message could have led to them', () => {
    const input = { customer: 'c' };
    const run = (id: string, goalAt: number) => ({
      id,
      input,
      startedAt: start,
      goal: { on: 'order.placed', at: goalAt },
    });
    const sent = (run: string, at: number, outcome = 'sent') => ({ run, at, outcome });
    const runs = [run('one', start + hour), run('two', start + 2 * hour), run('three', start + hour)];
    const messages = [sent('one', start), sent('two', start + 3 * hour), sent('three', start, 'skipped')];
    const text = goalLine({ runs: runs as unknown as Run[], messages: messages as unknown as Message[] }); // what it looks at
    expect(text).toContain('2 of the 3 goals were reached before the entry had sent any');
    expect(goalLine({ runs: [], messages: [] })).toBe('');
  });
});

describe('the progress of a play', () => {
  const times = [start, start + hour];
  const progress = (now: number, executions: number, ended: number) =>
    playProgress(times, { now, messages: 0, executions, ended });

  it('counts the events that are posted, also while no message goes out, and then the runs that ended', () => {
    expect(progress(start, 3, 0).text).toBe('35 %  2026-03-01  1 of 2 events, 3 runs, 0 messages');
    expect([progress(start + hour, 4, 2), progress(start + 2 * hour, 4, 4)].map(({ percent }) => percent)).toEqual([
      85, 100,
    ]);
    expect(progress(start + hour, 0, 0).percent).toBe(100);
  });

  it('rewrites one line on a terminal, and writes a line now and then elsewhere', () => {
    const lines: string[] = [];
    const out = (isTTY: boolean) => ({ isTTY, write: (text: string) => lines.push(text) > 0 });
    const [terminal, file] = [new ProgressLine(out(true)), new ProgressLine(out(false))];
    terminal.tell('half');
    terminal.end();
    file.tell('half');
    expect(lines).toEqual(['\r  half  (0 s)\u001b[K', '\r\u001b[K']);
  });
});
