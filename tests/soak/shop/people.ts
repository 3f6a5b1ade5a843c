import type { Chance } from '../world/chance.ts';

/** Where somebody lives, what they read, and by which clock they live. */
interface Place {
  readonly locale: 'en' | 'ja';
  readonly country?: string;
  readonly timeZone?: string;
  /** The zone that follows from these, by the rules that the shop documents. */
  readonly zone: string;
  /** How numbers from there begin, and the number of digits after that. */
  readonly dials: readonly [prefix: string, digits: number];
}

const japanese = ['+8190', 8] as const;

const places: readonly [Place, ...Place[]] = [
  { locale: 'ja', country: 'JP', zone: 'Asia/Tokyo', dials: japanese },
  { locale: 'ja', country: 'JP', timeZone: 'Asia/Tokyo', zone: 'Asia/Tokyo', dials: japanese },
  { locale: 'ja', zone: 'Asia/Tokyo', dials: japanese }, // the shop's own zone
  { locale: 'en', country: 'US', zone: 'America/New_York', dials: ['+1212555', 4] },
  // Who moved from Florida keeps the number: its law goes with it, on the clock of the new home.
  {
    locale: 'en',
    country: 'US',
    timeZone: 'America/Los_Angeles',
    zone: 'America/Los_Angeles',
    dials: ['+1305555', 4],
  },
  { locale: 'en', country: 'GB', zone: 'Europe/London', dials: ['+4477', 8] },
  { locale: 'en', country: 'FR', zone: 'Europe/Paris', dials: ['+3361', 7] },
  { locale: 'en', country: 'IN', zone: 'Asia/Kolkata', dials: ['+9198', 8] },
  { locale: 'en', country: 'NZ', zone: 'Pacific/Auckland', dials: ['+6421', 7] },
];

/**
 * How somebody is known to the shop. `account`: by the store's own id from the first event on. `guest`: by the address alone.
 * `joining`: as a guest or a nameless browser first, and by an account later, which proves that they are one.
 */
export type Standing = 'account' | 'guest' | 'joining';

/** Somebody who shops: what is true of them, whether or not the shop has heard of it. */
export interface Person {
  readonly name: string;
  readonly standing: Standing;
  readonly email: string;
  /** The address that they take later, with their account. */
  readonly nextEmail?: string;
  readonly phone?: string;
  readonly place: Place;
  readonly birthday?: string;
  /** By which ways they agree to marketing. */
  readonly agrees: { readonly email: boolean; readonly sms: boolean };
  /** What becomes of mail to them, and what they do with it: probabilities of a message. */
  readonly habits: {
    readonly opens: number;
    readonly clicks: number;
    readonly optsOut: number;
    readonly complains: number;
    readonly answers: number;
    /** How often they change what they get, on the page that a marketing mail links to. */
    readonly chooses: number;
  };
  /** Whether mail to them bounces for good. */
  readonly bounces: boolean;
}

/** Makes a person up. Now and then they share the mailbox of the one before, in one household. Shares are probabilities. */
export function personFrom(
  name: string,
  chance: Chance,
  { joins, optOuts, choices }: { readonly joins: number; readonly optOuts: number; readonly choices: number },
  before?: Person,
): Person {
  const shared = chance.happens(0.04) ? before : undefined;
  const place = shared?.place ?? chance.pick(places);
  const number = Math.floor(chance.next() * 90_000_000) + 10_000_000;
  const [prefix, digits] = place.dials;
  const phone = chance.happens(0.5) ? { phone: `${prefix}${String(number).slice(-digits)}` } : {};
  const birthday = chance.happens(0.2)
    ? { birthday: `1980-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}` }
    : {};
  const standing: Standing = chance.happens(joins) ? 'joining' : chance.happens(0.75) ? 'account' : 'guest';
  return {
    name,
    standing,
    email: shared?.email ?? `${name}@example.com`,
    ...(standing === 'account' && chance.happens(0.05) && { nextEmail: `${name}.new@example.com` }),
    ...phone,
    place,
    ...birthday,
    agrees: { email: chance.happens(0.75), sms: 'phone' in phone && chance.happens(0.6) },
    habits: {
      opens: chance.between(0.2, 0.8),
      clicks: chance.between(0, 0.3),
      optsOut: optOuts,
      complains: optOuts / 10,
      answers: chance.between(0, 0.7),
      chooses: choices,
    },
    bounces: shared?.bounces ?? chance.happens(0.01),
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
