import { minute } from '../../commerce/values/time-units.ts';
import { fromHex, hmacSha256, matchesAny } from '../contract/signature.ts';
import {
  accepted,
  refused,
  type SignedRequest,
  type Verification,
  type VerifyingWith,
} from '../contract/verification.ts';

/** How far the time in a signature may be from ours, in milliseconds. */
const tolerance = 5 * minute;

/**
 * `Stripe-Signature: t=…,v1=…`: the signature of time and body, in hexadecimal digits; several during a rotation.
 * Source: https://docs.stripe.com/webhooks#verify-manually
 */
export function verifyStripe({ headers, bytes }: SignedRequest, { secrets, now }: VerifyingWith): Verification {
  if (secrets.length === 0) return refused('no-secret');
  const given = headers['stripe-signature'];
  if (given === undefined) return refused('no-signature');
  const pairs = given.split(',').map((pair) => pair.trim().split('=', 2));
  const time = pairs.find(([name]) => name === 't')?.[1] ?? '';
  if (!/^\d{1,12}$/.test(time)) return refused('no-timestamp');
  const signatures = pairs.filter(([name]) => name === 'v1').map(([, value = '']) => fromHex(value));
  const right = matchesAny(signatures, secrets, (secret) => hmacSha256(secret, `${time}.`, bytes));
  if (!right) return refused('wrong-signature');
  return Math.abs(now - Number(time) * 1000) > tolerance ? refused('stale-timestamp') : accepted;
}
