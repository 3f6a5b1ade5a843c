import type { ConditionPhrases, Sign } from '../conditions.ts';
import { or } from './values.ts';

const numbers: Readonly<Record<Sign, string>> = {
  '>': 'more than',
  '>=': 'at least',
  '<': 'less than',
  '<=': 'at most',
  '=': 'exactly',
};

export const conditions: ConditionPhrases = {
  language: 'en',
  itsField: (field) => `its ${field}`,
  fieldOf: (noun, field) => `the ${noun}'s ${field}`,
  path: (path) => path,
  unnamed: (path) => path,
  segment: (name, inside) => `the customer is ${inside ? '' : 'not '}in the segment “${name}”`,
  says: (subject, predicate) => `${subject} ${predicate}`,
  and: (parts) => parts.join(' and '),
  either: (ways) => `either ${ways.join(' or ')}`,
  or: (ways) => ways.join(' or '),
  orPredicates: or,
  inBrackets: (text) => `(${text})`,
  quoted: (text) => `“${text}”`,
  is: (values) => `is ${or(values)}`,
  isNot: (values) => `is not ${or(values)}`,
  known: 'is known',
  unknown: 'is not known',
  texts: {
    prefix: (quoted) => `begins with ${quoted}`,
    suffix: (quoted) => `ends with ${quoted}`,
    wildcard: (quoted) => `looks like ${quoted}`,
    'equals-ignore-case': (quoted) => `is ${quoted} in any case`,
  },
  compared: (sign, bound) => `is ${numbers[sign]} ${bound}`,
  between: (lower, upper) => `is ${numbers[lower.sign]} ${lower.value} and ${numbers[upper.sign]} ${upper.value}`,
  matches: (json) => `matches ${json}`,
  eventMatches: (json) => `the event matches ${json}`,
};
