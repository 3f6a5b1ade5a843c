import { expect, it } from 'vitest';
import { preferencesLink, readPreferencesToken } from '../../src/links/preferences.ts';
import { Keys } from '../../src/secrets/keys.ts';

const keys = new Keys('a-secret-of-at-least-thirty-two-characters');
const claim = { customer: 'c0ffee', channel: 'email', locale: 'en', address: 'abad1dea' } as const;

it.each([
  ['says when it was sent', { ...claim, issuedAt: Date.UTC(2026, 2, 2, 9, 0, 0, 1) }],
  ['of an earlier version does not say, and is read all the same', claim],
])('A link to the preference page %s', (_what, sent) => {
  const token = new URL(preferencesLink(sent, keys, 'https://l.example')).searchParams.get('t') ?? '';
  expect(readPreferencesToken(token, keys)).toEqual(sent);
});
