import { day } from '../commerce/values/time-units.ts';
import { SettingError } from '../model/errors.ts';

/** A key that signs links. */
export interface LinkKey {
  /** A number that counts up, which every token carries. */
  readonly id: string;
  /** Undefined for the first one, which is derived from the pepper. */
  readonly key?: string;
  /** Until when links that it signed are good, epoch milliseconds. Undefined: it is the one that signs. */
  readonly until?: number;
}

/** The content of the application secret. */
export interface SecretValue {
  /** Keys the hashes by which customers are found. It never changes. */
  readonly pepper: string;
  /** The one that signs, then those whose links are still good. */
  readonly linkKeys: readonly [LinkKey, ...LinkKey[]];
}

/** The id of the key that signed tokens which name none. */
export const firstKeyId = '1';

const fewest = 32;
/**
 * Reads the secret: the text that CloudFormation generated, which is the pepper, or the JSON that a rotation wrote.
 * @throws SettingError when it is neither; never with what it holds
 */
export function readSecret(text: string): SecretValue {
  const value = text.startsWith('{') ? parsed(text) : { pepper: text, linkKeys: [{ id: firstKeyId }] as const };
  const texts = [value.pepper, ...value.linkKeys.flatMap(({ key }) => key ?? [])];
  if (texts.every(({ length }) => length >= fewest)) return value;
  throw new SettingError(`The application secret needs at least ${fewest} characters.`);
}

/** No schema: the functions that read nothing else from outside need not carry one for this. */
function parsed(text: string): SecretValue {
  try {
    const { pepper, linkKeys }: Partial<SecretValue> = JSON.parse(text);
    if (typeof pepper === 'string' && linkKeys?.[0] && linkKeys.every(isLinkKey)) return { pepper, linkKeys };
  } catch {} // what it holds is not for an error's text
  throw new SettingError('The application secret is JSON, but has no pepper or no keys for links.');
}

function isLinkKey({ id, key, until }: LinkKey): boolean {
  return (
    /^\d+$/.test(id) && ['string', 'undefined'].includes(typeof key) && ['number', 'undefined'].includes(typeof until)
  );
}

/** The secret as it is stored once it has more than a pepper. */
export function writeSecret({ pepper, linkKeys }: SecretValue): string {
  return JSON.stringify({ pepper, linkKeys });
}

/**
 * The secret with another key that signs links. The pepper stays.
 * @param key the new key, at least 32 characters
 * @param keepDays how long links of the key before are good; 0 makes all links worthless that were sent so far
 */
export function withNewLinkKey(
  { pepper, linkKeys }: SecretValue,
  { key, now, keepDays }: { readonly key: string; readonly now: number; readonly keepDays: number },
): SecretValue {
  const id = String(Math.max(...linkKeys.map((known) => Number(known.id))) + 1);
  const end = now + keepDays * day;
  const before = linkKeys.map((known) => ({ ...known, until: Math.min(known.until ?? end, end) }));
  return { pepper, linkKeys: [{ id, key }, ...before.filter(({ until }) => until > now)] };
}
