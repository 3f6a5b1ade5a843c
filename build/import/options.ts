import { isCurrency } from '../../src/commerce/values/currency.ts';
import { isTimeZone } from '../../src/commerce/values/time-zone.ts';
import { countryNamed } from '../../src/connectors/files/cells/country.ts';
import { plainWord } from '../../src/connectors/files/cells/plain-word.ts';
import { readFileTime } from '../../src/connectors/files/cells/time.ts';
import { type FileDefaults, type StatusMeaning, statusMeanings } from '../../src/connectors/files/format.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { anyOf } from '../../src/journey/reading/suggest.ts';
import { UsageError } from '../command/command.ts';

/** The options of an import. */
export const importOptions = {
  stage: { type: 'string' },
  format: { type: 'string' },
  columns: { type: 'string', multiple: true },
  status: { type: 'string', multiple: true },
  encoding: { type: 'string' },
  'time-zone': { type: 'string' },
  dates: { type: 'string' },
  currency: { type: 'string' },
  country: { type: 'string' },
  locale: { type: 'string' },
  'exported-at': { type: 'string' },
  'consent-date': { type: 'string' },
  rate: { type: 'string' },
  lang: { type: 'string' },
  yes: { type: 'boolean' },
} as const;

/** Reads `--status "発送準備中=placed"`. @throws UsageError saying what it takes */
export function readStatuses(texts: readonly string[]): ReadonlyMap<string, StatusMeaning> {
  return new Map(
    texts.map((text) => {
      const [, word = '', meaning] = /^(.*)=\s*(\w+)\s*$/s.exec(text) ?? [];
      const known = statusMeanings.find((one) => one === meaning);
      if (known !== undefined) return [plainWord(word), known];
      const forms = statusMeanings.map((one) => `WORD=${one}`);
      throw new UsageError(say`--status is "${text}": it takes ${anyOf(forms)}.`);
    }),
  );
}

/** Reads what holds for rows that do not say it themselves. @throws UsageError naming the option that cannot be used */
export function readDefaults(values: Readonly<Partial<Record<string, unknown>>>): FileDefaults {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const zone = text('time-zone');
  const currency = text('currency')?.toUpperCase();
  const country = text('country');
  const locale = text('locale');
  if (zone !== undefined && !isTimeZone(zone)) throw wrong('time-zone', zone, say`an IANA zone such as Asia/Tokyo`);
  if (currency !== undefined && !isCurrency(currency))
    throw wrong('currency', currency, say`an ISO 4217 code such as JPY`);
  const code = country === undefined ? undefined : countryNamed(country);
  if (country !== undefined && code === undefined) throw wrong('country', country, say`a code such as JP`);
  return {
    ...(zone && { zone }),
    ...(currency && { currency }),
    ...(code && { country: code }),
    ...(locale && { locale }),
  };
}

/** @throws UsageError unless it is one of the two orders */
export function readDates(text: string | undefined): 'mdy' | 'dmy' | undefined {
  if (text === undefined || text === 'mdy' || text === 'dmy') return text;
  throw wrong('dates', text, say`mdy (month first) or dmy (day first)`);
}

/** When the file was exported: as given, else when it was last written, and never later than now. ISO 8601. */
export function readExportedAt(text: string | undefined, writtenAt: number, now: number, zone: string): string {
  if (text === undefined) return new Date(Math.min(Math.floor(writtenAt / 1000) * 1000, now)).toISOString();
  const time = readFileTime(text, { zone });
  if ('value' in time) return time.value;
  throw wrong('exported-at', text, say`a time such as 2026-03-01 09:30`);
}

/** `--consent-date none`: agreements without a date are left out. */
const noConsentDate = 'none';

/**
 * When the customers agreed whose agreement has no date in the file, as the user says it. ISO 8601; undefined for none.
 * @throws UsageError for what is no time, or lies ahead
 */
export function readConsentDate(text: string | undefined, now: number, zone: string): string | undefined {
  if (text === undefined || text === noConsentDate) return undefined;
  const time = readFileTime(text, { zone });
  if ('value' in time && Date.parse(time.value) <= now) return time.value;
  throw wrong('consent-date', text, say`a past date such as 2024-04-01, or none`);
}

function wrong(option: string, text: string, takes: Saying): UsageError {
  return new UsageError(say`--${option} is "${text}": it takes ${takes}.`);
}
