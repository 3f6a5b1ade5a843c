import { second } from '../commerce/values/time-units.ts';
import type { Fetch, Reach, Token } from '../connectors/contract/reach.ts';
import type { SecretStore } from '../engine/ports.ts';
import type { Clock } from '../model/clock.ts';
import { RetryableError } from '../model/errors.ts';
import { type ConnectorSecrets, secretsOf } from '../secrets/connector-secrets.ts';
import type { ConnectorUpkeep } from '../stores/connector-upkeep.ts';

/** A renewal takes no longer; after it somebody else may try. */
const leaseTime = 30 * second;

/** A token is renewed when it is over that soon. */
const margin = 60 * second;

/** How often a renewal waits for another one, and how long each time. */
const [mostTries, betweenTries] = [24, second / 2];

export interface ReachingPorts {
  readonly secrets: () => Promise<ConnectorSecrets>;
  readonly tokens: SecretStore;
  readonly connections: Pick<ConnectorUpkeep, 'lease'>;
  readonly clock: Clock;
  readonly fetch: Fetch;
  /** Waits for so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

type Tokens = Readonly<Record<string, Token>>;

/**
 * What a connector reaches its platform with. The access tokens of all connectors are kept in one secret, and many platforms
 * void a refresh token when it is used: so the secret is written by one caller at a time, and only with a token that is new.
 */
export async function reachOf(connector: string, ports: ReachingPorts): Promise<Reach> {
  const { credentials } = secretsOf(await ports.secrets(), connector);
  const read = async () => JSON.parse(await ports.tokens.read()) as Tokens; // only written below
  let [given, refused]: (string | undefined)[] = [];
  const isGood = (token: Token | undefined): token is Token =>
    token !== undefined && token.access !== refused && token.until - margin > ports.clock();
  const renewed = async (renew: (old: Token | undefined) => Promise<Token>): Promise<Token> => {
    const { [connector]: old } = await read();
    if (isGood(old)) return old; // another caller was first
    const token = await renew(old);
    await ports.tokens.write(JSON.stringify({ ...(await read()), [connector]: token }));
    return token;
  };
  return {
    fetch: ports.fetch,
    now: ports.clock(),
    credentials,
    token: async (renew) => {
      const known = (await read())[connector];
      const token = isGood(known) ? known : await alone(ports, () => renewed(renew));
      given = token.access;
      return given;
    },
    forgetToken: async () => {
      refused = given;
    },
  };
}

/** Does something while no other caller does the like, for whichever connector. */
async function alone<T>({ connections, clock, pause }: ReachingPorts, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const release = await connections.lease('tokens', clock(), leaseTime);
    if (release !== undefined) return work().finally(release);
    await pause(betweenTries);
  }
  throw new RetryableError('An access token of a platform is being renewed.');
}
