import type { JourneyRules } from '../contracts/journey.ts';
import type { StoreSettings } from '../contracts/store-settings.ts';
import { conversionsOf } from '../policy/conversion.ts';
import type { History } from './customers.ts';
import { conversionKey } from './keys.ts';
import type { Stores } from './stores.ts';

/** What decides whose doing a reached goal was. */
export interface Attribution {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
}

/**
 * Credits every goal that the customer reached to the message that was touched last before. Doing it again changes
 * nothing. It reads the ledger, so ask for it only when there may be something to credit.
 */
export async function attribute(history: History, { stores, journeys, settings }: Attribution): Promise<void> {
  const { customer, profile } = history;
  const { messages, conversions } = await stores.conversions.withLedger(customer);
  const joined = Object.keys(profile.value.mergedFrom ?? {}); // what was sent before they were known to be this one
  const earlier = await Promise.all(joined.map((one) => stores.messages.ofCustomer(one)));
  const found = conversionsOf({
    customer,
    runs: history.runs.map(({ value }) => value),
    facts: history.facts.map(({ value }) => value),
    messages: [...messages, ...earlier.flat()],
    journeys,
    windowMinutes: settings.attribution.windowMinutes,
  });
  const known = new Map(conversions.map((stored) => [stored.sk, stored]));
  for (const conversion of found) await stores.conversions.record(conversion, known.get(conversionKey(conversion).sk));
}
