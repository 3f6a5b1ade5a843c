import type { KnownDates } from '../contracts/delay.ts';
import type { Fact } from '../contracts/fact.ts';
import type { Run } from '../contracts/run.ts';
import { factsAbout } from './subject.ts';
import { fromIso } from './timing.ts';

/** The dates that a run's waits can go by, as far as they are known. */
export function datesOf(run: Pick<Run, 'subject' | 'about'>, facts: readonly Fact[]): KnownDates {
  const { cart, checkout, order, shipment } = factsAbout(run, facts);
  const expectedAt = shipment?.expectedAt;
  return {
    'cart.updatedAt': cart?.updatedAt,
    'checkout.startedAt': checkout?.startedAt,
    'order.placedAt': order?.placedAt,
    'shipment.dispatchedAt': shipment?.dispatchedAt,
    'shipment.expectedAt': expectedAt === undefined ? undefined : fromIso(expectedAt),
    'shipment.deliveredAt': shipment?.deliveredAt,
  };
}
