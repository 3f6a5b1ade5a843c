import { Regular } from '../fixtures/regular.ts';
import { median, type Report } from './report.ts';

/** How many orders the customer has placed, each with a cart, a checkout and a parcel. */
const sizes = [10, 100, 1000, 10_000];

/** Each figure is the median of so many measurements. */
const times = 5;

/** What one event, task or message of a customer costs who has ordered so often, beside one who has ordered ten times. */
export async function reportGrowth(): Promise<Report> {
  const regular = new Regular();
  const measured: { readonly orders: number; readonly costs: Costs }[] = [];
  for (const orders of sizes) {
    await regular.orderUntil(orders);
    measured.push({ orders, costs: await costsNow(regular) });
    console.error(`growth: ${orders} orders`);
  }
  const first = measured[0]?.costs ?? new Map<string, Cost>();
  return {
    title: 'growth: a customer who orders again and again',
    about:
      'read units, write units and CPU of one event, task or message, beside the same after ten orders; ratio of reads',
    figures: measured.slice(1).flatMap(({ orders, costs }) =>
      [...costs].map(([work, cost]) => ({
        what: `${work}, ${orders.toLocaleString('en')} orders`,
        measured: inWords(cost),
        baseline: inWords(first.get(work) ?? cost),
        ratio: cost.reads / (first.get(work)?.reads ?? cost.reads),
      })),
    ),
  };
}

interface Cost {
  readonly reads: number;
  readonly writes: number;
  readonly cpuMs: number;
}

type Costs = ReadonlyMap<string, Cost>;

async function costsNow(regular: Regular): Promise<Costs> {
  const all: Record<string, Cost>[] = [];
  for (let nth = 0; nth < times; nth += 1) all.push(await regular.costs());
  const works = Object.keys(all[0] ?? {});
  return new Map(
    works.map((work) => {
      const of = (part: keyof Cost) => median(all.map((costs) => costs[work]?.[part] ?? 0));
      return [work, { reads: of('reads'), writes: of('writes'), cpuMs: of('cpuMs') }];
    }),
  );
}

function inWords({ reads, writes, cpuMs }: Cost): string {
  return `${reads} reads, ${writes} writes, ${cpuMs.toFixed(1)} ms`;
}
