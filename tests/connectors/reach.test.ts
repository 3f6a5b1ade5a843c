import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { reachOf } from '../../src/aws/reach.ts';
import type { Token } from '../../src/connectors/contract/reach.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { ConnectorUpkeep } from '../../src/stores/connector-upkeep.ts';
import { MemoryTable } from '../../src/stores/memory-table.ts';

const start = Date.parse('2026-11-20T06:00:00Z');

/** Platforms whose refresh tokens are good for one use, and one secret for all their tokens, which takes a while. */
class Platforms {
  readonly upkeep = new ConnectorUpkeep(new MemoryTable());
  readonly current = new Map<string, number>();
  readonly renewals: string[] = [];
  secret = '{}';
  now = start;
  waits = 0;

  reach(connector: string) {
    return reachOf(connector, {
      secrets: async () => ({}),
      tokens: {
        read: async () => {
          const { secret } = this;
          await pause(2);
          return secret;
        },
        write: async (text) => {
          await pause(2);
          this.secret = text;
        },
      },
      connections: this.upkeep,
      clock: () => this.now,
      fetch: async () => Response.error(),
      pause: async () => {
        this.waits += 1;
        await pause(1);
      },
    });
  }

  /** Renews as EC-CUBE does: the refresh token that was used is over. */
  readonly renewing =
    (connector: string) =>
    async (old: Token | undefined): Promise<Token> => {
      const number = this.current.get(connector) ?? 0;
      if ((old?.refresh ?? 'refresh-0') !== `refresh-${number}`)
        throw new RetryableError(`${connector} refuses it: 401.`);
      this.renewals.push(connector);
      this.current.set(connector, number + 1);
      await pause(3);
      return { access: `${connector}-${number + 1}`, until: this.now + 3_600_000, refresh: `refresh-${number + 1}` };
    };

  async use(connector: string): Promise<string> {
    return (await this.reach(connector)).token(this.renewing(connector));
  }

  get stored(): Readonly<Record<string, string | undefined>> {
    const tokens = JSON.parse(this.secret) as Readonly<Record<string, Token>>; // as reachOf writes it
    return Object.fromEntries(Object.entries(tokens).map(([name, { refresh }]) => [name, refresh]));
  }
}

describe('the access tokens of several platforms, in one secret', () => {
  it('are renewed at the same time without one that loses another’s', async () => {
    const platforms = new Platforms();
    const names = ['ec-cube', 'shopify', 'another'];
    for (const round of [1, 2]) {
      expect(await Promise.all(names.map((name) => platforms.use(name)))).toEqual(
        names.map((name) => `${name}-${round}`),
      );
      expect(platforms.stored).toEqual(Object.fromEntries(names.map((name) => [name, `refresh-${round}`])));
      platforms.now += 3_600_000;
    }
  });

  it('are renewed once for all who need one: a refresh token is good for one use', async () => {
    const platforms = new Platforms();
    const tokens = await Promise.all([1, 2, 3, 4].map(() => platforms.use('ec-cube')));
    expect(new Set(tokens)).toEqual(new Set(['ec-cube-1']));
    expect([platforms.renewals, platforms.waits > 0]).toEqual([['ec-cube'], true]);
  });

  it('that a platform refuses are renewed by the first who hears of it, and nobody puts an old one back', async () => {
    const platforms = new Platforms();
    await platforms.use('ec-cube');
    const users = await Promise.all([1, 2, 3].map(() => platforms.reach('ec-cube')));
    for (const user of users) await user.token(platforms.renewing('ec-cube'));
    const again = users.map(async (user, nth) => {
      await pause(nth * 4);
      await user.forgetToken();
      return user.token(platforms.renewing('ec-cube'));
    });
    expect(new Set(await Promise.all(again))).toEqual(new Set(['ec-cube-2']));
    expect([platforms.renewals.length, platforms.stored]).toEqual([2, { 'ec-cube': 'refresh-2' }]);
  });

  it('are kept when a renewal fails, and the next may try at once', async () => {
    const platforms = new Platforms();
    await platforms.use('ec-cube');
    const { secret } = platforms;
    platforms.now += 3_600_000;
    const fails = async () => {
      throw new RetryableError('The platform is down: 502.');
    };
    await expect((await platforms.reach('ec-cube')).token(fails)).rejects.toThrow('502');
    expect(platforms.secret).toBe(secret);
    expect(await platforms.use('ec-cube')).toBe('ec-cube-2');
    expect(platforms.waits).toBe(0);
  });

  it('are waited for by a caller, but not for ever', async () => {
    const platforms = new Platforms();
    await platforms.upkeep.lease('tokens', platforms.now, 30_000);
    await expect(platforms.use('shopify')).rejects.toThrow(RetryableError);
    platforms.now += 30_000;
    expect(await platforms.use('shopify')).toBe('shopify-1');
  });
});
