import type { ShipmentFact } from '../../commerce/shipment/fact.ts';
import type { Fact } from '../../model/fact.ts';

/** True if the order has reached the customer: at least one parcel of it is known, and all known ones have arrived. */
export function hasArrived(order: string | undefined, facts: readonly Fact[]): boolean {
  const parcels = parcelsOf(order, facts);
  return parcels.length > 0 && parcels.every(({ deliveredAt }) => deliveredAt !== undefined);
}

/** True if a parcel of the order has left, or was reported late, and has not arrived. */
export function isUnderWay(order: string | undefined, facts: readonly Fact[]): boolean {
  return parcelsOf(order, facts).some(({ deliveredAt }) => deliveredAt === undefined);
}

function parcelsOf(order: string | undefined, facts: readonly Fact[]): ShipmentFact[] {
  return facts.filter((fact) => fact.kind === 'shipment').filter((parcel) => parcel.order === order);
}
