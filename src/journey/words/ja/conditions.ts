import type { ConditionPhrases, Sign } from '../conditions.ts';

const numbers: Readonly<Record<Sign, string>> = {
  '>': 'より大きい',
  '>=': '以上である',
  '<': '未満である',
  '<=': '以下である',
  '=': 'である',
};

export const conditions: ConditionPhrases = {
  language: 'ja',
  itsField: (field) => field,
  fieldOf: (noun, field) => `${noun}の${field}`,
  path: (path) => ` ${path} `,
  unnamed: (path) => `\`${path}\` `,
  segment: (name, inside) => `お客様がセグメント「${name}」に入って${inside ? 'いる' : 'いない'}`,
  says: (subject, predicate) => `${subject}が${predicate}`,
  and: (parts) => parts.join('、かつ'),
  either: (ways) => ways.join('か、'),
  or: (ways, long) => ways.join(long ? '、または' : 'か、'),
  orPredicates: (predicates) => predicates.join('か、'),
  inBrackets: (text) => `（${text}）`,
  quoted: (text) => `「${text}」`,
  is: (values) => `${values.join('か')}である`,
  isNot: (values) => `${values.join('か')}以外である`,
  known: '分かっている',
  unknown: '分かっていない',
  texts: {
    prefix: (quoted) => `${quoted}で始まる`,
    suffix: (quoted) => `${quoted}で終わる`,
    wildcard: (quoted) => `${quoted}の形をしている`,
    'equals-ignore-case': (quoted) => `${quoted}である（大文字と小文字は区別しない）`,
  },
  compared: (sign, bound) => `${bound}${numbers[sign]}`,
  between: (lower, upper) =>
    `${lower.value}${lower.sign === '>' ? 'より大きく' : '以上'}${upper.value}${numbers[upper.sign]}`,
  matches: (json) => ` ${json} に合う`,
  eventMatches: (json) => `イベントが ${json} に合う`,
};
