import { normaliseBirthday } from '../values/birthday.ts';
import { normaliseCountry } from '../values/country.ts';
import { normaliseEmail } from '../values/email.ts';
import { type HandleKind, handleKinds, normaliseHandle, normaliseLineId } from '../values/handle.ts';
import { isPlaceholder, looseIdSchema } from '../values/id.ts';
import { normaliseLocale } from '../values/locale.ts';
import { normalisePhone } from '../values/phone.ts';
import { displayName } from '../values/text.ts';
import { isTimeZone } from '../values/time-zone.ts';
import { type AddressKind, addressKinds } from './channel.ts';
import { identityKinds } from './identity.ts';
import { normaliseConsent } from './normalise-consent.ts';

/** An event's customer with normalised fields, and the names of the fields that were dropped, such as `customer.email`. */
export interface NormalisedCustomer {
  readonly customer: unknown;
  readonly dropped: readonly string[];
}

type Reader = (text: string, customer: Readonly<Record<string, unknown>>, now: number) => string | undefined;

/** A reader for each optional field; it returns undefined for a value that cannot be used. */
const readers: Readonly<Record<string, Reader>> = {
  id: readId,
  email: normaliseEmail,
  phone: (text, { country }) =>
    normalisePhone(text, typeof country === 'string' ? normaliseCountry(country) : undefined),
  lineId: (text) => normaliseLineId(text) ?? readId(text),
  line: normaliseLineId,
  ...Object.fromEntries(handleKinds.map((kind) => [kind, (text: string) => normaliseHandle(kind, text)])),
  anonymousId: readId,
  name: displayName,
  locale: normaliseLocale,
  country: normaliseCountry,
  timeZone: (text) => (isTimeZone(text.trim()) ? text.trim() : undefined),
  birthday: (text, _customer, now) => normaliseBirthday(text, now),
};

/**
 * Normalises the optional fields of an event's customer. A field that cannot be used is dropped, because an order is
 * worth more than an address. Null means absent. All other fields are passed on unchanged.
 * @param now epoch milliseconds
 * @param occurredAt when the event happened, as it says
 */
export function normaliseCustomer(fields: unknown, now: number, occurredAt: unknown): NormalisedCustomer {
  if (!isObject(fields)) return { customer: fields, dropped: [] };
  const normalised = Object.entries(readers)
    .filter(([field]) => fields[field] !== undefined && fields[field] !== null)
    .map(([field, read]) => ({ field, value: readField(fields[field], (text) => read(text, fields, now)) }));
  const others = Object.entries(fields).filter(
    ([field]) => !Object.hasOwn(readers, field) && !['verified', 'consent'].includes(field),
  );
  const verified = readVerified(fields.verified);
  const known = new Map(normalised.flatMap(({ field, value }) => (value === undefined ? [] : [[field, value]])));
  const claimed = claimedHandles([...known.keys()], verified.kinds);
  for (const kind of claimed) known.delete(kind);
  const line = known.get('line');
  if (line !== undefined) known.set('lineId', line).delete('line');
  const unusable = normalised.filter(({ value }) => value === undefined).map(({ field }) => field);
  const addresses = addressKinds.filter((kind) => unusable.includes(kind));
  const { consent, dropped } = normaliseConsent(fields.consent, { unusable: addresses, occurredAt, now });
  return {
    customer: {
      ...Object.fromEntries([...others, ...known]),
      ...((verified.kinds.length > 0 || verified.none) && { verified: verified.kinds }),
      ...(consent !== undefined && { consent }),
    },
    dropped: [
      ...[...unusable, ...claimed].map((field) => `customer.${field}`),
      ...(verified.whole ? [] : ['customer.verified']),
      ...dropped,
    ],
  };
}

/**
 * The public names that somebody may only claim: not verified, and beside another identity. Everybody can see such a name, and
 * a person who types a stranger's must not get what is said to them. One that comes alone was reported by the service itself.
 */
function claimedHandles(known: readonly string[], verified: readonly string[]): HandleKind[] {
  const identities = identityKinds.filter((kind) => known.includes(kind));
  const others = identities.length + Number(known.includes('line'));
  return handleKinds.filter((kind) => others > 1 && known.includes(kind) && !verified.includes(kind));
}

/** The kinds of address and name that an event says are verified; what else it says there proves nothing. */
function readVerified(verified: unknown): {
  readonly kinds: readonly (AddressKind | HandleKind)[];
  readonly whole: boolean;
  /** True if it says that none is verified. */
  readonly none: boolean;
} {
  const named = Array.isArray(verified) ? verified : [];
  const kinds = [...addressKinds, ...handleKinds].filter((kind) => named.includes(kind));
  return {
    kinds,
    none: Array.isArray(verified) && verified.length === 0,
    whole: verified === undefined || verified === null || (Array.isArray(verified) && kinds.length === verified.length),
  };
}

/** Whole numbers become text: many stores number their customers. */
function readField(value: unknown, read: (text: string) => string | undefined): string | undefined {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' ? read(text) : undefined;
}

function readId(text: string): string | undefined {
  const id = looseIdSchema.safeParse(text);
  return id.success && !isPlaceholder(id.data) ? id.data : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
