import type { RunInput } from '../../src/model/run-input.ts';
import type { Key, Stored } from '../../src/stores/table.ts';
import type { World } from '../engine/world.ts';
import { busEvent, consentToAll, type Detail } from '../fixtures/events.ts';

/** A customer with a run, and all items of theirs, from which others are made by changing what names them. */
export interface Pattern {
  readonly input: RunInput;
  readonly email: string;
  readonly items: readonly Stored<unknown>[];
}

/** Lets one customer into a journey. */
export async function patternOf(
  world: World,
  journey: string,
  event: Parameters<typeof busEvent>[0],
  at: string,
): Promise<Pattern> {
  const email = `pattern@${journey}.example.com`;
  const customer: Detail = { id: `pattern-of-${journey}`, email, consent: consentToAll };
  const input = await world.at(at).enter(journey, busEvent(event, at, { customer }));
  const own = await world.table.range(`C#${input.customer}`, '', '~');
  const address = await world.table.get(addressOf(world, email));
  return { input, email, items: [...own, ...(address ? [address] : [])] };
}

function addressOf(world: World, email: string): Key {
  return { pk: `I#email#${world.stores.addresses.refOf('email', email).hash}`, sk: 'address' };
}

/** Puts another customer like it into the table. @returns the input of their run */
export async function another(world: World, { input, email, items }: Pattern, number: number): Promise<RunInput> {
  const own = String(number).padStart(8, '0');
  const customer = `${input.customer.slice(0, -8)}${own}`;
  const run = input.run.replace(/[0-9a-f]{8}(?=-[0-9a-z]+$)/, own); // the hash in its id
  const mail = `c${own}@example.com`;
  const rename = (text: string) =>
    text.replaceAll(input.run, run).replaceAll(input.customer, customer).replaceAll(email, mail);
  for (const { pk, sk, value } of items) {
    const key = sk === 'address' ? addressOf(world, mail) : { pk: rename(pk), sk: rename(sk) };
    await world.table.put(key, JSON.parse(rename(JSON.stringify(value))), 0);
  }
  return { ...input, customer, run };
}
