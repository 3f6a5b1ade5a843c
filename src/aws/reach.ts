import { createHash } from 'node:crypto';
import { second } from '../commerce/values/time-units.ts';
import type { Fetch, Reach, Renewal, Token } from '../connectors/contract/reach.ts';
import type { SecretStore } from '../engine/ports.ts';
import type { Clock } from '../model/clock.ts';
import { RetryableError } from '../model/errors.ts';
import { type ConnectorSecrets, secretsOf } from '../secrets/connector-secrets.ts';
import type { ConnectorUpkeep } from '../stores/connector-upkeep.ts';

/** A renewal takes no longer; after it somebody else may try. */
const leaseTime = 60 * second;

/** How long somebody else's renewal is waited for. */
const patience = 10 * second;

const betweenLooks = second / 4;

/** A token is renewed when it is over that soon. */
const margin = 60 * second;

/** The pauses before a new token is written again: the platform may have voided the one before. */
const pausesOfWriting = [0.5, 1, 2, 4].map((seconds) => seconds * second);

export interface ReachingPorts {
  readonly secrets: () => Promise<ConnectorSecrets>;
  readonly tokens: SecretStore;
  readonly connections: Pick<ConnectorUpkeep, 'lease'>;
  readonly clock: Clock;
  readonly fetch: Fetch;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

type Tokens = Readonly<Record<string, Token>>;

/**
 * What a connector reaches its platform with. Access tokens are kept in a secret of their own, and renewed by one caller at a
 * time: many platforms void a refresh token when it is used, and the secret holds the tokens of all connectors.
 */
export async function reachOf(connector: string, ports: ReachingPorts): Promise<Reach> {
  const { credentials } = secretsOf(await ports.secrets(), connector);
  const from = digestOf(credentials);
  const read = async () => JSON.parse(await ports.tokens.read()) as Tokens; // only written below
  let given: string | undefined;
  let refused: string | undefined;
  const isOfOther = (token: Token) => token.from !== undefined && token.from !== from;
  const isGood = (token: Token) =>
    token.access !== refused && token.until - margin > ports.clock() && !isOfOther(token);
  const renewed = async (renew: Renewal) => {
    const all = await read();
    const old = all[connector];
    if (old && isGood(old)) return old.access; // somebody else was first
    const token = await renew(old, old && isOfOther(old));
    await written(JSON.stringify({ ...all, [connector]: { ...token, from } }), ports);
    return token.access;
  };
  return {
    fetch: ports.fetch,
    now: ports.clock(),
    credentials,
    token: async (renew) => {
      const token = (await read())[connector];
      given = token && isGood(token) ? token.access : await alone(connector, ports, () => renewed(renew));
      return given;
    },
    forgetToken: async () => {
      refused = given;
    },
  };
}

/** Runs a renewal while nobody else has one. @throws RetryableError when somebody else's takes too long */
async function alone<Result>(
  connector: string,
  { connections, clock, pause }: ReachingPorts,
  act: () => Promise<Result>,
): Promise<Result> {
  for (let waited = 0; waited <= patience; waited += betweenLooks) {
    const end = await connections.lease('tokens', clock(), leaseTime);
    if (end) return act().finally(end);
    await pause(betweenLooks);
  }
  throw new RetryableError(`The access token of ${connector} waits for the renewal of another.`);
}

/** Writes the tokens, again and again while it fails. @throws what the last write failed by */
async function written(text: string, { tokens, pause }: ReachingPorts): Promise<void> {
  for (const time of pausesOfWriting) {
    try {
      return await tokens.write(text);
    } catch {
      await pause(time);
    }
  }
  await tokens.write(text);
}

/** A digest of credentials, which are no part of what is kept. */
function digestOf(credentials: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(credentials).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
