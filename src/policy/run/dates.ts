import type { KnownDates } from '../../model/delay.ts';
import type { Fact } from '../../model/fact.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run } from '../../model/run.ts';
import { trustedProfile } from '../customer/profile.ts';
import { reorderAt } from '../past/reorder.ts';
import { factsAbout } from '../past/subject.ts';
import { fromIso, nextAnniversary } from '../time/timing.ts';

/**
 * The profile and facts whose dates are asked for, and the time from which they count: yearly dates are the next ones.
 */
export interface DateQuestion {
  readonly facts: readonly Fact[];
  readonly profile: Profile;
  /** Epoch milliseconds. */
  readonly from: number;
  /** The customer's IANA zone. */
  readonly zone: string;
}

/** The dates that a run's waits can go by, as far as they are known. */
export function datesOf(run: Pick<Run, 'subject' | 'about'>, { facts, profile, from, zone }: DateQuestion): KnownDates {
  const { cart, checkout, order, shipment } = factsAbout(run, facts);
  const { birthday } = trustedProfile(profile);
  return {
    'cart.updatedAt': cart?.updatedAt,
    'checkout.startedAt': checkout?.startedAt,
    'order.placedAt': order?.placedAt,
    'order.dispatchBy': instant(order?.dispatchBy),
    'order.reorderAt': order && reorderAt(order, facts),
    'shipment.dispatchedAt': shipment?.dispatchedAt,
    'shipment.expectedAt': instant(shipment?.expectedAt),
    'shipment.deliveredAt': shipment?.deliveredAt,
    'customer.birthday': birthday === undefined ? undefined : nextAnniversary(birthday, from, zone),
  };
}

function instant(text: string | undefined): number | undefined {
  return text === undefined ? undefined : fromIso(text);
}
