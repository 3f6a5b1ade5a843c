import type { Report } from '../../channels/contract/report.ts';
import { addressKindOf, type Channel } from '../../commerce/customer/channel.ts';
import type { Address, AddressRef } from '../../model/address.ts';
import { isMessageEvent } from '../../model/awaited.ts';
import { type FeedbackKind, firstKeyOf, isEngagement, type Message, partsOfKey } from '../../model/message.ts';
import { counts, type ReachedGoal, reachedGoals } from '../../policy/attribution/conversion.ts';
import { reportOptOut, suppress } from '../../policy/customer/address.ts';
import { noteArrived, noteUndelivered } from '../../policy/customer/address-sent.ts';
import { reportConsent } from '../../policy/customer/profile.ts';
import type { HeardReport } from '../../policy/delivery/heard-reports.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { History } from '../../stores/history.ts';
import { attributeGoals } from '../attribute.ts';
import { notedOf, noteForSeconds, secondInput } from '../deliver/fall-back.ts';
import { loadRun } from '../load-run.ts';
import type { Ports } from '../ports.ts';
import { changeHolders } from '../record/holders.ts';
import { type ResumePorts, resumeRun } from '../resume.ts';

/** The ledger needs no secret; most reports need no other store. */
export type FeedbackPorts = Pick<Ports, 'ledger' | 'reportTimes' | 'open' | 'reschedule'> & Omit<ResumePorts, 'stores'>;

/**
 * Records a report on a sent message, closes a channel that bounced or drew a complaint, and resumes the run if it
 * awaits the report. A report that arrives before the send was recorded settles the message; a repeated one changes
 * nothing. An opening or a click that is reported after its conversion makes the conversion, or moves it to this
 * message.
 */
export async function recordFeedback(report: Report, { open, ...rest }: FeedbackPorts): Promise<void> {
  const { tags, channel, kind, at, failure, suppress: reason } = report;
  const isFailure = kind === 'bounced' || kind === 'failed';
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
  const { line, isNews = false } = (await rest.ledger.feedback(unrecorded, kind, at, failure)) ?? {};
  if (line !== undefined) await noteReport(channel, { sent: line.at, at, isNews }, rest);
  const arrives = showsArrival(line, kind);
  if (reason === undefined && !isEngagement(kind) && !isFailure && !arrives) return; // a delivery, which is what most reports say
  const ports = { ...rest, stores: await open() };
  if (arrives) await markArrived(report, line, ports);
  if (reason !== undefined) await closeAddress(report, line, ports);
  if (reason === undefined && kind === 'failed') await markUndelivered(report, line, ports);
  if (isFailure) await bringBack(report, line, ports);
  if (!isEngagement(kind)) return;
  const history = await loadRun({ customer, run: named.run }, ports.stores);
  if (history === undefined) return;
  if (isMessageEvent(`message.${kind}`)) await resumeWaiting(report, history, ports);
  await attributeGoals(history, goalsAfter(report, history, ports), ports);
}

/**
 * Closes the address that the report names, or else the one that the message went to, for every customer who has it. The
 * customer's present address, if it is another, stays open. A complaint is an opt-out as well.
 */
async function closeAddress(
  report: Report,
  line: Message | undefined,
  { stores }: Pick<Ports, 'stores'>,
): Promise<void> {
  const { channel, at, suppress: reason, tags } = report;
  const { customer } = tags;
  const ref = reportedAddress(report, line, stores);
  if (reason === undefined || ref === undefined) return;
  const close = (address: Address) => {
    const closed = suppress(address, { reason, at });
    return reason === 'complaint' ? reportOptOut(closed, customer, at, reason) : closed;
  };
  const said = { what: reason, saidAt: at, from: 'report', source: reason, customer } as const;
  const address = await stores.addresses.change(ref, close, said);
  if (reason !== 'complaint') return;
  await changeHolders({ ref, address, customer }, stores, (profile) =>
    reportConsent(profile, channel, { granted: false, at, source: reason }),
  );
}

