import { readBirthday } from './birthday.ts';
import { readCountry } from './country.ts';
import { readEmail } from './email.ts';
import { mentionSchema, namesNothing } from './id.ts';
import { type AddressKind, addressKinds } from './identity.ts';
import { readLocale } from './locale.ts';
import { readPhone } from './phone.ts';
import { shownName } from './text.ts';
import { isTimeZone } from './time-zone.ts';

/** The customer of an event as the contract wants it, and the fields that were dropped, such as `customer.email`. */
export interface ReadCustomer {
  readonly customer: unknown;
  readonly dropped: readonly string[];
}

type Reader = (text: string, customer: Readonly<Record<string, unknown>>, now: number) => string | undefined;

/** How each optional field is read: in its usual form; undefined when it cannot be used. */
const readers: Readonly<Record<string, Reader>> = {
  id: readId,
  email: readEmail,
  phone: (text, { country }) => readPhone(text, typeof country === 'string' ? readCountry(country) : undefined),
  lineId: readId,
  anonymousId: readId,
  name: shownName,
  locale: readLocale,
  country: readCountry,
  timeZone: (text) => (isTimeZone(text.trim()) ? text.trim() : undefined),
  birthday: (text, _customer, now) => readBirthday(text, now),
};

/**
 * Puts the optional fields of an event's customer into their usual form. One that cannot be used is dropped: no order
 * is lost for an address. Nulls are absent. Anything but these fields is passed on as it is.
 * @param now epoch milliseconds
 */
export function readCustomer(told: unknown, now: number): ReadCustomer {
  if (!isObject(told)) return { customer: told, dropped: [] };
  const given = Object.entries(readers)
    .filter(([field]) => told[field] !== undefined && told[field] !== null)
    .map(([field, read]) => ({ field, value: readField(told[field], (text) => read(text, told, now)) }));
  const others = Object.entries(told).filter(([field]) => !Object.hasOwn(readers, field) && field !== 'verified');
  const usable = given.filter(({ value }) => value !== undefined).map(({ field, value }) => [field, value]);
  const verified = readVerified(told.verified);
  const unusable = given.filter(({ value }) => value === undefined).map(({ field }) => `customer.${field}`);
  return {
    customer: {
      ...Object.fromEntries([...others, ...usable]),
      ...(verified.kinds.length > 0 && { verified: verified.kinds }),
    },
    dropped: [...unusable, ...(verified.whole ? [] : ['customer.verified'])],
  };
}

/** The kinds of address that an event says are verified; what else it says there proves nothing. */
function readVerified(told: unknown): { readonly kinds: readonly AddressKind[]; readonly whole: boolean } {
  const named = Array.isArray(told) ? told : [];
  const kinds = addressKinds.filter((kind) => named.includes(kind));
  return { kinds, whole: told === undefined || told === null || (Array.isArray(told) && kinds.length === told.length) };
}

/** A whole number is read as its digits: many a store counts its customers. */
function readField(value: unknown, read: (text: string) => string | undefined): string | undefined {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' ? read(text) : undefined;
}

function readId(text: string): string | undefined {
  const id = mentionSchema.safeParse(text);
  return id.success && !namesNothing(id.data) ? id.data : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
