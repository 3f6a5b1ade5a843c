import type { LocalShop } from './local-shop.ts';

/**
 * Where each text stands in all that the shop's AWS holds: the table, every queue by its name, schedules, executions, logs (which
 * the metrics are counted from), and mails and texts that went out. A place counts how many of its items, messages … hold it.
 */
export async function tracesOf(
  { runtime }: LocalShop,
  texts: Readonly<Record<string, string>>,
): Promise<Record<string, Record<string, number>>> {
  const { queues, ...others } = await runtime.holdings();
  const places = Object.entries({ ...others, ...queues }).map(
    ([place, things]) => [place, things.map((thing) => JSON.stringify(thing))] as const,
  );
  const traces = Object.entries(texts).map(([name, text]) => {
    const counts = places.map(
      ([place, things]) => [place, things.filter((thing) => thing.includes(text)).length] as const,
    );
    return [name, Object.fromEntries(counts.filter(([, count]) => count > 0))] as const;
  });
  return Object.fromEntries(traces.filter(([, counts]) => Object.keys(counts).length > 0));
}

/** The places at which any text stands. */
export function placesIn(traces: Readonly<Record<string, Readonly<Record<string, number>>>>): string[] {
  return [...new Set(Object.values(traces).flatMap(Object.keys))].sort();
}
