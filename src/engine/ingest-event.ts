import { channels } from '../commerce/customer/channel.ts';
import { isDataRequest } from '../commerce/customer/data-request.ts';
import type { StoreEvent } from '../commerce/events.ts';
import type { Occurrence } from '../commerce/occurrence.ts';
import { readStoreEvent } from '../commerce/reading/read-event.ts';
import { isLaterLook } from '../model/data-request.ts';
import type { Enrolment } from '../model/enrolment.ts';
import { confirmationJourney, type JourneyRules } from '../model/journey.ts';
import type { Run, RunEnd } from '../model/run.ts';
import { reachedGoals } from '../policy/attribution/conversion.ts';
import { isOpen, noteGoals, openTo } from '../policy/attribution/goals.ts';
import { wasJoinedBy } from '../policy/customer/names.ts';
import { enrolmentsBy } from '../policy/entry/segments.ts';
import { factOf } from '../policy/past/fold-fact.ts';
import { occurrencesOf } from '../policy/past/occurrences.ts';
import { endOf, isConcerned } from '../policy/run/runs.ts';
import { toIso } from '../policy/time/timing.ts';
import type { History } from '../stores/history.ts';
import type { Stored } from '../stores/table.ts';
import { attributeGoals } from './attribute.ts';
import { type CallOffPorts, callOff } from './call-off.ts';
import type { Ports } from './ports.ts';
import { confirmationsDue } from './record/consents.ts';
import type { IdentityRules } from './record/identity-rules.ts';
import { recordEvent } from './record/record-event.ts';
import { type ResumePorts, type RunChange, releaseWaiting, resumeRun } from './resume.ts';
import { tidy } from './tidy.ts';

type IngestPorts = ResumePorts & CallOffPorts & Pick<Ports, 'segments' | 'enrol' | 'askForData'>;

/** A run that the event may mean something to, and what is known. */
interface AffectedRun {
  readonly stored: Stored<Run>;
  readonly rules: JourneyRules;
  readonly history: History;
}

/**
 * Ingests one store event: records it, ends the runs it ends, resumes the runs that await it, notes the goals it
 * reaches and credits them to messages, and enrols the customer in journeys that begin with a segment which the event
 * brought them into. What asks for a customer's data, or for their erasure, it passes on, with the patience of its queue.
 * @throws ContractError when the event does not fit its contract
 */
export async function ingestEvent(message: unknown, ports: IngestPorts): Promise<void> {
  const { clock, settings, count } = ports;
  if (isLaterLook(message)) return ports.askForData(message);
  const { event, dropped } = readStoreEvent(message, { now: clock(), shop: settings.shop });
  for (const field of [...dropped, ...unknownTopics(event, settings)]) count('DroppedField', { field });
  if (isDataRequest(event)) return ports.askForData(message);
  return takeIn(event, ports);
}

/** The fields by which the event agrees to a topic that the shop does not have: that agrees to nothing. */
function unknownTopics({ customer: { consent = {} } }: StoreEvent, { topics }: Pick<Ports['settings'], 'topics'>) {
  return channels.flatMap((channel) => {
    const { granted, topic } = consent[channel] ?? {};
    return granted && topic !== undefined && !Object.hasOwn(topics, topic) ? [`customer.consent.${channel}.topic`] : [];
  });
}

