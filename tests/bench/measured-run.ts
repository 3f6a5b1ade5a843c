import { type Runtime, startRuntime } from '../../local/runtime.ts';
import { switchOff } from '../fixtures/switch-off.ts';
import { measureCeiling } from './ceiling.ts';
import type { Deployment } from './deployment.ts';
import { journeysOfShopDays, playShopDays } from './shop-days.ts';
import { type Request, recordTraffic } from './traffic.ts';

const variables = { SENDER_ADDRESS: 'shop@example.com' };
const senders = { identities: ['example.com'] };

/** One round: the shop's days, and at once after them the same requests with nothing around them. */
export interface Round {
  readonly sent: number;
  readonly requests: readonly Request[];
  readonly milliseconds: number;
  readonly ceilingMilliseconds: number;
}

const warmUpOrders = 10;
const rounds = 3;

/** Plays the orders through the synthesized stack, in jump mode and in three rounds, once its functions are warm. */
export async function measureRounds({ cdkOut }: Deployment, orders: number): Promise<readonly Round[]> {
  const clock = { jump: true, together: 0 } as const;
  const runtime = await startRuntime({ cdkOut, clock, variables, senders });
  try {
    await switchOff(runtime, (journey) => !journeysOfShopDays.includes(journey));
    await playShopDays(runtime, 'warm-up', warmUpOrders);
    const measured: Round[] = [];
    while (measured.length < rounds) {
      measured.push(await measureRound(runtime, `round-${measured.length}`, Math.ceil(orders / rounds)));
    }
    return measured;
  } finally {
    await runtime.stop();
  }
}

async function measureRound(runtime: Runtime, name: string, orders: number): Promise<Round> {
  const { requests, stop } = recordTraffic(runtime);
  const start = performance.now();
  const sent = await playShopDays(runtime, name, orders);
  const milliseconds = performance.now() - start;
  stop();
  return { sent, requests, milliseconds, ceilingMilliseconds: await measureCeiling(requests) };
}
