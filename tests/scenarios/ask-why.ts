import { vi } from 'vitest';
import { main } from '../../build/why-command.ts';
import type { LocalShop } from './local-shop.ts';

/** Runs `npm run why` against the shop. The caller takes the environment back with `vi.unstubAllEnvs`. */
export async function why({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root: '', print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}
