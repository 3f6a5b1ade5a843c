import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/**
 * The application's one secret at work: it hashes identities, so that keys hold no personal data, and
 * signs links, makes coupon codes and signs webhooks. Each use has its own key derived from the secret.
 */
export class Keys {
  readonly #identity: KeyObject;
  readonly #link: KeyObject;
  readonly #coupon: KeyObject;
  readonly #webhook: KeyObject;

  /** @param secret at least 32 characters; changing it orphans every stored identity and link */
  constructor(secret: string) {
    if (secret.length < 32) throw new RangeError('The application secret needs at least 32 characters.');
    this.#identity = derived(secret, 'identity');
    this.#link = derived(secret, 'link');
    this.#coupon = derived(secret, 'coupon');
    this.#webhook = derived(secret, 'webhook');
  }

  /** The same 24 hexadecimal digits (96 bits) for the same kind and value, which they do not reveal. */
  hash(kind: string, value: string): string {
    return createHmac('sha256', this.#identity).update(`${kind}\0${value}`).digest('hex').slice(0, 24);
  }

  /** Appends a signature to a text of URL-safe characters. */
  sign(text: string): string {
    return `${text}.${this.#signature(text)}`;
  }

  /** The text that was signed, or undefined when the signature is not ours. */
  verify(signed: string): string | undefined {
    const cut = signed.lastIndexOf('.');
    const text = signed.slice(0, Math.max(cut, 0));
    const given = Buffer.from(signed.slice(cut + 1));
    const expected = Buffer.from(this.#signature(text));
    return given.length === expected.length && timingSafeEqual(given, expected) ? text : undefined;
  }

  /** The same 32 bytes for the same customer and reason: what a coupon's code is made of. */
  couponSeed(customer: string, reason: string): Uint8Array {
    return createHmac('sha256', this.#coupon).update(`${customer}\0${reason}`).digest();
  }

  /** The signature, in hexadecimal digits, by which the shop knows a webhook as ours. */
  signWebhook(text: string): string {
    return createHmac('sha256', this.#webhook).update(text).digest('hex');
  }

  #signature(text: string): string {
    return createHmac('sha256', this.#link).update(text).digest('base64url');
  }
}

/** A key for one use. As a key object it is wrapped once, and not anew for each of many hashes. */
function derived(secret: string, use: string): KeyObject {
  return createSecretKey(createHmac('sha256', secret).update(use).digest());
}