/** The address that a report names, or else the one that the message went to: its line may not say so yet. */
function reportedAddress(
  { channel, address }: Report,
  line: Message | undefined,
  { addresses }: Pick<Ports['stores'], 'addresses'>,
): AddressRef | undefined {
  const kind = addressKindOf[channel];
  if (address !== undefined) return addresses.refOf(kind, address);
  return line?.address === undefined ? undefined : { kind, hash: line.address };
}

/** Notes that a report came in, on a message that was sent then. */
export function noteReport(
  channel: Channel,
  evidence: HeardReport,
  { journeys, reportTimes, clock }: Pick<Ports, 'journeys' | 'reportTimes' | 'clock'>,
): Promise<void> {
  return noteForSeconds(() => reportTimes.noteReport(notedOf(channel, journeys), evidence, clock()));
}

/** True if a report shows that a message arrived at an address that is marked, or was: because of this very message, or of one before. */
function showsArrival(line: Message | undefined, kind: FeedbackKind): boolean {
  if (line?.address === undefined || (line.replaced === undefined && !line.afterUndelivered)) return false;
  return kind === 'delivered' || (isEngagement(kind) && line.feedback?.delivered === undefined);
}

/** Notes on the address that a message arrived there: it goes behind other channels no more. A service's clock may be a little slow. */
async function markArrived({ channel, at }: Report, line: Message | undefined, { stores }: Pick<Ports, 'stores'>) {
  const hash = line?.address;
  if (line === undefined || hash === undefined) return;
  await stores.addresses.change({ kind: addressKindOf[channel], hash }, (known) =>
    noteArrived(known, Math.max(at, line.at)),
  );
}

/** Notes on the address that a message did not arrive there, though it stays open: other channels go first for a while. */
async function markUndelivered(report: Report, line: Message | undefined, { stores }: Pick<Ports, 'stores'>) {
  const ref = reportedAddress(report, line, stores);
  if (line === undefined || ref === undefined) return; // no line: the customer was erased
  await stores.addresses.change(ref, (known) => noteUndelivered(known, report.at));
}

/** Brings a message back that did not arrive, if its step has other channels to fall back on. It grows stale from the report's time on. */
async function bringBack(
  { at, tags: { journey, customer, message: key } }: Report,
  line: Message | undefined,
  { journeys, clock, reschedule }: Pick<Ports, 'journeys' | 'clock' | 'reschedule'>,
): Promise<void> {
  const step = journeys[journey]?.fallBacks?.[partsOfKey(key).step];
  if (line === undefined || step === undefined || firstKeyOf(key) !== undefined) return; // no line: the customer was erased
  const { due, run } = line;
  const now = clock();
  const input = { customer, run, journey, next: { until: toIso(due) } };
  await reschedule(secondInput(input, step, { due, since: Math.min(at, now) }), now);
}

/** Resumes the message's run, if that waits for what becomes of its last message. */
async function resumeWaiting({ tags }: Report, history: History, ports: ResumePorts): Promise<void> {
  const { messages, runs } = ports.stores;
  const { run: id } = partsOfKey(tags.message);
  const run = history.storedRun(id);
  if (!run?.value.awaiting?.on.some(isMessageEvent)) return;
  await runs.change(run, await resumeRun(run.value, history, ports, await messages.ofRun(run.value)));
}

/** The goals of the message's run that the touch may have led to. Only for them the ledger is read. */
function goalsAfter(
  { tags, kind, at }: Report,
  { runs, facts }: History,
  { journeys, settings }: ResumePorts,
): ReachedGoal[] {
  if (journeys[tags.journey]?.goal === undefined || !isEngagement(kind)) return [];
  const { run: id } = partsOfKey(tags.message);
  const { windowMinutes } = settings.attribution;
  return reachedGoals({
    runs: runs.filter(({ journey }) => journey === tags.journey),
    facts: facts,
    journeys,
  }).filter(({ run, occurrence }) => run === id && counts({ kind, at }, occurrence, windowMinutes));
}
