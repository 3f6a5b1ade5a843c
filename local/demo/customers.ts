import type { Json } from '../aws/json.ts';
import type { Random } from './random.ts';

/** A customer of the demo shop. */
export interface DemoCustomer {
  readonly number: number;
  readonly currency: string;
  readonly language: 'en' | 'ja';
  /** As the shop knows them once they have signed in. */
  readonly known: Json;
  /** As the shop knows them before that; undefined for those who are always signed in. */
  readonly anonymous: Json | undefined;
}

interface Land {
  readonly country: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
  /** The prefix of phone numbers; the customer's number follows. */
  readonly dial: string;
}

const lands: readonly (readonly [Land, number])[] = [
  [{ country: 'JP', timeZone: 'Asia/Tokyo', locale: 'ja-JP', currency: 'JPY', dial: '+81900000' }, 62],
  [{ country: 'US', timeZone: 'America/New_York', locale: 'en-US', currency: 'USD', dial: '+12025550' }, 12],
  [{ country: 'US', timeZone: 'America/Los_Angeles', locale: 'en-US', currency: 'USD', dial: '+12135550' }, 8],
  [{ country: 'GB', timeZone: 'Europe/London', locale: 'en-GB', currency: 'GBP', dial: '+44770090' }, 10],
  [{ country: 'DE', timeZone: 'Europe/Berlin', locale: 'de-DE', currency: 'EUR', dial: '+49151000' }, 8],
];

const wordings = {
  en: 'Send me news and offers by e-mail.',
  ja: 'メールでのご案内を希望します。',
} as const;

/**
 * The demo shop's customers: most in Japan, some abroad; most agreed to e-mail at the checkout, some withdrew,
 * some said nothing; every fourth looks around before signing in; some have told when their birthday is.
 * @param since when they gave their consent, ISO 8601
 */
export function demoCustomers(count: number, since: string, random: Random): DemoCustomer[] {
  return Array.from({ length: count }, (_, index) => demoCustomer(index + 1, since, random));
}

function demoCustomer(number: number, since: string, random: Random): DemoCustomer {
  const { currency, dial, ...land } = random.pick(lands);
  const language = land.locale.startsWith('ja') ? 'ja' : 'en';
  const digits = String(number).padStart(3, '0');
  const consent = consentOf(random, since, wordings[language]);
  const known = {
    ...(random.chance(0.92) && { email: `customer-${digits}@example.com` }),
    ...(random.chance(0.6) && { phone: `${dial}${digits.padStart(4, '0')}` }),
    ...(random.chance(0.9) && { name: language === 'ja' ? `顧客${digits}` : `Customer ${digits}` }),
    ...(consent && { consent }),
    ...(random.chance(0.4) && { birthday: birthdayOf(random) }),
    id: `c-${digits}`,
    ...land,
  };
  const { country, locale } = land;
  const anonymous = random.chance(0.25) ? { anonymousId: `browser-${digits}`, country, locale } : undefined;
  return { number, currency, language, known, anonymous };
}

/** A day of any month; half of those who tell it keep the year to themselves. */
function birthdayOf(random: Random): string {
  const two = (number: number) => String(Math.floor(number)).padStart(2, '0');
  const year = random.chance(0.5) ? Math.floor(random.between(1950, 2006)) : '-';
  return `${year}-${two(random.between(1, 13))}-${two(random.between(1, 29))}`;
}

function consentOf(random: Random, at: string, wording: string): Json | undefined {
  const word = random.pick([
    ['granted', 80],
    ['withdrawn', 6],
    ['nothing', 14],
  ]);
  if (word === 'nothing') return undefined;
  const email = { granted: word === 'granted', at, source: 'checkout', wording };
  return { email, ...(random.chance(0.5) && { sms: { granted: true, at, source: 'checkout', wording } }) };
}
