import { type AddressKind, addressKinds } from '../../commerce/customer/channel.ts';
import { isTimeZone } from '../../commerce/values/time-zone.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { type Fields, readFields, readList, readText, readWhole, requiredNode } from '../reading/fields.ts';
import { JourneyError } from '../reading/problem.ts';
import { Source } from '../reading/source.ts';
import { isClockTime, readDuration } from '../values/duration.ts';
import { readBrand } from './brand.ts';
import { readMatching } from './matching.ts';
import { readReviews } from './reviews.ts';

const keys = [
  'shop',
  'brand',
  'locales',
  'time zone',
  'quiet hours',
  'caps',
  'stale after',
  'sending',
  'attribution window',
  'verified addresses',
  'retention',
  'reviews',
];

/**
 * Reads statemachines/store.yaml.
 * @param file as errors name it
 * @throws JourneyError with everything that is wrong with the file
 */
export function parseStoreSettings(text: string, file = 'statemachines/store.yaml'): StoreSettings {
  const source = new Source(file, text);
  const settings = readSettings(source);
  if (!settings || source.problems.length > 0) throw new JourneyError(source.problems);
  return settings;
}

function readSettings(source: Source): StoreSettings | undefined {
  const fields = readFields(source, source.root(), 'the store', keys);
  if (!fields) return undefined;
  const shop = readMatching(source, fields, 'the store', 'shop', (text) => /^[a-z0-9-]+$/.test(text), 'demo');
  const locales = readLocales(source, fields);
  const brand = readBrand(source, fields, locales ?? []);
  const timeZone = readMatching(source, fields, 'the store', 'time zone', isTimeZone, 'Asia/Tokyo');
  const quietHours = readQuietHours(source, fields);
  const marketingPerDay = readMarketingPerDay(source, fields);
  const stale = readStaleAfter(source, fields);
  const window = readTime(source, fields, 'attribution window', '5 days');
  if (!shop || !locales || !brand || !timeZone || !quietHours || !stale || !window) return undefined;
  const verifiedAddresses = readVerified(source, fields);
  const historyDays = readHistoryDays(source, fields);
  const sending = readSending(source, fields);
  const reviews = readReviews(source, fields);
  if (marketingPerDay === undefined || historyDays === undefined || sending === undefined) return undefined;
  const caps = { marketingPerDay };
  return {
    shop,
    brand,
    ...(reviews && { reviews }),
    locales,
    timeZone,
    quietHours,
    caps,
    ...(verifiedAddresses.length > 0 && { verifiedAddresses }),
    staleAfterMinutes: stale,
    sending,
    attribution: { windowMinutes: window },
    retention: { historyDays },
  };
}

function readTime(source: Source, fields: Fields, key: string, example: string): number | undefined {
  const node = requiredNode(source, fields, key, 'the store', `write a duration such as "${example}"`);
  return node && readDuration(source, node, key)?.minutes;
}

/** As long as a message may wait for a service that is busy: runs wait no longer, and claims are kept no longer. */
const longestStale = 14 * 24 * 60;

function readStaleAfter(source: Source, fields: Fields): number | undefined {
  const minutes = readTime(source, fields, 'stale after', '3 days');
  const node = fields.values.get('stale after');
  if (node && minutes !== undefined && minutes > longestStale) {
    source.report(node, 'stale after is too long', 'write at most "14 days"');
  }
  return minutes;
}

function readLocales(source: Source, fields: Fields): StoreSettings['locales'] | undefined {
  const advice = 'list languages such as "[en, ja]"; the first is the fallback';
  const node = requiredNode(source, fields, 'locales', 'the store', advice);
  if (!node) return undefined;
  const locales: string[] = [];
  for (const item of readList(source, node)) {
    const text = readText(source, item, 'locale', advice);
    if (text !== undefined && !isLocale(text))
      source.report(item, `"${text}" is no language`, 'write one such as "ja"');
    else if (text !== undefined) locales.push(text);
  }
  const [first, ...others] = locales;
  if (first === undefined) source.report(node, 'locales names no language', advice);
  return first === undefined ? undefined : [first, ...others];
}

