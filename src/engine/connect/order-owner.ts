import { identityKinds } from '../../commerce/customer/identity.ts';
import { ContractError } from '../../commerce/values/contract-error.ts';
import type { OrderSource } from '../../stores/connector-memory.ts';
import type { ConnectedStores } from './connected-stores.ts';

/** The customer of an event, by one identity. */
type NamedCustomer = Readonly<Record<string, string>>;

/**
 * The customer who placed an order that came through a connector: the account's id, or the address that the order was placed
 * under.
 * @param from the connector that names the order
 * @param type the event's name, for the error
 * @returns `erased` when that customer was erased since
 * @throws ContractError when no such order is known yet: it may still come, so the delivery waits in its queue
 */
export async function namedOwner(
  order: string,
  from: OrderSource,
  type: string,
  stores: ConnectedStores,
): Promise<NamedCustomer | 'erased'> {
  const owner = await stores.connections.ownerOf(order, from);
  const customer = owner && (await stores.identities.ownerByHash(owner));
  if (owner === undefined || customer === undefined) throw unknownOrder(type);
  const history = await stores.customers.load(customer);
  if (history === undefined) return 'erased';
  const { identities } = history.profile;
  const contact = history.fact('order', order)?.contact;
  const known: Readonly<Partial<Record<string, string>>> = {
    ...identities,
    ...(contact?.email !== undefined && { email: contact.email }),
    ...(contact?.phone !== undefined && { phone: contact.phone }),
  };
  const kind = owner.kind === 'id' ? owner.kind : identityKinds.find((one) => one !== 'id' && known[one] !== undefined);
  const value = kind && known[kind];
  if (kind === undefined || value === undefined) throw unknownOrder(type);
  return { [kind]: value };
}

function unknownOrder(type: string): ContractError {
  return new ContractError(type, [{ path: 'order.id', problem: 'is of no order that came through a connector' }]);
}