async function takeIn(event: StoreEvent, ports: IngestPorts): Promise<void> {
  const { stores, journeys } = ports;
  const history = await recordEvent(event, stores, asking(ports));
  if (history === undefined) return ports.count('NotRecorded', { type: event.type });
  const { facts } = history;
  const news = newsOf(event, history);
  const concerned = history.stored.runs.filter(({ value: run }) => {
    const rules = journeys[run.journey];
    return rules !== undefined && (news === 'all' || isConcerned(run, rules, news, facts));
  });
  for (const stored of concerned) {
    const rules = journeys[stored.value.journey];
    if (rules === undefined) continue;
    // What the event names has been fetched with it; what the run is about has not, if two customers turned out to be one.
    const { id, input } = stored.value;
    const known = news === 'all' ? await stores.archive.forRun(history, id, input.customer) : history;
    const about = { stored, rules, history: known };
    const current = await endOrResumeRun(about, ports);
    // Another run took its place meanwhile: record the goal there.
    if (current === undefined) return takeIn(event, ports);
    if (stored.value.ended === undefined && current.ended !== undefined) await callOff(current, rules, ports);
  }
  const runs = concerned.map(({ value }) => value);
  const reached = reachedGoals({ runs, facts, journeys }).filter(({ occurrence }) => isAmong(occurrence, news));
  await attributeGoals(history, reached, ports);
  const { customer, profile } = history;
  const asked = await confirmationsDue(event, profile, stores, asking(ports));
  const entering = [
    ...enrolmentsBy(event, { customer, profile: profile, facts }, ports),
    ...asked.map((at) => confirmationEntry(customer, at)),
  ];
  if (entering.length > 0) await ports.enrol(entering);
  const now = ports.clock();
  const openness = {
    now,
    isOpen: (run: Run) => isOpen(run, journeys[run.journey], now),
    openTo: (run: Run) => openTo(run, journeys[run.journey], now),
  };
  await tidy(history, openness, stores);
}

/** The settings of identities, with the time from which the journey that asks for confirmations may run, if there is one. */
function asking({ settings, journeys, clock }: Pick<IngestPorts, 'settings' | 'journeys' | 'clock'>): IdentityRules {
  return journeys[confirmationJourney] === undefined ? settings : { ...settings, askAt: clock() };
}

/** The entry into the journey that asks to confirm. Its run starts at the time of the right to the mail. */
function confirmationEntry(customer: string, at: number): Enrolment {
  return { journey: confirmationJourney, entry: { customer, at: toIso(at), id: `confirm-${at}` } };
}

/**
 * The occurrences that the event may have changed: all that its fact remembers. Every occurrence if it joined two
 * customers, because each one's facts may matter to the other's runs. None if an import tells it.
 */
function newsOf(event: StoreEvent, history: History): readonly Occurrence[] | 'all' {
  if (wasJoinedBy(history.profile, event.id)) return 'all';
  if (event.history) return [];
  const named = factOf(event);
  const fact = named && history.fact(named.kind, named.id);
  return fact ? occurrencesOf(fact) : [];
}

function isAmong({ on, id }: Occurrence, news: readonly Occurrence[] | 'all'): boolean {
  return news === 'all' || news.some((occurrence) => occurrence.on === on && occurrence.id === id);
}

/**
 * Ends or resumes the run, if it should be, and notes its goal: one write, or none when nothing changes.
 * @returns the run as it is now; undefined when another has taken its place
 */
async function endOrResumeRun(concerned: AffectedRun, ports: ResumePorts): Promise<Run | undefined> {
  const { stored, rules, history } = concerned;
  const move = stored.value.ended === undefined ? await endOrResume(concerned, ports) : asItIs;
  return ports.stores.runs.change(stored, (current) => noteGoals(move(current), rules, history.facts));
}

const asItIs: RunChange = (run) => run;

async function endOrResume(
  { stored: { value: run }, rules, history }: AffectedRun,
  ports: ResumePorts,
): Promise<RunChange> {
  const end = endOf(run, rules, history.facts);
  return end === undefined ? resumeRun(run, history, ports) : endRun(run, end, ports);
}

/** Marks the run as over; one that waits for an event passes on at once. */
async function endRun({ awaiting }: Run, ended: RunEnd, ports: ResumePorts): Promise<RunChange> {
  if (awaiting !== undefined) await releaseWaiting(awaiting, ports);
  return ({ awaiting: _awaiting, ...standing }) => ({ ...standing, ended });
}
