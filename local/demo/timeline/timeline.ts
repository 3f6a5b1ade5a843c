import {
  type CustomerRecord,
  type StepOrder,
  type TimelineEntry,
  timelineOfRecord,
} from '../../../src/explain/timeline.ts';
import type { Profile } from '../../../src/model/profile.ts';
import type { ShopRecords } from './shop-records.ts';

/** All that the shop's table holds of a customer, also from before they were known to be this one. */
export function recordOf(customer: string, { records, refusals, resolve, factsOf }: ShopRecords): CustomerRecord {
  const mine = (one: { readonly customer: string }) => resolve(one.customer) === customer;
  const nobody = { customer, identities: {}, consent: {}, said: {}, claims: {} } satisfies Profile;
  return {
    profile: records.profiles.get(customer) ?? nobody,
    facts: factsOf(customer),
    runs: records.runs.filter(mine),
    messages: records.messages.filter(mine),
    conversions: records.conversions.filter(mine),
    refusals: refusals.filter(mine),
  };
}

/** All that happened to a customer of the shop. */
export function timelineOf(customer: string, shop: ShopRecords, steps: StepOrder): TimelineEntry[] {
  return timelineOfRecord(recordOf(customer, shop), steps);
}
