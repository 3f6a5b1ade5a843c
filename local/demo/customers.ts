import type { Json } from '../aws/json.ts';
import { personName } from './names.ts';
import type { Random } from './random.ts';
import type { Currency } from './shop/products.ts';

/** A customer of the demo shop. */
export interface DemoCustomer {
  readonly number: number;
  readonly currency: Currency;
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
  readonly currency: Currency;
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

/** A customer whose details are told rather than drawn by lot. */
export interface ToldCustomer {
  readonly country: 'JP' | 'US' | 'GB' | 'DE';
  /** The channels for which they gave their consent. */
  readonly agreedTo: readonly ('email' | 'sms')[];
  /** The addresses that the shop has. */
  readonly reachedBy: readonly ('email' | 'phone')[];
  /** Month and day, as events carry them without a year: --04-18. */
  readonly birthday?: string;
}

/**
 * The demo shop's customers: most in Japan, some abroad; most agreed to e-mail at the checkout, some withdrew,
 * some said nothing; every fourth looks around before signing in; some have told when their birthday is.
 * @param since when they gave their consent, ISO 8601
 * @param told the first of them
 */
export function demoCustomers(
  count: number,
  since: string,
  random: Random,
  told: readonly ToldCustomer[] = [],
): DemoCustomer[] {
  return Array.from({ length: count }, (_, index) => {
    const first = told[index];
    return first === undefined ? demoCustomer(index + 1, since, random) : toldCustomer(index + 1, first, since);
  });
}

function demoCustomer(number: number, since: string, random: Random): DemoCustomer {
  const land = random.pick(lands);
  const consent = consentOf(random, since, wordings[languageOf(land)]);
  const given = {
    email: random.chance(0.92),
    phone: random.chance(0.6),
    name: random.chance(0.9),
  };
  const birthday = random.chance(0.4) ? birthdayOf(random) : undefined;
  return describeCustomer(number, land, { ...given, consent, birthday, signsInLate: random.chance(0.25) });
}

/** What a customer has told the shop. */
interface Told {
  readonly email: boolean;
  readonly phone: boolean;
  readonly name: boolean;
  readonly consent: Json | undefined;
  readonly birthday: string | undefined;
  /** Looks around before signing in. */
  readonly signsInLate: boolean;
}

function describeCustomer(number: number, { currency, dial, ...land }: Land, told: Told): DemoCustomer {
  const digits = String(number).padStart(3, '0');
  const { name, mailbox } = personName(number, land.locale);
  const known = {
    ...(told.email && { email: `${mailbox}@example.com` }),
    ...(told.phone && { phone: `${dial}${digits.padStart(4, '0')}` }),
    ...(told.name && { name }),
    ...(told.consent && { consent: told.consent }),
    ...(told.birthday !== undefined && { birthday: told.birthday }),
    id: customerId(number),
    ...land,
  };
  const { country, locale } = land;
  const anonymous = told.signsInLate ? { anonymousId: `browser-${digits}`, country, locale } : undefined;
  return { number, currency, language: languageOf(land), known, anonymous };
}

function toldCustomer(number: number, told: ToldCustomer, since: string): DemoCustomer {
  const { country, agreedTo, reachedBy, birthday } = told;
  const land = lands.map(([one]) => one).find((one) => one.country === country);
  if (land === undefined) throw new RangeError(`The demo shop has no customers in ${country}.`);
  const yes = { granted: true, at: since, source: 'checkout', wording: wordings[languageOf(land)] };
  return describeCustomer(number, land, {
    email: reachedBy.includes('email'),
    phone: reachedBy.includes('phone'),
    name: true,
    consent: agreedTo.length === 0 ? undefined : Object.fromEntries(agreedTo.map((channel) => [channel, yes])),
    birthday,
    signsInLate: false,
  });
}

/** The shop's id of a customer. */
export function customerId(number: number): string {
  return `c-${String(number).padStart(3, '0')}`;
}

function languageOf({ locale }: Pick<Land, 'locale'>): 'en' | 'ja' {
  return locale.startsWith('ja') ? 'ja' : 'en';
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
