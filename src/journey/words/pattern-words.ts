import type { EventType } from '../../commerce/event.ts';
import { isOr } from '../../pattern/alternatives.ts';
import { isObject, onlyEntry } from '../../pattern/operators/operator.ts';
import { orInEnglish, subjectWords, type Words } from './words.ts';

/** What an event tells of, and what it tells of it. Anything else is called by its path in the event. */
const nouns: Readonly<Record<string, Words>> = { ...subjectWords, refund: { en: 'refund', ja: '返金' } };

const fields: Readonly<Record<string, Words>> = {
  id: { en: 'id', ja: 'ID' },
  'total.amount': { en: 'total', ja: '合計金額' },
  'total.currency': { en: 'currency', ja: '通貨' },
  number: { en: 'number', ja: '番号' },
  dispatchBy: { en: 'promised day of dispatch', ja: '約束した発送期限' },
  role: { en: 'role', ja: '役割' },
  carrier: { en: 'carrier', ja: '配送会社' },
  rating: { en: 'rating', ja: '評価' },
  productId: { en: 'product id', ja: '商品ID' },
  status: { en: 'status', ja: '状態' },
  reason: { en: 'reason', ja: '理由' },
  name: { en: 'name', ja: '名前' },
  email: { en: 'e-mail address', ja: 'メールアドレス' },
  phone: { en: 'phone number', ja: '電話番号' },
  locale: { en: 'language', ja: '言語' },
  country: { en: 'country', ja: '国' },
  timeZone: { en: 'time zone', ja: 'タイムゾーン' },
};

/**
 * An event pattern as a condition: "its total is more than 0", 「合計金額が0より大きい」.
 * What has no words is said as JSON.
 * @param pattern on the event's detail
 */
export function patternInWords(pattern: Record<string, unknown>, event: EventType): Words {
  const json = `\`${JSON.stringify(pattern)}\``;
  return allOf(pattern, [], event) ?? { en: `the event matches ${json}`, ja: `イベントが ${json} に合う` };
}

function allOf(pattern: Record<string, unknown>, path: readonly string[], event: EventType): Words | undefined {
  const conditions = Object.entries(pattern).map(([key, value]) => condition(key, value, path, event));
  return join(conditions, (texts) => texts.join(' and '), '、かつ');
}

function condition(key: string, value: unknown, path: readonly string[], event: EventType): Words | undefined {
  if (isOr(key, value)) {
    const ways = value.map((branch) => allOf(branch, path, event));
    return join(ways, (texts) => `either ${texts.join(' or ')}`, 'か、');
  }
  const here = [...path, ...key.split('.')];
  if (isObject(value)) return allOf(value, here, event);
  const predicate = Array.isArray(value) ? acceptedInWords(value) : undefined;
  const field = fieldInWords(here, event);
  return predicate && { en: `${field.en} ${predicate.en}`, ja: `${field.ja}が${predicate.ja}` };
}

/** "its total", or "the customer's country" when the event is about something else. */
function fieldInWords([first = '', ...rest]: readonly string[], event: EventType): Words {
  const noun = nouns[first];
  const field = fields[rest.join('.')];
  if (!noun || !field) {
    const path = `\`${[first, ...rest].join('.')}\``;
    return { en: path, ja: ` ${path} ` };
  }
  return event.startsWith(`${first}.`) && first !== 'customer'
    ? { en: `its ${field.en}`, ja: field.ja }
    : { en: `the ${noun.en}'s ${field.en}`, ja: `${noun.ja}の${field.ja}` };
}

/** What the list of a field asks for, said of the field: "is 1 or 2". Undefined when a filter has no words. */
export function acceptedInWords(accepted: readonly unknown[]): Words | undefined {
  const values = accepted.filter((value) => !isObject(value));
  const filters = accepted.filter(isObject).map(filterInWords);
  const plain = values.length > 0 ? [{ en: `is ${oneOf(values).en}`, ja: `${oneOf(values).ja}である` }] : [];
  return join([...plain, ...filters], orInEnglish, 'か、');
}

function oneOf(values: readonly unknown[]): Words {
  return {
    en: orInEnglish(values.map((value) => (typeof value === 'string' ? `“${value}”` : String(value)))),
    ja: values.map((value) => (typeof value === 'string' ? `「${value}」` : String(value))).join('か'),
  };
}

function filterInWords(filter: Record<string, unknown>): Words | undefined {
  const [name = '', operand] = onlyEntry(filter) ?? [];
  return filters[name]?.(operand);
}

const filters: Readonly<Record<string, (operand: unknown) => Words | undefined>> = {
  exists: (there) => (there ? { en: 'is known', ja: '分かっている' } : { en: 'is not known', ja: '分かっていない' }),
  numeric: (operand) => (Array.isArray(operand) ? numericInWords(operand) : undefined),
  prefix: (text) => textInWords(text, 'begins with', 'で始まる'),
  suffix: (text) => textInWords(text, 'ends with', 'で終わる'),
  wildcard: (text) => textInWords(text, 'looks like', 'の形をしている'),
  'equals-ignore-case': (text) => textInWords(text, 'is', 'である（大文字と小文字は区別しない）', ' in any case'),
  'anything-but': (operand) => {
    const values = Array.isArray(operand) ? operand : [operand];
    return values.some(isObject)
      ? undefined
      : { en: `is not ${oneOf(values).en}`, ja: `${oneOf(values).ja}以外である` };
  },
};

function textInWords(text: unknown, en: string, ja: string, after = ''): Words | undefined {
  return typeof text === 'string' ? { en: `${en} “${text}”${after}`, ja: `「${text}」${ja}` } : undefined;
}

const lower: Readonly<Record<string, Words>> = {
  '>': { en: 'more than', ja: 'より大きく' },
  '>=': { en: 'at least', ja: '以上' },
};
const single: Readonly<Record<string, Words>> = {
  '>': { en: 'more than', ja: 'より大きい' },
  '>=': { en: 'at least', ja: '以上である' },
  '<': { en: 'less than', ja: '未満である' },
  '<=': { en: 'at most', ja: '以下である' },
  '=': { en: 'exactly', ja: 'である' },
};

/** `[">", 0]` or a range: `[">", 0, "<=", 5]`. */
function numericInWords([sign, bound, otherSign, otherBound]: readonly unknown[]): Words | undefined {
  const first = (otherSign === undefined ? single : lower)[String(sign)];
  const [least, most] = [grouped(bound), grouped(otherBound)];
  if (otherSign === undefined) return first && { en: `is ${first.en} ${least}`, ja: `${least}${first.ja}` };
  const second = single[String(otherSign)];
  if (!first || !second) return undefined;
  const en = `is ${first.en} ${least} and ${second.en} ${most}`;
  return { en, ja: `${least}${first.ja}${most}${second.ja}` };
}

/** 100,000 rather than 100000. */
function grouped(bound: unknown): string {
  return typeof bound === 'number' ? bound.toLocaleString('en', { maximumFractionDigits: 20 }) : String(bound);
}

function join(
  parts: readonly (Words | undefined)[],
  english: (texts: readonly string[]) => string,
  japanese: string,
): Words | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { en: english(known.map(({ en }) => en)), ja: known.map(({ ja }) => ja).join(japanese) };
}