/** The addresses that the shop verifies at sign-up; none when the store does not say. */
function readVerified(source: Source, fields: Fields): AddressKind[] {
  const node = fields.values.get('verified addresses');
  if (!node) return [];
  const advice = `list what the shop verifies at sign-up, such as "[email]"; there are ${addressKinds.join(' and ')}`;
  return readList(source, node).flatMap((item) => {
    const text = readText(source, item, 'verified addresses', advice);
    const kind = addressKinds.find((known) => known === text);
    if (text !== undefined && kind === undefined) source.report(item, `"${text}" is no address`, advice);
    return kind === undefined ? [] : [kind];
  });
}

function isLocale(name: string): boolean {
  try {
    return Intl.getCanonicalLocales(name)[0] === name;
  } catch {
    return false;
  }
}

function readQuietHours(source: Source, fields: Fields): StoreSettings['quietHours'] | undefined {
  const advice = 'write two clock times, such as "21:00 to 08:00"';
  const node = requiredNode(source, fields, 'quiet hours', 'the store', advice);
  const text = node && readText(source, node, 'quiet hours', advice);
  if (!node || text === undefined) return undefined;
  const [from = '', to = '', ...rest] = text.split(' to ');
  if (isClockTime(from) && isClockTime(to) && from !== to && rest.length === 0) return { from, to };
  source.report(node, `"${text}" are no quiet hours`, advice);
  return undefined;
}

function readMarketingPerDay(source: Source, fields: Fields): number | undefined {
  const advice = 'write "caps: { marketing per day: 1 }"';
  const node = requiredNode(source, fields, 'caps', 'the store', advice);
  const caps = node && readFields(source, node, 'caps', ['marketing per day'], advice);
  const most = caps && requiredNode(source, caps, 'marketing per day', 'caps', 'write a number, such as 1');
  return most && readWhole(source, most, 'marketing per day', [1, 100]);
}

/** A run may wait for a year, and its subject has to outlive it. */
const leastHistoryDays = 400;
const mostHistoryDays = 3660;

/** The retention of history; three years when the store does not say. In whole days: a year may be a leap year. */
function readHistoryDays(source: Source, fields: Fields): number | undefined {
  const node = fields.values.get('retention');
  if (!node) return daysOfYears(3);
  const advice = 'write "retention: { history: 3 years }", from 400 days to 10 years';
  const retention = readFields(source, node, 'retention', ['history'], advice);
  const history = retention && requiredNode(source, retention, 'history', 'retention', advice);
  const text = history && readText(source, history, 'history', advice);
  if (!history || text === undefined) return undefined;
  const [, amount, unit] = /^(\d+) (day|year)s?$/.exec(text) ?? [];
  const days = unit === 'year' ? daysOfYears(Number(amount)) : Number(amount);
  if (days >= leastHistoryDays && days <= mostHistoryDays) return days;
  source.report(history, `"${text}" is no time to keep history for`, advice);
  return undefined;
}

function daysOfYears(years: number): number {
  return Math.ceil(years * 365.25);
}

/** Nobody notices so long, and ten thousand messages are eleven a second: less than a new account may send. */
const usualSpread = 15;

/** Beyond this "at 10:00" is not ten o'clock any more. */
const longestSpread = 120;

function readSending(source: Source, store: Fields): StoreSettings['sending'] | undefined {
  const node = store.values.get('sending');
  if (!node) return { spreadMinutes: usualSpread };
  const fields = readFields(source, node, 'sending', ['spread'], 'write "sending: { spread: 15 minutes }"');
  const advice = `write a duration of at most ${longestSpread} minutes, such as "15 minutes", or "none"`;
  const spread = fields && requiredNode(source, fields, 'spread', 'sending', advice);
  if (!spread) return undefined;
  if (readText(source, spread, 'spread', advice) === 'none') return { spreadMinutes: 0 };
  const duration = readDuration(source, spread, 'spread');
  if (!duration || duration.minutes <= longestSpread) return duration && { spreadMinutes: duration.minutes };
  source.report(spread, `"${duration.words}" is too long a spread`, advice);
  return undefined;
}
