import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import { onFirstWait } from './first-use.ts';

/*
 * Half of the CPU of a function goes into its requests. What the SDK does for each of them, though it comes to the
 * same every time, it does here once: by settings that it has for that, and with the requests that it would make.
 */

type Bytes = ArrayBuffer | ArrayBufferView;

/** The signing key of a day, by the bytes that the SDK keeps of it. */
const keyObjects = new WeakMap<Bytes, KeyObject>();

/** SHA-256 and its HMAC as the SDK asks for them: a key is wrapped once, and nothing is hashed piece by piece. */
export class Sha256 {
  readonly #secret: string | Bytes | undefined;
  readonly #pieces: Uint8Array[] = [];

  constructor(secret?: string | Bytes) {
    this.#secret = secret;
  }

  update(data: string | Uint8Array): void {
    this.#pieces.push(typeof data === 'string' ? Buffer.from(data) : data);
  }

  async digest(): Promise<Uint8Array> {
    const [first, second] = this.#pieces;
    const data = first !== undefined && second === undefined ? first : Buffer.concat(this.#pieces);
    if (this.#secret === undefined) return hash('sha256', data, 'buffer');
    return createHmac('sha256', keyOf(this.#secret)).update(data).digest();
  }
}

function keyOf(secret: string | Bytes): string | KeyObject {
  if (typeof secret === 'string') return secret;
  const known = keyObjects.get(secret);
  if (known !== undefined) return known;
  const bytes = ArrayBuffer.isView(secret)
    ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength)
    : new Uint8Array(secret);
  const key = createSecretKey(bytes);
  keyObjects.set(secret, key);
  return key;
}

/** Reads an answer, without a second stream to write it to. */
export function collectAnswer(stream: Readable): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    stream.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    stream.on('error', reject);
  });
}

/** As much of a client of the SDK as {@link lighten} changes. */
export interface LeanClient {
  readonly config: object;
  readonly middlewareStack: { remove(name: string): boolean; add: unknown };
}

/** As much of the SDK's signer as {@link keepKey} changes. */
interface Signer {
  getSigningKey?(credentials: { readonly accessKeyId: string }, ...scope: readonly string[]): Promise<Uint8Array>;
}

type SignerOf = (scheme: unknown) => Promise<Signer>;

/**
 * Lets a client keep the signer that it makes for each request, since service, Region and credentials stay the same, and its
 * user agent, which the SDK puts together for each request.
 */
export function lighten(client: LeanClient): void {
  const config = client.config as Config; // what each client of the SDK has
  const { signer } = config;
  if (signer !== undefined) {
    Object.assign(config, { signer: onFirstWait(async (scheme: unknown) => keepKey(await signer(scheme))) });
  }
  client.middlewareStack.remove('loggerMiddleware'); // it tells of each request to nobody
  const add = client.middlewareStack.add as AddMiddleware; // the SDK's own types hang on each client's commands
  add(nameItself(config), { name: 'getUserAgentMiddleware', step: 'build', priority: 'low', override: true });
}

/** Lets a signer keep the key of the day, which it looks up by a hash of the credentials for each request. */
function keepKey(signer: Signer): Signer {
  const find = signer.getSigningKey?.bind(signer);
  let known: { readonly name: string; readonly key: () => Promise<Uint8Array> } | undefined;
  if (find === undefined) return signer;
  return Object.assign(signer, {
    getSigningKey(credentials: { readonly accessKeyId: string }, ...scope: readonly string[]) {
      const name = [credentials.accessKeyId, ...scope].join();
      if (known?.name !== name) known = { name, key: onFirstWait(() => find(credentials, ...scope)) };
      return known.key();
    },
  });
}

type Handle = (args: Building) => Promise<unknown>;
type AddMiddleware = (middleware: (next: Handle) => Handle, place: object) => void;

interface Building {
  readonly request: { readonly headers: Record<string, string> };
}

/** As much of a client's settings as is read here. */
interface Config {
  readonly signer?: SignerOf;
  readonly defaultUserAgentProvider?: () => Promise<readonly (readonly [name: string, version?: string])[]>;
  readonly userAgentAppId?: () => Promise<string | undefined>;
}

/** Sets the user agent as the SDK does, but for the settings in use, which it codes and adds to every single request. */
function nameItself({ defaultUserAgentProvider: pairs, userAgentAppId: app }: Config) {
  const userAgent = onFirstWait(async () =>
    [...((await pairs?.()) ?? []), [`app/${await app?.()}`] as const]
      .map(([name, version]) => word(name, version))
      .join(' '),
  );
  return (next: Handle) => async (args: Building) => {
    args.request.headers['user-agent'] = await userAgent();
    return next(args);
  };
}

/** `api/Pinpoint SMS Voice V2` and a version become `api/pinpoint-sms-voice-v2#3.1.0`. */
function word(name: string, version?: string): string {
  const plain = [name.startsWith('api/') ? name.toLowerCase() : name, version].flatMap(
    (part) => part?.replaceAll(/[^!$%&'*+\-.^_`|~\w/]/g, '-') ?? [],
  );
  return plain.join(name.includes('/') ? '#' : '/');
}
