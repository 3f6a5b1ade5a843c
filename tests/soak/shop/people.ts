import type { Chance } from '../world/chance.ts';

/** Where somebody lives, what they read, and by which clock they live. */
interface Place {
  readonly locale: 'en' | 'ja';
  readonly country?: string;
  readonly timeZone?: string;
  /** The zone that follows from these, by the rules that the shop documents. */
  readonly zone: string;
}

const places: readonly [Place, ...Place[]] = [
  { locale: 'ja', country: 'JP', zone: 'Asia/Tokyo' },
  { locale: 'ja', country: 'JP', timeZone: 'Asia/Tokyo', zone: 'Asia/Tokyo' },
  { locale: 'ja', zone: 'Asia/Tokyo' }, // the shop's own zone
  { locale: 'en', country: 'US', zone: 'America/New_York' },
  { locale: 'en', country: 'US', timeZone: 'America/Los_Angeles', zone: 'America/Los_Angeles' },
  { locale: 'en', country: 'GB', zone: 'Europe/London' },
  { locale: 'en', country: 'IN', zone: 'Asia/Kolkata' },
  { locale: 'en', country: 'NZ', zone: 'Pacific/Auckland' },
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
  };
  /** Whether mail to them bounces for good. */
  readonly bounces: boolean;
}

/** Makes a person up. Now and then they share the mailbox of the one before, in one household. Shares are probabilities. */
export function personFrom(
  name: string,
  chance: Chance,
  { joins, optOuts }: { readonly joins: number; readonly optOuts: number },
  before?: Person,
): Person {
  const shared = chance.happens(0.04) ? before : undefined;
  const place = shared?.place ?? chance.pick(places);
  const number = Math.floor(chance.next() * 90_000_000) + 10_000_000;
  const phone = chance.happens(0.4) ? { phone: `+8190${number}` } : {};
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
    agrees: { email: chance.happens(0.8), sms: 'phone' in phone && chance.happens(0.4) },
    habits: {
      opens: chance.between(0.2, 0.8),
      clicks: chance.between(0, 0.3),
      optsOut: optOuts,
      complains: optOuts / 10,
      answers: chance.between(0, 0.7),
    },
    bounces: shared?.bounces ?? chance.happens(0.01),
  };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
