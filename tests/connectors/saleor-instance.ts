import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** An RSA key of an instance, with its id. */
export interface InstanceKey {
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

export function instanceKey(id: string, bits = 2048): InstanceKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  return { id, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), use: 'sig', kid: id, alg: 'RS256' } };
}

/** The header of a detached JWS, as Saleor writes it. */
export const headerOf = (kid: string) => ({ alg: 'RS256', b64: false, crit: ['b64'], kid, typ: 'JWT' });

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs a body as Saleor does: a detached JWS. @param header what the header says, if not what it should */
export function signed(body: string, { id, privateKey }: InstanceKey, header: object = headerOf(id)): string {
  const first = encoded(header);
  return `${first}..${sign('RSA-SHA256', Buffer.from(`${first}.${body}`), privateKey).toString('base64url')}`;
}

/** A JWS that takes the public key for the secret of an HMAC. */
export function confused(body: string, { id, jwk }: InstanceKey): string {
  const first = encoded({ ...headerOf(id), alg: 'HS256' });
  const pem = createPublicKey({ key: { kty: 'RSA', n: String(jwk.n), e: String(jwk.e) }, format: 'jwk' }).export({
    type: 'spki',
    format: 'pem',
  });
  return `${first}..${createHmac('sha256', pem).update(`${first}.${body}`).digest('base64url')}`;
}

/** A JWS without any signature. */
export function unsigned({ id }: InstanceKey): string {
  return `${encoded({ ...headerOf(id), alg: 'none' })}..`;
}

/** The answer of an instance that is asked for its keys. */
export function keySet(...keys: readonly InstanceKey[]): Response {
  return Response.json({ keys: keys.map(({ jwk }) => jwk) });
}
