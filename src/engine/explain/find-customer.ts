import { identitiesIn } from '../../model/data-request.ts';
import type { Ports } from '../ports.ts';

/** The key of a customer, as the table has it. */
const customerKey = /^[0-9a-f]{24}$/;

/**
 * The key of the customer whom a text names: an e-mail address or a phone number, `instagram:@tea`, the shop's own id, or a key itself.
 * One batch read, and one read for a key. Undefined when it leads to nobody.
 */
export async function findCustomer(who: string, { identities, customers }: FindStores): Promise<string | undefined> {
  const text = who.trim();
  const named = await identities.find(identitiesIn(text));
  const [found] = named.flatMap(({ owner }) => owner ?? []);
  if (found !== undefined || !customerKey.test(text)) return found;
  return customers.standing(text);
}

type FindStores = Pick<Ports['stores'], 'identities' | 'customers'>;
