import type { AddressKind } from '../../commerce/customer/channel.ts';
import { type IdentityKind, identityKinds, normalise } from '../../commerce/customer/identity.ts';
import { normaliseCustomer } from '../../commerce/customer/normalise-customer.ts';
import { normaliseCountry } from '../../commerce/values/country.ts';
import { normaliseEmail } from '../../commerce/values/email.ts';
import { normalisePhone } from '../../commerce/values/phone.ts';
import type { DeadLetter } from '../../model/dead-letters.ts';

/** An identity in its one spelling. */
export interface SpeltIdentity<Kind extends IdentityKind = IdentityKind> {
  readonly kind: Kind;
  readonly value: string;
}

/** What a dead letter says about people, whatever its form: each a whole text of it, never a part of one. */
export interface LetterNames {
  /** Whom it names as its customer, the strongest identity first. */
  readonly customer: readonly SpeltIdentity[];
  /** The addresses in it, wherever they stand; of a report or a text those of the other side alone, never the shop's own. */
  readonly addresses: readonly SpeltIdentity<AddressKind>[];
  /** True if it is a report on a message, or a text from a customer. */
  readonly isReport: boolean;
  /** Keys of customers, as our own messages name them. */
  readonly keys: readonly string[];
  /** True if it is nested too deep to be read to its end. */
  readonly isTooDeep: boolean;
  /** When it happened; epoch milliseconds. */
  readonly at: number;
}

/** Where events of ours, and what shop platforms deliver, hold the person that they are about. */
const people: ReadonlySet<string> = new Set(['customer', 'user', 'buyer', 'userdata']);

/** Where they hold that person's id alone. Beside such a person it may be another's: the `user_id` of an order is its seller's. */
const peoplesIds: ReadonlySet<string> = new Set(['customerid', 'userid', 'buyerid']);

/** Where reports and texts name the other side: the recipient of a message of ours, or the sender of a text. */
const otherSides: ReadonlySet<string> = new Set([
  'destination',
  'bouncedrecipients',
  'complainedrecipients',
  'destinationphonenumber',
  'originationnumber',
]);

/** The fields by which a report on a text, and a text, are known. */
const ofTexts = ['originationNumber', 'originationPhoneNumber', 'destinationPhoneNumber'] as const;

/** Where a letter holds what it is about, as deep as one is packed: a failed call, with an enrolment, with an event. */
const insides = ['detail', 'event', 'requestPayload', 'mail'] as const;

const times = ['occurredAt', 'time', 'receivedAt', 'Timestamp', 'timestamp'] as const;

/** Nothing of ours, and nothing that a platform delivers, is nested so deep. What is deeper is not read. */
const deepest = 60;

/** The country of a national number without one: of another country it leads to nobody. EC-CUBE sends such numbers. */
const usualCountry = 'JP';

/** No event of a shop is older. */
const earliest = Date.UTC(2000, 0);

