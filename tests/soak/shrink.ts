import type { Rule } from './audit/violation.ts';
import type { History, Shopper } from './shop/history.ts';
import { live, type Tampering } from './shop/live.ts';
import { breaks } from './soak.ts';

/** A list without what can be left out while the test still holds: delta debugging by halves, quarters and so on. */
export async function shortest<T>(
  list: readonly T[],
  holds: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[]> {
  if (list.length === 0 || (await holds([]))) return [];
  let kept = list;
  let size = Math.ceil(kept.length / 2);
  for (;;) {
    const smaller = await withoutSomePart(kept, size, holds);
    if (smaller !== undefined) {
      kept = smaller;
      size = Math.min(size, Math.ceil(kept.length / 2));
    } else if (size === 1) return kept;
    else size = Math.ceil(size / 2);
  }
}

async function withoutSomePart<T>(
  list: readonly T[],
  size: number,
  holds: (some: readonly T[]) => Promise<boolean>,
): Promise<readonly T[] | undefined> {
  if (list.length <= 1) return undefined;
  for (let start = 0; start < list.length; start += size) {
    const others = [...list.slice(0, start), ...list.slice(start + size)];
    if (others.length > 0 && (await holds(others))) return others;
  }
  return undefined;
}

/**
 * The shortest history that still breaks the rule: fewer shoppers, then fewer faults, then fewer events, then fewer faults
 * again. Chance hangs on what each thing is, not on its place, so what is left happens as it did.
 * @param about the shoppers that the violations name: tried alone first
 */
export async function shrink(
  history: History,
  rule: Rule,
  about: readonly string[] = [],
  tampering?: Tampering,
): Promise<History> {
  const fails = (some: History) => breaks(some, rule, tampering);
  const named = { ...history, shoppers: history.shoppers.filter(({ person }) => about.includes(person.name)) };
  const fewer = named.shoppers.length > 0 && (await fails(named)) ? named : history;
  const shoppers = await shortest(fewer.shoppers, (some) => fails({ ...fewer, shoppers: some }));
  const calmer = await withFewerFaults({ ...fewer, shoppers }, fails, tampering);
  const shorter = await withFewerActs(calmer, fails);
  return withFewerFaults(shorter, fails, tampering);
}

async function withFewerFaults(
  history: History,
  fails: (some: History) => Promise<boolean>,
  tampering?: Tampering,
): Promise<History> {
  const { world } = await live(history, tampering);
  const met = [...world.faults.met.keys()];
  const only = await shortest(met, (some) => fails({ ...history, only: some }));
  return { ...history, only };
}

async function withFewerActs(history: History, fails: (some: History) => Promise<boolean>): Promise<History> {
  const acts = history.shoppers.flatMap(({ person, acts }) => acts.map((act) => ({ person, act })));
  const withActs = (some: typeof acts): History => {
    const shoppers = history.shoppers.map(({ person, erased }): Shopper => {
      const acts = some.filter((one) => one.person === person).map(({ act }) => act);
      const isErased = erased !== undefined && acts.some(({ type }) => type === 'customer.erased');
      return { person, acts, ...(isErased && { erased }) };
    });
    return { ...history, shoppers: shoppers.filter((shopper) => shopper.acts.length > 0) };
  };
  return withActs([...(await shortest(acts, (some) => fails(withActs([...some]))))]);
}
