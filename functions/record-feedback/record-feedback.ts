import { isTouch, type Message } from '../../src/contracts/message.ts';
import { counts, reachedGoals } from '../../src/policy/conversion.ts';
import { suppress, withdrawConsent } from '../../src/policy/profile.ts';
import { type Attribution, attribute } from '../../src/stores/attribute.ts';
import type { History } from '../../src/stores/customers.ts';
import type { Report } from './reports.ts';

/**
 * Records what became of a sent message, and closes a channel that bounced or drew a complaint. A report
 * that comes before the send was recorded settles it; one that comes twice changes nothing. An opening or a click
 * that is told of after what it led to makes the conversion, or moves it here.
 */
export async function recordFeedback(report: Report, dependencies: Attribution): Promise<void> {
  const { customers, messages } = dependencies.stores;
  const { tags, channel, kind, at, suppress: reason } = report;
  const { customer, message: key, run, journey, step, purpose } = tags;
  const unrecorded: Message = { key, customer, run, journey, step, purpose, channel, due: at, at, outcome: 'unknown' };
  if (reason !== undefined) {
    await customers.change(customer, (profile) => {
      const closed = suppress(profile, channel, { reason, at });
      return reason === 'complaint' ? withdrawConsent(closed, channel, at, 'complaint') : closed;
    });
  }
  await messages.feedback(unrecorded, kind, at);
  if (dependencies.journeys[journey]?.goal === undefined) return;
  const history = isTouch(kind) ? await customers.load(customer) : undefined;
  if (history !== undefined && mayConvert(report, history, dependencies)) await attribute(history, dependencies);
}

/** Whether the touch may have led to what the message's run was for. Only then the ledger is read. */
function mayConvert(
  { tags, kind, at }: Report,
  { runs, facts }: History,
  { journeys, settings }: Attribution,
): boolean {
  const { windowMinutes } = settings.attribution;
  return reachedGoals({
    runs: runs.map(({ value }) => value),
    facts: facts.map(({ value }) => value),
    journeys,
  }).some(({ run, happening }) => run === tags.run && isTouch(kind) && counts({ kind, at }, happening, windowMinutes));
}