/** The first sign of a phone number, but for one in national form of a country whose numbers have no zero before them. */
const phoneSign = /^[+0(＋０（]/;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads whom a dead letter names. It may be an event, a delivery of a platform, a report on a message, a message of our own,
 * or none of these: it is no letter that fits its contract. Texts that are JSON are read as well.
 */
export function peopleIn({ body, sentAt }: DeadLetter): LetterNames {
  const found: Found = {
    customer: new Map(),
    bareIds: new Map(),
    addresses: new Map(),
    keys: new Set(),
    sentAt,
    isReport: false,
    isTooDeep: false,
  };
  const value = parsed(body) ?? body;
  read(value, { name: '', country: usualCountry, depth: 0, side: 'any' }, found);
  const hasId = [...found.customer.values()].some(({ kind }) => kind === 'id');
  const customer = [...found.customer.values(), ...(hasId ? [] : found.bareIds.values())];
  return {
    customer: customer.toSorted((one, other) => identityKinds.indexOf(one.kind) - identityKinds.indexOf(other.kind)),
    addresses: [...found.addresses.values()],
    keys: [...found.keys],
    isReport: found.isReport,
    isTooDeep: found.isTooDeep,
    at: Math.min(sentAt, ...timesIn(value)),
  };
}

interface Found {
  readonly customer: Map<string, SpeltIdentity>;
  /** Ids that stand alone. */
  readonly bareIds: Map<string, SpeltIdentity>;
  readonly addresses: Map<string, SpeltIdentity<AddressKind>>;
  readonly keys: Set<string>;
  readonly sentAt: number;
  isReport: boolean;
  isTooDeep: boolean;
}

/**
 * Where a value stands: the name of its field, the country of the object around it, and within a report or a text whether
 * that names the other side there.
 */
interface Place {
  readonly name: string;
  readonly country: string;
  readonly depth: number;
  readonly side: 'any' | 'other' | 'own';
}

function read(value: unknown, place: Place, found: Found): void {
  if (place.depth > deepest) {
    found.isTooDeep = true;
    return;
  }
  const inner = { ...place, depth: place.depth + 1 };
  if (Array.isArray(value)) for (const one of value) read(one, inner, found);
  else if (isObject(value)) readObject(value, inner, found);
  else if (typeof value === 'string' || typeof value === 'number') readText(String(value).trim(), inner, found);
}

function readObject(fields: Fields, place: Place, found: Found): void {
  const side = place.side === 'any' && isReport(fields) ? 'own' : place.side;
  if (side === 'any' && people.has(place.name)) readPerson(fields, found.customer, found.sentAt);
  found.isReport ||= side !== 'any';
  const country = countryIn(fields) ?? place.country;
  for (const [spelt, value] of Object.entries(fields)) {
    const name = spelt.toLowerCase().replaceAll(/[_-]/g, '');
    read(value, { ...place, name, country, side: side === 'own' && otherSides.has(name) ? 'other' : side }, found);
  }
}

/** True for what SES reports on a mail, what AWS reports on a text of ours, and a text from a customer. */
function isReport(fields: Fields): boolean {
  return isObject(fields.mail) || ofTexts.some((name) => typeof fields[name] === 'string');
}

/** An object about a person: by the fields of our own events, which those of platforms share. */
function readPerson(fields: Fields, found: Map<string, SpeltIdentity>, sentAt: number): void {
  const told = { ...fields, ...(fields.id !== undefined && { id: plainId(fields.id) }) };
  const { customer } = normaliseCustomer(told, sentAt, undefined);
  for (const kind of identityKinds) {
    const value = isObject(customer) ? customer[kind] : undefined;
    if (typeof value === 'string') addTo(found, kind, value);
  }
}

function readText(text: string, place: Place, found: Found): void {
  const json = /^[[{"]/.test(text) ? parsed(text) : undefined;
  if (json !== undefined) read(json, place, found);
  else {
    if (place.name === 'customer' && /^[0-9a-f]{24}$/.test(text)) found.keys.add(text);
    if (place.side === 'own') return;
    if (peoplesIds.has(place.name)) readPerson({ id: text }, found.bareIds, found.sentAt);
    const email = emailIn(text);
    const phone = phoneSign.test(text) ? normalisePhone(text, place.country) : undefined;
    if (email !== undefined) addTo(found.addresses, 'email', email);
    if (phone !== undefined) addTo(found.addresses, 'phone', phone);
  }
}

/** The address of a text that is one, alone or behind a name: `Mia <mia@example.com>`. */
function emailIn(text: string): string | undefined {
  return text.includes('@') ? normaliseEmail(/<([^<>]+)>$/.exec(text)?.[1] ?? text) : undefined;
}

function addTo<Kind extends IdentityKind>(found: Map<string, SpeltIdentity<Kind>>, kind: Kind, spelt: string): void {
  const value = normalise(kind, spelt);
  found.set(`${kind} ${value}`, { kind, value });
}

/** The readable part of an id: 1001 of gid://shopify/Customer/1001. */
function plainId(id: unknown): unknown {
  return typeof id === 'string' ? id.replace(/^gid:\/\/.*\//, '') : id;
}

function countryIn(fields: Fields): string | undefined {
  const told = fields.country ?? fields.country_code ?? fields.countryCode;
  return typeof told === 'string' ? normaliseCountry(told) : undefined;
}

/** The times that a letter gives for itself. */
function timesIn(value: unknown, depth = 0): number[] {
  if (!isObject(value) || depth > deepest) return [];
  const own = times.flatMap((name) => timeOf(value[name]) ?? []);
  return [...own, ...insides.flatMap((name) => timesIn(value[name], depth + 1))];
}

function timeOf(told: unknown): number | undefined {
  const time = typeof told === 'string' ? Date.parse(told) : told;
  return typeof time === 'number' && time >= earliest ? time : undefined; // seconds are less, and no time that we know
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
