import * as z from 'zod/mini';
import { maxLength } from './text.ts';

/** A URL that a message may link to, normalised as in browsers: http or https, without credentials. */
export const linkSchema = z
  .url({ protocol: /^https?$/, normalize: true })
  .check(z.maxLength(maxLength.url), z.refine(hasNoUser, 'must not contain a user name'));

/** `https://shop.example.com@evil.example/` leads to evil.example, whatever it looks like. */
function hasNoUser(address: string): boolean {
  if (!URL.canParse(address)) return true; // reported already
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
