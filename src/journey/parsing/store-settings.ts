import type { Node } from 'yaml';
import { type AddressKind, addressKinds } from '../../commerce/customer/channel.ts';
import { isTimeZone } from '../../commerce/values/time-zone.ts';
import type { Localized } from '../../model/brand.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import type { Position } from '../model/position.ts';
import type { Doubt } from '../reading/doubt.ts';
import { type Fields, readChoice, readFields, readList, readWord, requiredNode } from '../reading/fields.ts';
import { languageMeant } from '../reading/locale-names.ts';
import { JourneyError, type Problem } from '../reading/problem.ts';
import { type Saying, say } from '../reading/saying.ts';
import { Source } from '../reading/source.ts';
import { allOf } from '../reading/suggest.ts';
import { readDuration } from '../values/duration.ts';
import { readBrand } from './brand.ts';
import { readCaps, readGaps, usualGaps } from './caps.ts';
import { readChannelSettings } from './channels.ts';
import { checkTogether } from './contradictions.ts';
import { readHours, readQuietHours } from './hours.ts';
import { readMatching } from './matching.ts';
import { readReviews } from './reviews.ts';
import { builtInSurveys, readSurveys } from './surveys.ts';
import { builtInTopics, readTopics } from './topics.ts';

const keys = [
  'shop',
  'brand',
  'locales',
  'staff language',
  'time zone',
  'quiet hours',
  'hours',
  'caps',
  'gaps',
  'channels',
  'stale after',
  'sending',
  'attribution window',
  'verified addresses',
  'double opt-in',
  'retention',
  'reviews',
  'topics',
  'surveys',
];

/**
 * Reads statemachines/store.yaml.
 * @param file as errors name it
 * @throws JourneyError with everything that is wrong with the file
 */
export function parseStoreSettings(text: string, file = 'statemachines/store.yaml'): StoreSettings {
  const { settings, problems } = readStoreSettings(text, file, usualSettings(['en']));
  if (problems.length > 0) throw new JourneyError(problems);
  return settings;
}

/** Settings, and what is wrong with the file that they come from. */
export interface ReadSettings {
  readonly settings: StoreSettings;
  readonly problems: readonly Problem[];
  /** What can be used, and is probably not meant. */
  readonly doubts?: readonly Doubt[];
  /** The positions of the brand's colours, by their keys. */
  readonly colours?: Readonly<Partial<Record<ColourKey, Position>>>;
  /** The position of a key of the file, by its path; of the last one on it that is there. */
  readonly at?: (path: readonly string[]) => Position;
}

/** The keys of `brand` that are colours. */
export type ColourKey = 'color' | 'dark color';

/** Reads store.yaml as far as it can be read, so that the rest of the folder can be checked. @param usual for all else */
export function readStoreSettings(text: string, file: string, usual: StoreSettings): ReadSettings {
  const source = new Source(file, text);
  try {
    const fields = readFields(source, source.root(), say`the store`, keys);
    const settings = fields ? readSettings(source, fields, usual) : usual;
    if (fields) checkTogether(source, fields, settings);
    const at = (path: readonly string[]) => source.at(source.find(source.root(), path));
    return { settings, problems: source.problems, doubts: source.doubts, colours: coloursIn(source), at };
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    return { settings: usual, problems: error.problems };
  }
}

function coloursIn(source: Source): ReadSettings['colours'] {
  const at = (key: ColourKey) => source.at(source.find(source.root(), ['brand', key]));
  return { color: at('color'), 'dark color': at('dark color') };
}

/** Settings to check the other files with while store.yaml cannot be read. */
export function usualSettings(locales: StoreSettings['locales']): StoreSettings {
  const inAll = (text: string): Localized => Object.fromEntries(locales.map((locale) => [locale, text]));
  const contact = 'help@shop.example.com';
  return {
    shop: 'demo',
    brand: { name: inAll('Shop'), url: 'https://shop.example.com', address: inAll('Tokyo'), contact, color: '#1a6b52' },
    locales,
    timeZone: 'Asia/Tokyo',
    quietHours: { from: '21:00', to: '08:00' },
    caps: { marketingPerDay: 1 },
    gaps: usualGaps,
    staleAfterMinutes: 3 * 24 * 60,
    sending: { spreadMinutes: usualSpread },
    attribution: { windowMinutes: 5 * 24 * 60 },
    retention: { historyDays: daysOfYears(3) },
    topics: builtInTopics,
    surveys: builtInSurveys,
  };
}

