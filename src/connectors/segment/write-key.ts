import { fromBase64, sameBytes } from '../contract/signature.ts';
import {
  accepted,
  refused,
  type SignedRequest,
  type Verification,
  type VerifyingWith,
} from '../contract/verification.ts';

/** Verifies the write key: the user name of Basic authorization, with an empty password. */
export function verifyWriteKey({ headers }: SignedRequest, { secrets }: VerifyingWith): Verification {
  if (secrets.length === 0) return refused('no-secret');
  const [, encoded] = /^Basic\s+(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (encoded === undefined) return refused('no-signature');
  const given = fromBase64(encoded);
  const expected = secrets.map((secret) => new TextEncoder().encode(`${secret}:`));
  return expected.map((one) => sameBytes(given, one)).includes(true) ? accepted : refused('wrong-signature');
}
