import { fromBase64, hmacSha256, matchesAny } from '../contract/signature.ts';
import {
  accepted,
  ping,
  refused,
  type SignedRequest,
  type Verification,
  type VerifyingWith,
} from '../contract/verification.ts';
import { textOfHtml } from './html-text.ts';

/**
 * The signature of the body, base64. WordPress keeps the secret escaped for HTML, and signs with the text. When a webhook is
 * created, WooCommerce posts its number without a signature, and wants a 200.
 * Source: https://github.com/woocommerce/woocommerce (class-wc-webhook.php)
 */
export function verifyWoo({ headers, bytes }: SignedRequest, { secrets }: VerifyingWith): Verification {
  const given = headers['x-wc-webhook-signature'];
  if (given === undefined) return isPing(bytes) ? ping : refused('no-signature');
  const right = matchesAny([fromBase64(given)], secrets, (secret) => hmacSha256(textOfHtml(secret), bytes));
  return right ? accepted : refused('wrong-signature');
}

function isPing(bytes: Uint8Array): boolean {
  return bytes.length < 40 && /^webhook_id=\d+$/.test(new TextDecoder().decode(bytes));
}
