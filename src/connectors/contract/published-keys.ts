import { hour, minute, second } from '../../commerce/values/time-units.ts';
import { RetryableError } from '../../model/errors.ts';
import { readKeySet } from './detached-jws.ts';
import type { Fetch } from './reach.ts';
import type { PublicKey } from './signature.ts';

type Keys = ReadonlyMap<string, PublicKey>;

/** A platform changes its keys hardly ever. */
const kept = hour;

/** A key that is not known is asked for at once, but forged ids must not make us ask the platform all the time. */
const betweenAsking = minute;

/** A platform that did not answer is left alone for so long. */
const betweenFailures = 10 * second;

/** Milliseconds: the sender waits meanwhile. */
const patience = 3000;

/** Bytes of a set of keys: one key has about 500. */
const mostBytes = 64 * 1024;

interface Asked {
  keys?: Keys;
  /** When the keys came, and when they were last asked for; epoch milliseconds. */
  cameAt: number;
  askedAt: number;
  asking?: Promise<Keys>;
}

/** Finds the key that a signature names, among those at an address: a JSON Web Key Set. */
export type FindKey = (
  address: string,
  keyId: string,
  using: { readonly now: number; readonly fetch: Fetch },
) => Promise<PublicKey | undefined>;

/**
 * A finder that keeps the keys of each address for an hour. A key id that is not among them is looked for once more, at most
 * once a minute. Keys that are over an hour old are good as long as the platform does not answer.
 * @returns a function that throws RetryableError when no keys are known and none can be fetched
 */
export function keyFinder(): FindKey {
  const all = new Map<string, Asked>();
  return async (address, keyId, { now, fetch }) => {
    const asked = all.get(address) ?? { cameAt: Number.NEGATIVE_INFINITY, askedAt: Number.NEGATIVE_INFINITY };
    all.set(address, asked);
    const known = asked.keys?.get(keyId);
    const isFresh = now - asked.cameAt < kept;
    if (known && isFresh) return known;
    const pause = asked.keys ? betweenAsking : betweenFailures;
    if (asked.asking === undefined && now - asked.askedAt < pause) {
      if (asked.keys) return known;
      throw new RetryableError(`${new URL(address).host} did not give its keys a moment ago.`);
    }
    try {
      return (await ask(address, asked, now, fetch)).get(keyId);
    } catch (error) {
      if (known) return known;
      throw error;
    }
  };
}

/** Asks once for all who wait. */
function ask(address: string, asked: Asked, now: number, fetch: Fetch): Promise<Keys> {
  asked.asking ??= (async () => {
    asked.askedAt = now;
    try {
      asked.keys = await fetchKeys(address, fetch);
      asked.cameAt = now;
      return asked.keys;
    } finally {
      asked.asking = undefined;
    }
  })();
  return asked.asking;
}

async function fetchKeys(address: string, fetch: Fetch): Promise<Keys> {
  const { host } = new URL(address);
  let text: string;
  let status: number;
  try {
    const answer = await fetch(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    status = answer.status;
    text = await textOf(answer);
  } catch (cause) {
    throw new RetryableError(`${host} did not give its keys.`, { cause });
  }
  const keys = status === 200 ? keysIn(text) : undefined;
  if (keys === undefined) throw new RetryableError(`${host} answered ${status}, and no set of keys.`);
  return keys;
}

/** The text of an answer. @throws TypeError when it is too long: the rest is not read */
async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new TypeError(`A set of keys has more than ${mostBytes} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function keysIn(text: string): Keys | undefined {
  try {
    return readKeySet(JSON.parse(text));
  } catch {
    return undefined;
  }
}
