import * as z from 'zod/mini';
import { isSignedByRsa, type PublicKey, rsaKey } from './signature.ts';

/** A detached signature: its header as it was signed, which key it names, and the signature itself. */
export interface DetachedSignature {
  readonly header: string;
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** Longer than any RSA signature and its header. */
const mostCharacters = 4096;

/** RS256 alone, over the raw body (RFC 7797). A header that asks for anything else is refused. */
const headerFields = z.object({
  alg: z.literal('RS256'),
  b64: z.literal(false),
  crit: z.optional(z.tuple([z.literal('b64')])),
  kid: z.string().check(z.minLength(1), z.maxLength(200)),
});

/** The public keys of RSA that sign. A set may hold others. */
const keyFields = z.object({
  kty: z.literal('RSA'),
  kid: z.string().check(z.minLength(1), z.maxLength(200)),
  n: z.string(),
  e: z.string(),
  use: z.optional(z.literal('sig')),
  alg: z.optional(z.literal('RS256')),
});

const setFields = z.object({ keys: z.array(z.unknown()).check(z.maxLength(20)) });

/** The parts of a detached JWS, `header..signature`. Undefined for anything else: another algorithm, an attached payload, no key. */
export function readDetached(text: string): DetachedSignature | undefined {
  const [, header = '', signed = ''] = /^([\w-]+)\.\.([\w-]+)$/.exec(text) ?? [];
  if (header === '' || text.length > mostCharacters) return undefined;
  const read = headerFields.safeParse(jsonOf(Buffer.from(header, 'base64url').toString('utf8')));
  return read.success ? { header, keyId: read.data.kid, signature: Buffer.from(signed, 'base64url') } : undefined;
}

/** True if the key signed this body. The signature is over the header, a full stop and the raw bytes. */
export function isSignedBy(key: PublicKey, { header, signature }: DetachedSignature, body: Uint8Array): boolean {
  return isSignedByRsa(key, signature, Buffer.from(`${header}.`), body);
}

/** The RSA keys of a JSON Web Key Set, by their ids; those that cannot be used are left out. Undefined when it is no such set. */
export function readKeySet(json: unknown): ReadonlyMap<string, PublicKey> | undefined {
  const set = setFields.safeParse(json);
  if (!set.success) return undefined;
  const keys = set.data.keys.flatMap((one) => {
    const read = keyFields.safeParse(one);
    const key = read.success ? rsaKey(read.data.n, read.data.e) : undefined;
    return read.success && key ? [[read.data.kid, key] as const] : [];
  });
  return new Map(keys);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
