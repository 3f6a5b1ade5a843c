import { type Runtime, startRuntime } from '../../local/aws/runtime.ts';
import { switchOff } from '../fixtures/switch-off.ts';
import { measureBareRequests } from './bare-requests.ts';
import { cpuOf } from './cpu-of.ts';
import type { Deployment } from './deployment.ts';
import { journeysOfShopDays, playShopDays } from './shop-days.ts';
import { type Request, recordTraffic } from './traffic.ts';

/** One round: the shop's days, and at once after them what they are set beside. CPU in milliseconds. */
export interface Round {
  readonly sent: number;
  readonly requests: readonly Request[];
  readonly cpu: number;
  /** Of the same requests with nothing around them. */
  readonly bareCpu: number;
  /** Of the same days in another version's stack. */
  readonly against?: number;
}

const warmUpOrders = 20;
/** No more: two months after the first orders their customers would hear from win-back. */
const rounds = 3;

/**
 * Plays the orders through the synthesized stack, in jump mode and in three rounds, once its functions are warm.
 * @param against the cdk.out of another version, which plays the same in turn
 */
export async function measureRounds(
  { cdkOut }: Pick<Deployment, 'cdkOut'>,
  orders: number,
  against?: string,
): Promise<readonly Round[]> {
  const ours = await openShop(cdkOut);
  const other = against === undefined ? undefined : await openShop(against);
  try {
    const measured: Round[] = [];
    while (measured.length < rounds) {
      const [name, count] = [`round-${measured.length}`, Math.ceil(orders / rounds)];
      const playOther = async () => other && (await cpuOf(() => playShopDays(other, name, count)));
      // Who plays second finds the thread that both share warmer.
      const early = measured.length % 2 === 1 ? await playOther() : undefined;
      const round = await measureRound(ours, name, count);
      const beside = early ?? (await playOther());
      measured.push({ ...round, ...(beside !== undefined && { against: beside }) });
    }
    return measured;
  } finally {
    await Promise.all([ours.stop(), other?.stop()]);
  }
}

async function openShop(cdkOut: string): Promise<Runtime> {
  const clock = { jump: true, together: 0 } as const;
  const variables = { SENDER_ADDRESS: 'shop@example.com' };
  const senders = { identities: ['example.com'] };
  const runtime = await startRuntime({ cdkOut, clock, variables, senders });
  await switchOff(runtime, (journey) => !journeysOfShopDays.includes(journey));
  await playShopDays(runtime, 'warm-up', warmUpOrders);
  return runtime;
}

async function measureRound(runtime: Runtime, name: string, orders: number): Promise<Round> {
  const { requests, stop } = recordTraffic(runtime);
  let sent = 0;
  const cpu = await cpuOf(async () => {
    sent = await playShopDays(runtime, name, orders);
  });
  stop();
  return { sent, requests, cpu, bareCpu: await measureBareRequests(requests) };
}
