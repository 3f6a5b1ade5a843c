import { isMessageEvent } from '../../src/contracts/awaited.ts';
import { type Message, partsOfKey } from '../../src/contracts/message.ts';
import { suppress, withdrawConsent } from '../../src/policy/profile.ts';
import { type ResumeDependencies, resumeRun } from '../../src/stores/resume.ts';
import type { Report } from './reports.ts';

/**
 * Records what became of a sent message, closes a channel that bounced or drew a complaint, and resumes the run if
 * that awaits the report. One that comes before the send was recorded settles it; one that comes twice changes nothing.
 */
export async function recordFeedback(report: Report, dependencies: ResumeDependencies): Promise<void> {
  const { customers, messages } = dependencies.stores;
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
  if (isMessageEvent(`message.${kind}`)) await resumeWaiting(report, dependencies);
}

/** Resumes the message's run, if that waits for what becomes of its last message. */
async function resumeWaiting({ tags }: Report, dependencies: ResumeDependencies): Promise<void> {
  const { customers, messages } = dependencies.stores;
  const history = await customers.load(tags.customer);
  const { run: id } = partsOfKey(tags.message);
  const run = history?.runs.find(({ value }) => value.id === id);
  if (history === undefined || !run?.value.awaiting?.on.some(isMessageEvent)) return;
  await resumeRun(run, history, dependencies, await messages.ofRun(run.value));
}
