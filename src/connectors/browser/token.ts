import * as z from 'zod/mini';
import { normaliseEmail } from '../../commerce/values/email.ts';
import { hour, second } from '../../commerce/values/time-units.ts';
import type { Identification, SignedCustomer } from '../contract/pages.ts';
import { fromBase64, hmacSha256, matchesAny } from '../contract/signature.ts';
import type { RefusalReason } from '../contract/verification.ts';

/** A token that is good for longer was not made for a page. */
const longest = 24 * hour;

/** How far the backend's clock may be from ours. */
const tolerance = 60 * second;

/** The claims, as OpenID Connect names them. */
const claimsSchema = z.object({
  exp: z.number(),
  nbf: z.optional(z.number()),
  sub: z.optional(z.union([z.string().check(z.minLength(1), z.maxLength(200)), z.int()])),
  email: z.optional(z.string()),
  email_verified: z.optional(z.boolean()),
  phone_number: z.optional(z.string().check(z.regex(/^\+[1-9]\d{6,14}$/, 'must be E.164, such as +819012345678'))),
  phone_number_verified: z.optional(z.boolean()),
  locale: z.optional(z.string().check(z.maxLength(35))),
  visitor: z.optional(z.string()),
});

type Claims = z.output<typeof claimsSchema>;

/**
 * Checks what the shop's backend signed: a JSON Web Token (RFC 7519) with HS256, whose key is the text of the connector's
 * secret.
 * @param isBound true: a token that names no visitor is refused
 */
export function identify(
  { token, visitor }: { readonly token: string; readonly visitor: string },
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: number },
  isBound: boolean,
): Identification {
  if (secrets.length === 0)
    return refusedAs('no-secret', 'This connector has no secret yet: npm run connectors -- secret.');
  const [header = '', payload = '', signature = '', ...more] = token.split('.');
  if (more.length > 0 || signature === '') return unusable('is no JSON Web Token');
  const sign = (secret: string) => hmacSha256(secret, `${header}.${payload}`);
  if (!matchesAny([fromBase64Url(signature)], secrets, sign))
    return refusedAs('wrong-signature', 'The token is signed with another secret.');
  if (readPart(header)?.alg !== 'HS256') return unusable('must have the algorithm HS256');
  const claims = claimsSchema.safeParse(readPart(payload));
  if (!claims.success) return unusable(`has a claim that cannot be used: ${claims.error.issues[0]?.path.join('.')}`);
  return identified(claims.data, visitor, now, isBound);
}

function identified(claims: Claims, visitor: string, now: number, isBound: boolean): Identification {
  const left = claims.exp * second - now;
  if (left > longest + tolerance) return unusable('is good for more than 24 hours');
  if (claims.nbf !== undefined && claims.nbf * second > now + tolerance) return unusable('is not good yet');
  if (claims.visitor !== undefined && claims.visitor !== visitor) return unusable('is for another visitor');
  if (claims.visitor === undefined && isBound) return unusable('must name the visitor');
  if (left < -tolerance) return { verdict: 'expired' };
  const customer = customerIn(claims);
  const isNamed = customer.id !== undefined || customer.verified !== undefined;
  const needed = 'sub, or email with email_verified, or phone_number with phone_number_verified';
  return isNamed ? { verdict: 'signed', customer } : unusable(`names nobody for certain: it needs ${needed}`);
}

function customerIn(claims: Claims): SignedCustomer {
  const email = claims.email === undefined ? undefined : normaliseEmail(claims.email);
  const { sub, phone_number: phone, locale } = claims;
  const verified = [
    ...(email !== undefined && claims.email_verified ? (['email'] as const) : []),
    ...(phone !== undefined && claims.phone_number_verified ? (['phone'] as const) : []),
  ];
  return {
    ...(sub !== undefined && { id: String(sub) }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    ...(verified.length > 0 && { verified }),
    ...(locale !== undefined && { locale }),
  };
}

function fromBase64Url(text: string): Uint8Array {
  return /^[\w-]+$/.test(text) ? fromBase64(text.replaceAll('-', '+').replaceAll('_', '/')) : new Uint8Array();
}

/** The JSON object in a part of a token; undefined when there is none. */
function readPart(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(text)));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function unusable(problem: string): Identification {
  return refusedAs('unusable-token', `The token ${problem}.`);
}

function refusedAs(reason: RefusalReason, error: string): Identification {
  return { verdict: 'refused', reason, error };
}
