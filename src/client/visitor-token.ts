const encoder = new TextEncoder();
const hmac = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Seconds: a page needs no longer. */
const usualLifetime = 3600;

/** What the shop's backend says of its signed-in customer: at least `id`, or an address that it has verified. */
export interface SignedIn {
  /** The store's id of the customer. */
  readonly id?: string;
  readonly email?: string;
  /** True if the shop has verified that the mailbox is this customer's. */
  readonly emailVerified?: boolean;
  /** E.164: +819012345678. */
  readonly phone?: string;
  readonly phoneVerified?: boolean;
  /** BCP 47: ja, en-GB. */
  readonly locale?: string;
  /** The visitor's anonymous id, as the page tells it: the token then counts for this visitor alone. */
  readonly visitor?: string;
}

/**
 * Signs a visitor token for the browser connector, a JSON Web Token with HS256. It depends on nothing but WebCrypto; run it where
 * the secret is, never in a page.
 * @param secret of the connector `browser`
 * @param now epoch milliseconds
 * @param lifetime seconds, an hour if left out, 24 hours at most
 */
export async function visitorToken(
  secret: string,
  { id, email, emailVerified, phone, phoneVerified, locale, visitor }: SignedIn,
  now: number,
  lifetime = usualLifetime,
): Promise<string> {
  const claims = {
    sub: id,
    email,
    email_verified: emailVerified,
    phone_number: phone,
    phone_number_verified: phoneVerified,
    locale,
    visitor,
    exp: Math.floor(now / 1000) + lifetime,
  };
  const signed = `${partOf({ alg: 'HS256', typ: 'JWT' })}.${partOf(claims)}`;
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), hmac, false, ['sign']);
  const signature = new Uint8Array(await crypto.subtle.sign(hmac, key, encoder.encode(signed)));
  return `${signed}.${base64Url(signature)}`;
}

function partOf(value: object): string {
  return base64Url(encoder.encode(JSON.stringify(value)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
