import { parentPort } from 'node:worker_threads';
import type { HistoryOptions } from './shop/make-history.ts';
import { soakShop } from './soak.ts';

/** What a worker is asked: to live one shop. */
export interface ShopOrder {
  readonly seed: number;
  readonly events: number;
  readonly options: HistoryOptions;
}

parentPort?.on('message', async ({ seed, events, options }: ShopOrder) => {
  parentPort?.postMessage(await soakShop(seed, events, options));
});
