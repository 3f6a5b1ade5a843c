import { isBirthday } from '../../src/commerce/values/birthday.ts';
import { normaliseCountry } from '../../src/commerce/values/country.ts';
import { isCurrency } from '../../src/commerce/values/currency.ts';
import { normaliseEmail } from '../../src/commerce/values/email.ts';
import { type HandleKind, normaliseHandle } from '../../src/commerce/values/handle.ts';
import { epochOf } from '../../src/commerce/values/instant.ts';
import { normaliseLocale } from '../../src/commerce/values/locale.ts';
import { containsLink } from '../../src/commerce/values/text.ts';
import { isTimeZone } from '../../src/commerce/values/time-zone.ts';
import { unknownField } from './hostile.ts';

const day = 86_400_000;
const year2000 = Date.UTC(2000, 0, 1);

type Check = (value: unknown, now: number) => boolean;

/** A text that a message may show. */
const shown =
  (most: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= most && value === value.trim() && !containsLink(value);

const id: Check = (value) =>
  typeof value === 'string' && value.trim() === value && value.length >= 1 && value.length <= 200;

const past: Check = (value, now) => typeof value === 'number' && value >= year2000 && value <= now + 1000;

const promise: Check = (value, now) => {
  const at = typeof value === 'string' ? epochOf(value) : undefined;
  return at !== undefined && at >= year2000 && at <= now + 11 * 366 * day;
};

const link: Check = (value) => {
  if (typeof value !== 'string' || value.length > 2000 || !URL.canParse(value)) return false;
  const { protocol, username } = new URL(value);
  return /^https?:$/.test(protocol) && username === '' && !/\s/.test(value);
};

const count =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most;

const identity: Check = (value) =>
  id(value, 0) && !['null', 'undefined', '0', 'nan', 'none', '[object object]'].includes(String(value).toLowerCase());

/** The rule for stored fields of a name, wherever they are. */
const byField: Readonly<Record<string, Check>> = {
  name: shown(60),
  friend: shown(60),
  carrier: shown(60),
  number: shown(60),
  trackingNumber: shown(60),
  title: shown(200),
  variant: shown(60),
  subject: (value, now) => typeof value === 'object' || shown(200)(value, now), // a run's subject is an object
  url: link,
  reorderUrl: link,
  imageUrl: link,
  trackingUrl: link,
  productId: id,
  quantity: count(0.001, 1e6),
  rating: count(1, 5),
  score: count(0, 10),
  minor: (value, now) => Number.isInteger(value) && count(0, 1e12)(value, now),
  currency: (value) => isCurrency(String(value)),
  email: (value) => typeof value !== 'string' || normaliseEmail(value) === value, // also the name of a consent
  phone: (value) => typeof value !== 'string' || /^\+[1-9]\d{6,14}$/.test(value),
  timeZone: (value) => typeof value !== 'string' || isTimeZone(value),
  country: (value) => typeof value !== 'string' || normaliseCountry(value) === value,
  locale: (value) => typeof value !== 'string' || normaliseLocale(value) === value,
  birthday: (value) => typeof value !== 'string' || isBirthday(value),
  anonymousId: (value, now) => typeof value !== 'string' || identity(value, now),
  lineId: (value, now) => typeof value !== 'string' || identity(value, now),
  instagram: handle('instagram'),
  x: handle('x'),
  facebook: handle('facebook'),
  at: past,
  dispatchBy: promise,
  expectedAt: promise,
  answerBy: promise,
  startedAt: past,
  placedAt: past,
  cancelledAt: past,
  updatedAt: past,
};

/** A public name in its one spelling. */
function handle(kind: HandleKind): Check {
  return (value) => typeof value !== 'string' || normaliseHandle(kind, value) === value;
}

/** Objects that are checked as a whole, because their keys are names of other fields. */
const wholes: Readonly<Record<string, Check>> = {
  channels: isObject, // a reason for each
  said: (value, now) => isObject(value) && Object.values(value).every((at) => past(at, now)),
  filled: (value, now) => isObject(value) && Object.values(value).every((at) => past(at, now)),
  next: (value, now) =>
    isObject(value) && count(year2000, now + 11 * 366 * day)(value.at ?? Date.parse(String(value.until)), now),
};

/** The paths of stored values that break a rule, each with the reason. */
export function implausibleValues(value: unknown, now: number, path: readonly string[] = []): string[] {
  if (typeof value === 'string') return textFaults(value, path);
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${path.join('.')} is no number`];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key];
    const whole = Object.hasOwn(wholes, key) ? wholes[key] : undefined;
    if (whole !== undefined) return whole(inner, now) ? [] : [`${here.join('.')} is implausible: ${shortened(inner)}`];
    const check = Object.hasOwn(byField, key) ? byField[key] : undefined;
    return [
      ...(key === unknownField || key === '__proto__' ? [`${here.join('.')} is no field of ours`] : []),
      ...(check === undefined || check(inner, now) ? [] : [`${here.join('.')} is implausible: ${shortened(inner)}`]),
      ...implausibleValues(inner, now, here),
    ];
  });
}

function textFaults(value: string, path: readonly string[]): string[] {
  const seen = path.at(-1) === 'comment' ? value.replaceAll('\n', '') : value; // the only text with lines
  const faults = [
    ...(value.isWellFormed() ? [] : ['contains half a character']),
    ...(/[\p{Cc}\u200E\u200F\u2028-\u202E\u2066-\u2069]/u.test(seen) ? ['contains invisible characters'] : []),
    ...(value.length > 2000 ? [`is ${value.length} long`] : []),
  ];
  return faults.map((fault) => `${path.join('.')} ${fault}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shortened(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 80);
}