function readSettings(source: Source, fields: Fields, usual: StoreSettings): StoreSettings {
  const locales = readLocales(source, fields);
  const written = fields.values.has('locales') ? (locales ?? usual.locales) : usual.locales;
  const verifiedAddresses = readVerified(source, fields);
  const doubleOptIn = readDoubleOptIn(source, fields);
  const reviews = readReviews(source, fields);
  const hours = readHours(source, fields);
  const staffLanguage = readStaffLanguage(source, fields, written);
  const topics = readTopics(source, fields, written);
  const ownChannels = readChannelSettings(source, fields);
  return {
    shop:
      readMatching(source, fields, say`the store`, 'shop', (text) => /^[a-z0-9-]+$/.test(text), 'demo') ?? usual.shop,
    locales: written,
    ...(staffLanguage !== undefined && { staffLanguage }),
    brand: readBrand(source, fields, written) ?? usualSettings(written).brand,
    timeZone: readMatching(source, fields, say`the store`, 'time zone', isTimeZone, 'Asia/Tokyo') ?? usual.timeZone,
    quietHours: readQuietHours(source, fields) ?? usual.quietHours,
    ...(hours && { hours }),
    caps: readCaps(source, fields, topics) ?? usual.caps,
    gaps: readGaps(source, fields),
    ...(ownChannels && { channels: ownChannels }),
    ...(reviews && { reviews }),
    ...(verifiedAddresses.length > 0 && { verifiedAddresses }),
    ...(doubleOptIn.length > 0 && { doubleOptIn }),
    staleAfterMinutes: readStaleAfter(source, fields) ?? usual.staleAfterMinutes,
    sending: readSending(source, fields) ?? usual.sending,
    attribution: {
      windowMinutes: readTime(source, fields, 'attribution window', '5 days') ?? usual.attribution.windowMinutes,
    },
    retention: { historyDays: readHistoryDays(source, fields) ?? usual.retention.historyDays },
    topics,
    surveys: readSurveys(source, fields, written),
  };
}

/** The language of what journeys tell the staff; the first of the store when it does not say. */
function readStaffLanguage(source: Source, fields: Fields, locales: readonly string[]): string | undefined {
  const node = fields.values.get('staff language');
  return node && readChoice(source, node, 'staff language', locales);
}

function readTime(source: Source, fields: Fields, key: string, example: string): number | undefined {
  const node = requiredNode(source, fields, key, say`the store`, say`write a duration such as "${example}"`);
  return node && readDuration(source, node, key)?.minutes;
}

/** As long as a message may wait for a service that is busy: runs wait no longer, and claims are kept no longer. */
const longestStale = 14 * 24 * 60;

function readStaleAfter(source: Source, fields: Fields): number | undefined {
  const minutes = readTime(source, fields, 'stale after', '3 days');
  const node = fields.values.get('stale after');
  if (node && minutes !== undefined && minutes > longestStale) {
    source.report(node, say`stale after is too long`, say`write at most "14 days"`);
  }
  return minutes;
}

function readLocales(source: Source, fields: Fields): StoreSettings['locales'] | undefined {
  const advice = say`list languages such as "[en, ja]"; the first is the fallback`;
  const node = requiredNode(source, fields, 'locales', say`the store`, advice);
  if (!node) return undefined;
  const before = source.problems.length;
  const locales: string[] = [];
  for (const item of readList(source, node)) {
    const text = readWord(source, item, 'locale', advice);
    if (text === undefined) continue;
    if (locales.includes(text)) source.report(item, say`"${text}" is named twice`, say`keep one`);
    else if (isLocale(text)) locales.push(text);
    else source.report(item, say`"${text}" is no language`, localeInstead(text));
  }
  if (source.problems.length > before) return undefined;
  const [first, ...others] = locales;
  if (first === undefined) source.report(node, say`locales names no language`, advice);
  return first === undefined ? undefined : [first, ...others];
}

