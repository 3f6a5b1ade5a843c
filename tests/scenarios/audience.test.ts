import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { main } from '../../build/journeys-command.ts';
import { inTokyo, order } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const root = path.resolve(import.meta.dirname, '../..');
afterEach(() => vi.unstubAllEnvs());

/** Runs `npm run journeys` against the shop. */
async function journeys({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

it('a marketer sees how many may enter a journey, why the others may not, and how large the segments are', () =>
  inShop(
    '2026-03-02T10:00:00+09:00',
    async (shop) => {
      const [mia, ken] = [inTokyo('mia'), inTokyo('ken', { consent: {} })];
      for (const one of [mia, ken]) shop.post('order.placed', one, order(`order-${one.id}`));
      await shop.until('2026-06-02T12:00:00+09:00');

      const counted = await journeys(shop, 'audience', 'win-back');
      expect(counted).toMatchObject({ code: 0, err: '' });
      expect(counted.out).toContain('Of all 2 customers:');
      expect(counted.out).toMatch(/1 (may enter win-back now|are in it)/);
      expect(counted.out).toContain('1 have not agreed to marketing, or have unsubscribed');
      const japanese = await journeys(shop, 'audience', 'win-back', '--lang', 'ja');
      expect(japanese.out).toContain('お客様2人（全員）の内訳：');

      const segments = await journeys(shop, 'segments');
      expect(segments.out).toMatch(/lapsed +2 +100\.0 %/);
    },
    { journeys: ['win-back'] },
  ));
