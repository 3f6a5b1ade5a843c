import type { ConditionPhrases, Sign } from '../condition-phrases.ts';
import { or } from './values.ts';

const numbers: Readonly<Record<Sign, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '=': 'exactly',
};

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

export const conditions: ConditionPhrases = {
  language: 'en',
  itsField: (field) => `its ${field}`,
  fieldOf: (noun, field) => `the ${noun}'s ${field}`,
  unnamed: (path) => `the field “${path}”`,
  atStart: (field) => `${field} at the start`,
  segment: (name, inside) => `the customer is ${inside ? '' : 'not '}in the segment “${name}”`,
  says: (subject, predicate) => `${subject} ${predicate}`,
  and: (parts) => parts.join(' and '),
  or: (ways) => ways.join(' or '),
  orPredicates: or,
  inBrackets: (text) => `(${text})`,
  quoted: (text) => `“${text}”`,
  listed: or,
  is: (values) => `is ${or(values)}`,
  isNot: (values) => `is not ${or(values)}`,
  known: 'is known',
  unknown: 'is not known',
  yes: 'true',
  no: 'false',
  country: (code) => countries.of(code) ?? code,
  currency: (code) => code,
  money: (_, digits, currencies) => `${digits} ${or(currencies)}`,
  texts: {
    prefix: (quoted) => `begins with ${or(quoted)}`,
    suffix: (quoted) => `ends with ${or(quoted)}`,
    wildcard: (quoted) => `looks like ${or(quoted)}`,
    'equals-ignore-case': (quoted) => `is ${or(quoted)} in any case`,
    cidr: (quoted) => `is in the network ${or(quoted)}`,
  },
  notTexts: {
    prefix: (quoted) => `does not begin with ${or(quoted)}`,
    suffix: (quoted) => `does not end with ${or(quoted)}`,
    wildcard: (quoted) => `does not look like ${or(quoted)}`,
    'equals-ignore-case': (quoted) => `is not ${or(quoted)} in any case`,
    cidr: (quoted) => `is not in the network ${or(quoted)}`,
  },
  inAnyCase: (predicate) => `${predicate} in any case`,
  compared: (sign, bound) => `is ${numbers[sign]} ${bound}`,
  between: (lower, upper) => `is ${numbers[lower.sign]} ${lower.value} and ${numbers[upper.sign]} ${upper.value}`,
};
