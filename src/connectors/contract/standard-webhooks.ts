import { minute } from '../../commerce/values/time-units.ts';
import { fromBase64, hmacSha256, matchesAny } from './signature.ts';
import { accepted, refused, type SignedRequest, type Verification, type VerifyingWith } from './verification.ts';

/** How far the time in a signature may be from ours, in milliseconds. */
const tolerance = 5 * minute;

/** More signatures than a rotation needs. */
const mostSignatures = 8;

/** The bytes of a secret: those after `whsec_` in base64, or the text itself. */
export function secretBytes(secret: string): Uint8Array {
  const decoded = secret.startsWith('whsec_') ? fromBase64(secret.slice('whsec_'.length)) : new Uint8Array();
  return decoded.length > 0 ? decoded : Buffer.from(secret);
}

/** The signature as Standard Webhooks writes it: `v1,` and base64. */
export function standardSignature(secret: string, id: string, timestamp: string, bytes: Uint8Array): string {
  return `v1,${hmacSha256(secretBytes(secret), `${id}.${timestamp}.`, bytes).toString('base64')}`;
}

/**
 * Verifies the headers of Standard Webhooks: `webhook-id`, `webhook-timestamp` (seconds), and `webhook-signature` with one or
 * several signatures. A timestamp is good for five minutes.
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verifyStandard(
  { headers, bytes }: SignedRequest,
  { secrets, now }: Pick<VerifyingWith, 'secrets' | 'now'>,
): Verification {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (secrets.length === 0) return refused('no-secret');
  if (!signatures || !id) return refused('no-signature');
  if (timestamp === undefined || !/^\d{1,12}$/.test(timestamp)) return refused('no-timestamp');
  const given = signatures
    .split(' ')
    .slice(0, mostSignatures)
    .filter((one) => one.startsWith('v1,'));
  const signed = given.map((one) => fromBase64(one.slice('v1,'.length)));
  const sign = (secret: string) => hmacSha256(secretBytes(secret), `${id}.${timestamp}.`, bytes);
  if (!matchesAny(signed, secrets, sign)) return refused('wrong-signature');
  return Math.abs(now - Number(timestamp) * 1000) <= tolerance ? accepted : refused('stale-timestamp');
}
