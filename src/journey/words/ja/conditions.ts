import type { ConditionPhrases, Sign } from '../condition-phrases.ts';

const numbers: Readonly<Record<Sign, string>> = {
  '>': 'を超える',
  '>=': '以上である',
  '<': '未満である',
  '<=': '以下である',
  '=': 'である',
};

const countries = new Intl.DisplayNames(['ja'], { type: 'region' });
const currencies = new Intl.DisplayNames(['ja'], { type: 'currency' });

/** One of several values. */
function either(words: readonly string[]): string {
  return words.join('か');
}

export const conditions: ConditionPhrases = {
  language: 'ja',
  itsField: (field) => field,
  fieldOf: (noun, field) => `${noun}の${field}`,
  unnamed: (path) => `項目「${path}」`,
  atStart: (field) => `開始時の${field}`,
  segment: (name, inside) => `お客様がセグメント「${name}」に入って${inside ? 'いる' : 'いない'}`,
  says: (subject, predicate) => `${subject}が${predicate}`,
  and: (parts) => (parts.length > 2 ? `次のすべて（${parts.join('／')}）に当てはまる` : parts.join('、かつ')),
  or: (ways, long) => ways.join(long ? '、または' : 'か、'),
  orPredicates: (predicates) => predicates.join('か、'),
  inBrackets: (text) => `（${text}）`,
  quoted: (text) => `「${text}」`,
  listed: either,
  is: (values) => `${either(values)}である`,
  isNot: (values) => `${either(values)}以外である`,
  known: '分かっている',
  unknown: '分かっていない',
  yes: '「はい」',
  no: '「いいえ」',
  country: (code) => countries.of(code) ?? code,
  currency: (code) => currencies.of(code) ?? code,
  money: moneyIn,
  texts: {
    prefix: (quoted) => `${either(quoted)}で始まる`,
    suffix: (quoted) => `${either(quoted)}で終わる`,
    wildcard: (quoted) => `${either(quoted)}の形をしている`,
    'equals-ignore-case': (quoted) => `${either(quoted)}である（大文字と小文字は区別しない）`,
    cidr: (quoted) => `ネットワーク${either(quoted)}に含まれる`,
  },
  notTexts: {
    prefix: (quoted) => `${either(quoted)}で始まらない`,
    suffix: (quoted) => `${either(quoted)}で終わらない`,
    wildcard: (quoted) => `${either(quoted)}の形をしていない`,
    'equals-ignore-case': (quoted) => `${either(quoted)}以外である（大文字と小文字は区別しない）`,
    cidr: (quoted) => `ネットワーク${either(quoted)}に含まれない`,
  },
  inAnyCase: (predicate) => `${predicate}（大文字と小文字は区別しない）`,
  compared: (sign, bound) => `${bound}${numbers[sign]}`,
  between: (lower, upper) =>
    `${lower.value}${lower.sign === '>' ? 'を超え' : '以上'}${upper.value}${numbers[upper.sign]}`,
};

/** 10,000円, 1,000米ドル; of several currencies the number, and their names behind it. */
function moneyIn(number: number, digits: string, codes: readonly string[]): string {
  const [only] = codes;
  if (codes.length > 1 || only === undefined) {
    return `${digits}（${codes.map((code) => currencies.of(code) ?? code).join('・')}のいずれか）`;
  }
  const format = { style: 'currency', currency: only, currencyDisplay: 'name', trailingZeroDisplay: 'stripIfInteger' };
  return number.toLocaleString('ja', format as Intl.NumberFormatOptions); // trailingZeroDisplay is not in every library
}
