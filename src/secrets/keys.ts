import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { firstKeyId, readSecret } from './secret-value.ts';

/** Gives the keys. Where nothing has needed them before, it reads the secret. */
export type KeysOnDemand = () => Promise<Keys>;

/** A signature in base64url: 32 bytes. */
const signatureLength = 43;

/**
 * The application secret at work: it hashes identities, so that keys hold no personal data, and signs links, makes coupon
 * codes and signs webhooks. Each use has its own key; all but the later keys of links are derived from the pepper.
 */
export class Keys {
  readonly #identity: KeyObject;
  /** Those whose links are good, by id. */
  readonly #links: ReadonlyMap<string, KeyObject>;
  readonly #signingId: string;
  readonly #coupon: KeyObject;
  readonly #webhook: KeyObject;

  /**
   * @param secret as it is stored; another pepper orphans every stored identity
   * @param now epoch milliseconds: keys of links that are over by then verify nothing
   * @throws SettingError when the secret is none
   */
  constructor(secret: string, now = 0) {
    const { pepper, linkKeys } = readSecret(secret);
    const good = linkKeys.filter(({ until }) => until === undefined || until > now);
    this.#identity = derived(pepper, 'identity');
    this.#links = new Map(good.map(({ id, key = pepper }) => [id, derived(key, 'link')]));
    this.#signingId = linkKeys[0].id;
    this.#coupon = derived(pepper, 'coupon');
    this.#webhook = derived(pepper, 'webhook');
  }

  /** The same 24 hexadecimal digits (96 bits) for the same kind and value, which they do not reveal. */
  hash(kind: string, value: string): string {
    return createHmac('sha256', this.#identity).update(`${kind}\0${value}`).digest('hex').slice(0, 24);
  }

  /** Appends the key's id and a signature to a text of URL-safe characters. */
  sign(text: string): string {
    return `${text}.${this.#signingId}${this.#signature(text, this.#signingId)}`;
  }

  /** The text that was signed, or undefined when the signature is not ours, or its key is over. */
  verify(signed: string): string | undefined {
    const { text, id, signature } = parts(signed);
    const actual = Buffer.from(signature);
    const expected = Buffer.from(this.#signature(text, id) ?? '');
    return actual.length === expected.length && actual.length > 0 && timingSafeEqual(actual, expected)
      ? text
      : undefined;
  }

  /** True if the key that the token names is known. An unknown one may be newer than this copy of the secret. */
  knowsKeyOf(signed: string): boolean {
    return this.#links.has(parts(signed).id);
  }

  /** The same 32 bytes for the same customer and reason: what a coupon's code is made of. */
  couponSeed(customer: string, reason: string): Uint8Array {
    return createHmac('sha256', this.#coupon).update(`${customer}\0${reason}`).digest();
  }

  /** The signature, in hexadecimal digits, by which the shop knows a webhook as ours. */
  signWebhook(text: string): string {
    return createHmac('sha256', this.#webhook).update(text).digest('hex');
  }

  /** The key with which the shop checks webhooks, in hexadecimal digits. It reveals nothing else of the secret. */
  get webhookKey(): string {
    return this.#webhook.export().toString('hex');
  }

  #signature(text: string, id: string): string | undefined {
    const key = this.#links.get(id);
    return key && createHmac('sha256', key).update(text).digest('base64url');
  }
}

/** A token in its parts. Tokens from before keys had ids name none, and mean the first. */
function parts(signed: string): { readonly text: string; readonly id: string; readonly signature: string } {
  const cut = signed.lastIndexOf('.');
  const end = signed.slice(cut + 1);
  const id = end.slice(0, -signatureLength) || firstKeyId;
  return { text: signed.slice(0, Math.max(cut, 0)), id, signature: end.slice(-signatureLength) };
}

/** A key for one use. As a key object it is wrapped once, and not again for each of many hashes. */
function derived(secret: string, use: string): KeyObject {
  return createSecretKey(createHmac('sha256', secret).update(use).digest());
}
