import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseStoreSettings } from '../../../src/journey/parsing/store-settings.ts';
import { builtInTopics } from '../../../src/journey/parsing/topics.ts';
import { JourneyError } from '../../../src/journey/reading/problem.ts';

const text = readFileSync(new URL('../../../statemachines/store.yaml', import.meta.url), 'utf8');

function problemsOf(broken: string): string[] {
  try {
    parseStoreSettings(broken);
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    return error.message
      .split('\n')
      .filter((line) => line.startsWith('statemachines/'))
      .map((line) => line.replace(/\.$/, ''));
  }
  throw new Error('the settings were accepted');
}

describe('store.yaml', () => {
  test('is read into settings, times in minutes', () => {
    expect(parseStoreSettings(text)).toMatchObject({
      shop: 'demo',
      locales: ['en', 'ja'],
      brand: { name: { en: 'Aftercart Demo Store', ja: 'アフターカート・デモストア' }, color: '#1a6b52' },
      timeZone: 'Asia/Tokyo',
      quietHours: { from: '21:00', to: '08:00' },
      caps: { marketingPerDay: 1 },
      staleAfterMinutes: 4320,
      sending: { spreadMinutes: 15 },
      attribution: { windowMinutes: 7200 },
      retention: { historyDays: 1096 },
    });
  });

  test('names the language of the staff, which is the first one otherwise', () => {
    const withLanguage = (language: string) => text.replace(/^locales: .*$/m, `$&\nstaff language: ${language}`);
    expect(parseStoreSettings(text).staffLanguage).toBeUndefined();
    expect(parseStoreSettings(withLanguage('ja')).staffLanguage).toBe('ja');
    expect(problemsOf(withLanguage('jp'))).toEqual([
      expect.stringContaining('unknown staff language "jp": did you mean "ja"?'),
    ]);
    expect(problemsOf(withLanguage('fr'))).toEqual([
      expect.stringContaining('unknown staff language "fr": write en or ja'),
    ]);
  });

  test('reads prices, a limit and a preference for the channels', () => {
    const written =
      'channels: { prefer: cheapest, sms: { at most: 0.10 USD, prices: { uk: 0.04 USD, elsewhere: 0.15 USD } } }';
    expect(parseStoreSettings(`${text}\n${written}\n`).channels).toEqual({
      prefer: 'cheapest',
      atMost: { sms: 0.1 },
      prices: { sms: { GB: 0.04, elsewhere: 0.15 } },
    });
    expect(parseStoreSettings(text)).not.toHaveProperty('channels');
  });

  test.each([
    ['{ sms: { at most: 10円 } }', '"10円" is no price in US dollars: write a price such as "0.10 USD"'],
    ['{ sms: { at most: $0.1 } }', '"$0.1" is no price in US dollars: write "0.1 USD"'],
    ['{ sms: { prices: { XX: 1 USD } } }', '"XX" is no country: write an ISO 3166 code such as "JP", or "elsewhere"'],
    ['{ prefer: dearest }', 'unknown prefer "dearest"'],
    ['sms', 'channels is no mapping: write "channels: { prefer: cheapest, sms: { at most: 0.10 USD } }"'],
  ])('refuses channels such as %s', (written, problem) => {
    expect(problemsOf(`${text}\nchannels: ${written}\n`)[0]).toContain(problem);
  });

  test.each([
    ['', 1096],
    ['retention: { history: 1 year }', undefined],
    ['retention: { history: 400 days }', 400],
    ['retention: { history: 10 years }', 3653],
    ['retention: { history: 11 years }', undefined],
    ['retention: { history: 399 days }', undefined],
    ['retention: { history: 36 months }', undefined],
  ])('with "%s" keeps history for %s days', (retention, days) => {
    const changed = text.replace(/^retention: .*$/m, retention);
    if (days !== undefined) expect(parseStoreSettings(changed).retention.historyDays).toBe(days);
    else
      expect(problemsOf(changed)[0]).toMatch(
        /is no time to keep history for: write "retention: \{ history: 3 years \}"/,
      );
  });

  test('limits the answers to texts as it says', () => {
    const written = text.replace(
      'caps: { marketing per day: 1 }',
      'caps: { marketing per day: 1, sms replies per day: 50 }',
    );
    expect(parseStoreSettings(written).caps).toEqual({ marketingPerDay: 1, smsRepliesPerDay: 50 });
    expect(parseStoreSettings(text).caps).toEqual({ marketingPerDay: 1 });
  });

  test('lets e-mail addresses confirm, if it says so', () => {
    const withIt = text.replace('stale after:', 'double opt-in: [email]\nstale after:');
    expect(parseStoreSettings(withIt).doubleOptIn).toEqual(['email']);
    expect(parseStoreSettings(text).doubleOptIn).toBeUndefined();
  });

  test.each([
    ['time zone: Asia/Tokyo', 'time zone: Tokyo', '"Tokyo" is no time zone: write one such as "Asia/Tokyo"'],
    ['time zone: Asia/Tokyo', 'time zone: JST', '"JST" is no time zone: write one such as "Asia/Tokyo"'],
    ['quiet hours: 21:00', 'quiet hours: 25:00', '"25:00 to 08:00" are no quiet hours: write "01:00 to 08:00"'],
    ['stale after:', 'stale afer:', 'unknown key "stale afer" in the store: did you mean "stale after"?'],
    ['per day: 1', 'per day: none', 'marketing per day "none" is no number: write a whole number from 1 to 100'],
    [
      'per day: 1 }',
      'per day: 1, sms replies per day: 0 }',
      'sms replies per day "0" is out of range: write a whole number from 1 to 10000',
    ],
    ['    ja: アフ', '    jp: アフ', 'unknown key "jp" in name: did you mean "ja"?'],
    ['[en, ja]', '[en, ja, JA]', '"JA" is no language: write "ja"'],
    ['stale after: 3 days', 'stale after: 3 weeks', 'stale after is too long: write at most "14 days"'],
    [
      'stale after:',
      'double opt-in: [phone]\nstale after:',
      '"phone" is nothing that a mail can confirm: write "double opt-in: [email]", or leave it out',
    ],
    ['spread: 15 minutes', 'spread: 15', '"15" is no duration: say of what, such as "15 minutes" or "15 hours"'],
    [
      'spread: 15 minutes',
      'spread: 3 hours',
      '"3 hours" is too long a spread: write a duration of at most 120 minutes, such as "15 minutes", or "none"',
    ],
    [
      'sending: { spread: 15 minutes }',
      'sending: none',
      'sending is no mapping: write "sending: { spread: 15 minutes }"',
    ],
    [
      'retention: { history: 3 years }',
      'retention: 3 years',
      'retention is no mapping: write "retention: { history: 3 years }", from 400 days to 10 years',
    ],
    ['#1a6b52', 'greenish', '"greenish" is no color: write one such as "#1a6b52"'],
    ['url: https:', 'url: http', 'is no url: write one such as "https://shop.example.com"'],
  ])('is refused with %s written as %s', (sound, broken, message) => {
    const [place] = problemsOf(text.replace(sound, broken)).filter((line) => line.endsWith(message));
    expect(place).toMatch(/^statemachines\/store\.yaml:\d+:\d+ /);
  });

  test('spreads marketing unless it says that nothing is to be spread', () => {
    const spreadOf = (settings: string) => parseStoreSettings(settings).sending.spreadMinutes;
    expect(spreadOf(text.replace('spread: 15 minutes', 'spread: none'))).toBe(0);
    expect(spreadOf(text.replace('spread: 15 minutes', 'spread: 2 hours'))).toBe(120);
    expect(spreadOf(text.replace(/^sending: .*\n/m, ''))).toBe(15);
  });

  test('has the built-in topics, in its own words where it has some, and its own behind them', () => {
    const own =
      'topics: { surveys: { name: { en: Ask, ja: 質問 }, purpose: transactional }, news: { name: { en: N, ja: ニ }, purpose: marketing, ask: separately } }';
    const { topics } = parseStoreSettings(`${text}\n${own}\n`);
    expect(Object.keys(topics)).toEqual(['offers', 'restock', 'reviews', 'surveys', 'order-updates', 'news']);
    expect(topics.surveys).toEqual({ name: { en: 'Ask', ja: '質問' }, purpose: 'transactional' });
    expect(topics.news?.ask).toBe('separately');
    expect(parseStoreSettings(text).topics).toEqual(builtInTopics);
  });

  test('is refused without a text for every locale', () => {
    expect(problemsOf(text.replace(/^ {4}ja: .*\n/m, ''))).toEqual([
      'statemachines/store.yaml:12:5 name has no "ja": write it in ja',
    ]);
  });
});
