import { fromBase64, hmacSha256, matchesAny } from '../contract/signature.ts';
import type { SignedRequest, Verification, VerifyingWith } from '../contract/verification.ts';
import { accepted, refused } from '../contract/verification.ts';

/**
 * The signature of the body with the app's client secret, base64. Classic webhooks and the newer Events differ in the header's
 * name alone. Source: https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
export function verifyShopify({ headers, bytes }: SignedRequest, { secrets }: VerifyingWith): Verification {
  const given = headers['x-shopify-hmac-sha256'] ?? headers['shopify-hmac-sha256'];
  if (given === undefined) return refused('no-signature');
  const right = matchesAny([fromBase64(given)], secrets, (secret) => hmacSha256(secret, bytes));
  return right ? accepted : refused('wrong-signature');
}
