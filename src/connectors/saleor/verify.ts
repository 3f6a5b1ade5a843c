import { isSignedBy, readDetached } from '../contract/detached-jws.ts';
import { type FindKey, keyFinder } from '../contract/published-keys.ts';
import { fromHex, hmacSha256, matchesAny } from '../contract/signature.ts';
import {
  accepted,
  refused,
  type SignedRequest,
  type Verification,
  type VerifyingWith,
} from '../contract/verification.ts';
import type { SaleorConfig } from './config.ts';

/**
 * A verifier of Saleor's signatures. A webhook without a secret is signed with the instance's RSA key: a detached JWS. One with
 * a secret, as older ones have, is signed by HMAC-SHA256, in hexadecimal digits. The keys come from the address in the settings
 * alone: nothing in a delivery says where to look for them.
 * Source: https://docs.saleor.io/developer/extending/webhooks/payload-signature
 * @returns a function that throws RetryableError when the instance's keys cannot be fetched
 */
export function saleorVerifier(findKey: FindKey = keyFinder()) {
  return async (
    { headers, bytes }: SignedRequest,
    { secrets, now, fetch }: VerifyingWith,
    { url }: SaleorConfig,
  ): Promise<Verification> => {
    const given = headers['saleor-signature'];
    if (given === undefined || given === '') return refused('no-signature');
    if (!given.includes('.')) return byHmac(given, bytes, secrets);
    if (url === undefined) return refused('no-keys');
    const signed = readDetached(given);
    const key = signed && (await findKey(new URL('/.well-known/jwks.json', url).href, signed.keyId, { now, fetch }));
    return signed && key && isSignedBy(key, signed, bytes) ? accepted : refused('wrong-signature');
  };
}

function byHmac(given: string, bytes: Uint8Array, secrets: readonly string[]): Verification {
  if (secrets.length === 0) return refused('no-secret');
  const right = matchesAny([fromHex(given)], secrets, (secret) => hmacSha256(secret, bytes));
  return right ? accepted : refused('wrong-signature');
}
