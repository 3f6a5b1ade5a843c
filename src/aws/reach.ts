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

export interface ReachingPorts {
  readonly secrets: () => Promise<ConnectorSecrets>;
  readonly tokens: SecretStore;
  readonly connections: Pick<ConnectorUpkeep, 'lease'>;
  readonly clock: Clock;
  readonly fetch: Fetch;
}

type Tokens = Readonly<Record<string, Token>>;

/**
 * What a connector reaches its platform with. Access tokens are kept in a secret of their own, and renewed by one caller at a
 * time: many platforms void a refresh token when it is used.
 */
export async function reachOf(connector: string, ports: ReachingPorts): Promise<Reach> {
  const { credentials } = secretsOf(await ports.secrets(), connector);
  const now = ports.clock();
  const read = async () => JSON.parse(await ports.tokens.read()) as Tokens; // only written below
  const write = async (token: Token | undefined) => {
    const { [connector]: _old, ...others } = await read();
    await ports.tokens.write(JSON.stringify({ ...others, ...(token && { [connector]: token }) }));
  };
  const renewed = async (renew: (old: Token | undefined) => Promise<Token>) => {
    if (!(await ports.connections.lease(connector, ports.clock(), leaseTime))) {
      throw new RetryableError(`The access token of ${connector} is being renewed.`);
    }
    const old = (await read())[connector];
    const token = await renew(old);
    await write(token);
    return token.access;
  };
  return {
    fetch: ports.fetch,
    now,
    credentials,
    token: async (renew) => {
      const token = (await read())[connector];
      return token !== undefined && token.until - margin > ports.clock() ? token.access : renewed(renew);
    },
    forgetToken: async () => {
      const token = (await read())[connector];
      if (token !== undefined) await write({ ...token, until: 0 });
    },
  };
}
