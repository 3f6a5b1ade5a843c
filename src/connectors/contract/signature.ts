import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';

/** HMAC-SHA256 over the bytes, one after the other. */
export function hmacSha256(secret: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** True if both are the same bytes. Takes as long whether the first or the last byte differs. */
export function sameBytes(given: Uint8Array, expected: Uint8Array): boolean {
  return given.length === expected.length && expected.length > 0 && timingSafeEqual(given, expected);
}

/**
 * True if one of the signatures is right for one of the secrets. Every pair is compared, so the time tells nothing.
 * @param given signatures as bytes; one that could not be decoded is empty, and matches nothing
 * @param sign signs with a secret
 */
export function matchesAny(
  given: readonly Uint8Array[],
  secrets: readonly string[],
  sign: (secret: string) => Uint8Array,
): boolean {
  const expected = secrets.map(sign);
  return given.flatMap((one) => expected.map((other) => sameBytes(one, other))).includes(true);
}

/** The bytes of a base64 text; empty when it is none. */
export function fromBase64(text: string): Uint8Array {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : new Uint8Array();
}

/** The bytes of hexadecimal digits; empty when there is anything else. */
export function fromHex(text: string): Uint8Array {
  return /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : new Uint8Array();
}

/** The public half of an RSA key. */
export type PublicKey = KeyObject;

/** Bits of a key: fewer are no protection, more take long to check. */
const [leastBits, mostBits] = [2048, 8192];

/** An RSA key by its modulus and exponent, base64url as in a JSON Web Key; undefined when it is none that protects. */
export function rsaKey(n: string, e: string): PublicKey | undefined {
  try {
    const key = createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    return bits >= leastBits && bits <= mostBits ? key : undefined;
  } catch {
    return undefined;
  }
}

/** True if the key signed these bytes, one part after the other: RSA (PKCS #1, v1.5) with SHA-256. */
export function isSignedByRsa(key: PublicKey, signature: Uint8Array, ...parts: readonly Uint8Array[]): boolean {
  return verify('RSA-SHA256', Buffer.concat(parts), key, signature);
}
