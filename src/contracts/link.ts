import * as z from 'zod/mini';
import { longest } from './text.ts';

/** An address that a message may link to, as a browser spells it: http or https, and nothing before the host. */
export const linkSchema = z
  .url({ protocol: /^https?$/, normalize: true })
  .check(z.maxLength(longest.url), z.refine(isWithoutUser, 'must not hold a user before the host'));

/** `https://shop.example.com@evil.example/` leads to evil.example, whatever it looks like. */
function isWithoutUser(address: string): boolean {
  if (!URL.canParse(address)) return true; // is an error already
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