/** The addresses that the shop verifies at sign-up; none when the store does not say. */
function readVerified(source: Source, fields: Fields): AddressKind[] {
  const node = fields.values.get('verified addresses');
  if (!node) return [];
  const advice = say`list what the shop verifies at sign-up, such as "[email]"; there are ${allOf([...addressKinds])}`;
  return readNames(source, node, 'verified addresses', advice).flatMap((item) => {
    const text = readWord(source, item, 'verified addresses', advice);
    const kind = addressKinds.find((known) => known === text);
    if (text !== undefined && kind === undefined) source.report(item, say`"${text}" is no address`, advice);
    return kind === undefined ? [] : [kind];
  });
}

/** The elements of a list that names something. */
function readNames(source: Source, node: Node, key: string, advice: Saying): Node[] {
  const items = readList(source, node);
  if (items.length === 0) source.report(node, say`"${key}" is empty`, advice);
  return items;
}

/** The addresses that a mail can ask to confirm. */
const confirmable: readonly AddressKind[] = ['email'];

/** The addresses that confirm an agreement; none when the store does not say. */
function readDoubleOptIn(source: Source, fields: Fields): AddressKind[] {
  const node = fields.values.get('double opt-in');
  if (!node) return [];
  const advice = say`write "double opt-in: [email]", or leave it out`;
  const kinds = readNames(source, node, 'double opt-in', advice).flatMap((item) => {
    const text = readWord(source, item, 'double opt-in', advice);
    const kind = confirmable.find((known) => known === text);
    if (text !== undefined && kind === undefined)
      source.report(item, say`"${text}" is nothing that a mail can confirm`, advice);
    return kind === undefined ? [] : [kind];
  });
  return [...new Set(kinds)];
}

function isLocale(name: string): boolean {
  try {
    const named = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' }).of(name);
    return Intl.getCanonicalLocales(name)[0] === name && named !== undefined;
  } catch {
    return false;
  }
}

function localeInstead(text: string): Saying {
  const meant = languageMeant(text);
  return meant === undefined ? say`write one such as "ja"` : say`write "${meant}"`;
}

/** A run may wait for a year, and its subject has to outlive it. */
const leastHistoryDays = 400;
const mostHistoryDays = 3660;

/** The retention of history; three years when the store does not say. In whole days: a year may be a leap year. */
function readHistoryDays(source: Source, fields: Fields): number | undefined {
  const node = fields.values.get('retention');
  if (!node) return daysOfYears(3);
  const advice = say`write "retention: { history: 3 years }", from 400 days to 10 years`;
  const retention = readFields(source, node, 'retention', ['history'], advice);
  const history = retention && requiredNode(source, retention, 'history', 'retention', advice);
  const text = history && readWord(source, history, 'history', advice);
  if (!history || text === undefined) return undefined;
  const [, amount, unit] = /^(\d+) (day|year)s?$/.exec(text) ?? [];
  const days = unit === 'year' ? daysOfYears(Number(amount)) : Number(amount);
  if (days >= leastHistoryDays && days <= mostHistoryDays) return days;
  source.report(history, say`"${text}" is no time to keep history for`, advice);
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
  const fields = readFields(source, node, 'sending', ['spread'], say`write "sending: { spread: 15 minutes }"`);
  const advice = say`write a duration of at most ${longestSpread} minutes, such as "15 minutes", or "none"`;
  const spread = fields && requiredNode(source, fields, 'spread', 'sending', advice);
  if (!spread) return undefined;
  if (readWord(source, spread, 'spread', advice) === 'none') return { spreadMinutes: 0 };
  const duration = readDuration(source, spread, 'spread');
  if (!duration || duration.minutes <= longestSpread) return duration && { spreadMinutes: duration.minutes };
  source.report(spread, say`"${duration.words}" is too long a spread`, advice);
  return undefined;
}
