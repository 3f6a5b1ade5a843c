import { Worker } from 'node:worker_threads';
import type { Rule } from './audit/violation.ts';
import { help, OptionError, readOptions, type SoakOptions } from './options.ts';
import { nothing, plus, type Totals, table, tell, total } from './report.ts';
import { makeHistory } from './shop/make-history.ts';
import type { ShopOrder } from './shop-worker.ts';
import { shrink } from './shrink.ts';
import { eventsPerShop, type ShopResult, soakHistory } from './soak.ts';

/** The first shop that broke a rule. */
interface Failure {
  readonly rule: Rule;
  readonly order: ShopOrder;
  readonly about: readonly string[];
}

/** The orders for all shops: the last one has what is left of the events. */
function ordersOf({ events, seed, ...options }: SoakOptions): ShopOrder[] {
  const shops = Math.max(1, Math.round(events / eventsPerShop));
  const each = Math.ceil(events / shops);
  return Array.from({ length: shops }, (_, index) => ({ seed: seed + index, events: each, options }));
}

/** Lives all shops, so many at the same time. */
async function soakAll(
  orders: readonly ShopOrder[],
  workers: number,
  onResult: (order: ShopOrder, result: ShopResult) => void,
) {
  const waiting = [...orders];
  const work = async () => {
    const worker = new Worker(new URL('./shop-worker.ts', import.meta.url));
    try {
      for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
        onResult(order, await ask(worker, order));
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(workers, orders.length) }, work));
}

function ask(worker: Worker, order: ShopOrder): Promise<ShopResult> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (result: ShopResult) => {
      worker.off('error', reject);
      resolve(result);
    });
    worker.postMessage(order);
  });
}

async function main(options: SoakOptions): Promise<number> {
  const began = performance.now();
  const failures = new Map<Rule, Failure>();
  let totals: Totals = nothing;
  await soakAll(ordersOf(options), options.workers, (order, result) => {
    totals = plus(totals, result);
    for (const { rule } of result.violations) {
      const about = result.violations.flatMap((one) => (one.rule === rule && one.shopper ? [one.shopper] : []));
      if (!failures.has(rule)) failures.set(rule, { rule, order, about: [...new Set(about)].slice(0, 1) });
    }
    progress(totals, options, began);
  });
  console.log(table(totals));
  const seconds = (performance.now() - began) / 1000;
  const cpu = process.cpuUsage();
  console.log(
    `\n${seconds.toFixed(0)} s, ${((cpu.user + cpu.system) / 1e6).toFixed(0)} CPU s, at most ${megabytes()} MB`,
  );
  for (const failure of failures.values()) console.log(`\n${await shortestOf(failure)}`);
  return failures.size > 0 ? 1 : 0;
}

function progress({ shops, events, violations }: Totals, { events: asked }: SoakOptions, began: number): void {
  const done = total(events);
  const rate = (done / (performance.now() - began)) * 1000;
  const wrong = Object.values(violations).reduce((all, one) => all + one, 0);
  console.error(`${done} of ${asked} events, ${shops} shops, ${rate.toFixed(0)} events/s, ${wrong} violations`);
}

/** The largest resident size of the process so far. */
function megabytes(): string {
  return (process.resourceUsage().maxRSS / 1024).toFixed(0);
}

async function shortestOf({ rule, order, about }: Failure): Promise<string> {
  console.error(`searching for the shortest history that breaks ${rule} in the shop with seed ${order.seed}`);
  const history = await shrink(makeHistory(order.seed, order.events, order.options), rule, about);
  const { violations } = await soakHistory(history);
  return `seed ${order.seed} breaks ${rule}; the shortest such history:\n${tell(history, violations)}`;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) console.log(help);
  else process.exitCode = await main(options);
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(`${error.message} See npm run soak -- --help.`);
  process.exitCode = 2;
}
