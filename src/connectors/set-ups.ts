import { connectors } from './connectors.ts';
import type { SetUp } from './contract/set-up.ts';

/**
 * How each connector is set up, by its name: for the commands, the docs and the tests. A connector's line in connectors.ts is
 * enough, because `set-up.ts` is found beside it by name. Functions must not import this: a bundle would carry every text.
 */
export const setUps: ReadonlyMap<string, SetUp> = new Map(
  await Promise.all([...connectors.keys()].map(async (name) => [name, await setUpBeside(name)] as const)),
);

async function setUpBeside(name: string): Promise<SetUp> {
  const { setUp }: { readonly setUp: SetUp } = await import(`./${name}/set-up.ts`); // its type is declared there
  return setUp;
}

/**
 * How one connector is set up.
 * @throws RangeError when there is no connector of that name
 */
export function setUpOf(name: string): SetUp {
  const found = setUps.get(name);
  if (found === undefined) throw new RangeError(`There is no connector ${name}.`);
  return found;
}
