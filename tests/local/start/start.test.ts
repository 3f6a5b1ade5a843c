import { describe, expect, it } from 'vitest';
import { demoStory } from '../../../local/demo/story.ts';
import { textTable } from '../../../local/demo/summary/table.ts';
import { help, parseOptions } from '../../../local/start/options.ts';
import { choosePlay } from '../../../local/start/plays.ts';
import { eventTypes } from '../../../src/commerce/events.ts';
import { parseStoreEvent } from '../../../src/commerce/reading/read-event.ts';
import { intake } from '../../fixtures/events.ts';

describe('the options of npm start', () => {
  it('have defaults that need nothing typed', () => {
    expect(parseOptions([])).toMatchObject({
      once: false,
      orders: undefined,
      port: 4310,
      clock: { jump: true, together: 0, within: 60_000 },
    });
    expect(parseOptions(['--once'])).toMatchObject({ once: true, port: 0 });
  });

  it('are all in the help', () => {
    const { furtherPorts: _, language: __, ...options } = parseOptions([]); // said under --port and --lang
    for (const name of Object.keys(options))
      for (const text of Object.values(help)) expect(text).toContain(`--${name}`);
  });

  it.each([
    [['--limit', '5'], '--limit needs an order export: add --orders FILE.'],
    [['--columns', 'id=Invoice'], '--columns needs an order export'],
    [['--currency', 'JPY'], '--currency needs an order export'],
    [['--orders', 'o.csv', '--limit', 'all'], '--limit is "all": it takes a whole number from 1 to 10000000.'],
    [['--port', '70000'], '--port is "70000": it takes a whole number from 0 to 65535.'],
    [['--clock', 'slow'], '--clock is "slow": it takes step, jump, real, or a factor such as 60x.'],
    [['--orders', 'o.csv', '--currency', 'yen'], '--currency is "yen": it takes an ISO 4217 code such as JPY.'],
    [['--quotas', 'old'], '--quotas is "old": it takes none or new or production.'],
    [['--days', '-1'], '--days is "-1": it takes a whole number from 1 to 365.'],
    [['--ones'], "Unknown option '--ones'"],
    [['demo'], '"demo" is unexpected: this command takes no name.'],
  ])('%j are refused, saying what is accepted', (args, problem) => {
    expect(() => parseOptions(args)).toThrow(problem);
  });

  it.each([
    [{ npm_config_quotas: 'new' }, 'npm took --quotas for itself. Write two dashes before it: npm start -- --quotas …'],
    [{ npm_config_once: 'true', npm_config_all: 'true' }, 'npm took --once and --days for itself'],
  ])('are refused when npm has kept them: %j', (kept, problem) => {
    expect(() => parseOptions([], { ...kept, npm_lifecycle_event: 'start' })).toThrow(problem);
    expect(() => parseOptions([], { ...kept, npm_lifecycle_event: 'test' })).not.toThrow();
  });
});

describe('the play of --today', () => {
  const now = Date.parse('2027-02-03T04:05:06Z');

  it('begins at midnight in Tokyo, so long ago that its last message is due by now', async () => {
    const { start, until, events } = await choosePlay(
      parseOptions(['--today', '--customers', '3', '--days', '2']),
      now,
    );
    expect(new Date(start).toISOString()).toBe('2026-10-23T15:00:00.000Z');
    expect(until).toBe(now); // a wait that is longer goes on from there: the clock is never ahead
    expect(events.at(-1)?.postAt).toBeLessThan(now - 60 * 86_400_000);
  });

  it('is the demo shop: an export has its own days', () => {
    expect(() => parseOptions(['--today', '--orders', 'o.csv'])).toThrow('--today plays the demo shop');
  });
});

describe('the demo shop', () => {
  const start = Date.UTC(2026, 1, 28, 15);
  const story = demoStory({ customers: 200, days: 30, start });

  it('is the same every time', () => {
    expect(demoStory({ customers: 200, days: 30, start })).toEqual(story);
  });

  // A coupon's code is in a mail, and nobody in the story asks for their data.
  const untold = ['coupon.redeemed', 'customer.erased', 'customer.data_requested'];

  it('tells a month in the order of posting, with events of every kind, repeated and late ones', () => {
    expect(story.map(({ postAt }) => postAt)).toEqual(story.map(({ postAt }) => postAt).toSorted((a, b) => a - b));
    const types = new Set(story.map(({ type }) => type));
    expect([...types].sort()).toEqual(eventTypes.filter((type) => !untold.includes(type)).toSorted());
    const ids = story.map(({ detail }) => String(detail.id));
    expect(new Set(ids).size).toBeLessThan(ids.length);
  });

  it('posts events that fit their contracts, but for the one that shows what happens to those that do not', () => {
    const fits = (event: (typeof story)[number]) => {
      try {
        parseStoreEvent({ 'detail-type': event.type, detail: event.detail }, intake);
        return true;
      } catch {
        return false;
      }
    };
    expect(story.filter((event) => !fits(event)).map(({ detail }) => detail.id)).toEqual(['event-broken']);
  });
});

describe('a text table', () => {
  it('aligns numbers to the right and counts full-width characters as two', () => {
    expect(
      textTable(
        ['店', 'n'],
        [
          ['デモ', 1200],
          ['shop', 7],
        ],
      ),
    ).toBe('店        n\n────  ─────\nデモ  1,200\nshop      7');
  });
});
