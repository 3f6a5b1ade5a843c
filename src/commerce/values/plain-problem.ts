import type * as z from 'zod/mini';

/**
 * What is wrong with a field, in words that follow its name: `is missing`, `must be a number, not text`. Never says what
 * the field holds.
 */
export const plainProblem: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, issue.input);
    case 'invalid_value':
      return issue.input === undefined
        ? missing
        : `must be ${issue.values.map((one) => JSON.stringify(one)).join(' or ')}`;
    case 'too_big':
      return `must ${sizeOf(issue.origin)} at most ${counted(issue.maximum, issue.origin)}`;
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty';
      return `must ${sizeOf(issue.origin)} at least ${counted(issue.minimum, issue.origin)}`;
    case 'invalid_format':
      return `must be ${formats[issue.format] ?? 'written as the documentation says'}`;
    default:
      return issue.input === undefined ? missing : 'does not fit';
  }
};

const missing = 'is missing';

const formats: Readonly<Record<string, string>> = {
  url: 'a link that begins with https:// or http://',
  datetime: 'a date and time with its offset, such as 2026-11-10T13:05:00+09:00',
  email: 'an e-mail address',
};

const types: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function wrongType(expected: string, input: unknown): string {
  if (input === undefined) return missing;
  const wanted = types[expected] ?? expected;
  const isQuoted = typeof input === 'string' && (expected === 'number' || expected === 'boolean');
  return `must be ${wanted}, not ${typeOf(input)}${isQuoted ? ': leave out the quotation marks' : ''}`;
}

function typeOf(input: unknown): string {
  if (input === null) return 'null';
  return types[Array.isArray(input) ? 'array' : typeof input] ?? 'that';
}

function sizeOf(origin: string): string {
  return origin === 'string' || origin === 'array' ? 'have' : 'be';
}

function counted(limit: number | bigint, origin: string): string {
  const number = limit.toLocaleString('en');
  if (origin === 'string') return `${number} characters`;
  return origin === 'array' ? `${number} elements` : number;
}
