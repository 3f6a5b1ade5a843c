import { type Message, partsOfKey } from '../../src/contracts/message.ts';
import { suppress, withdrawConsent } from '../../src/policy/profile.ts';
import type { Stores } from '../../src/stores/stores.ts';
import type { Report } from './reports.ts';

/**
 * Records what became of a sent message, and closes a channel that bounced or drew a complaint. A report
 * that comes before the send was recorded settles it; one that comes twice changes nothing.
 */
export async function recordFeedback(report: Report, { customers, messages }: Stores): Promise<void> {
  const { tags, channel, kind, at, suppress: reason } = report;
  const { customer, message: key, journey, purpose, variant } = tags;
  const named = {
    key,
    customer,
    ...partsOfKey(key),
    journey,
    purpose,
    ...(variant !== undefined && { message: variant }),
  };
  const unrecorded: Message = { ...named, channel, due: at, at, outcome: 'unknown' };
  if (reason !== undefined) {
    await customers.change(customer, (profile) => {
      const closed = suppress(profile, channel, { reason, at });
      return reason === 'complaint' ? withdrawConsent(closed, channel, at, 'complaint') : closed;
    });
  }
  await messages.feedback(unrecorded, kind, at);
}
