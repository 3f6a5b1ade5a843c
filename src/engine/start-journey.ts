import { contactOf } from '../commerce/contact.ts';
import { customFields } from '../commerce/reading/custom-fields.ts';
import { parseStoreEvent } from '../commerce/reading/read-event.ts';
import type { Delay } from '../model/delay.ts';
import type { Enrolment } from '../model/enrolment.ts';
import { DomainError } from '../model/errors.ts';
import type { JourneyRules } from '../model/journey.ts';
import type { Refusal } from '../model/outcome.ts';
import type { Run, RunEnd } from '../model/run.ts';
import type { Subject } from '../model/subject.ts';
import { noteGoals } from '../policy/attribution/goals.ts';
import { pickAll } from '../policy/condition/filter.ts';
import { isFor } from '../policy/entry/audience.ts';
import { factOf } from '../policy/past/fold-fact.ts';
import { orderOf } from '../policy/past/subject.ts';
import { isUnderWay } from '../policy/run/arrival.ts';
import { dueAfter, isTooFarAhead, nextMessageOf } from '../policy/run/progress.ts';
import { endOf, mayReenter, refusalOf, subjectOf } from '../policy/run/runs.ts';
import { answerAtDoor, type DoorAnswer, notInAudience } from '../policy/run/turned-away.ts';
import { fromIso, toIso } from '../policy/time/timing.ts';
import type { History } from '../stores/history.ts';
import { isSettledPlace, runId } from '../stores/item-keys.ts';
import { isFirstRevision } from '../stores/revisions.ts';
import type { Stored } from '../stores/table.ts';
import { profileFor } from './doors.ts';
import type { Ports } from './ports.ts';
import { recordEvent } from './record/record-event.ts';

export type StartPorts = Pick<
  Ports,
  'stores' | 'keys' | 'journeys' | 'segments' | 'settings' | 'clock' | 'startExecution'
>;

/** The outcome of a customer's entry into a journey. */
export type EntryOutcome = 'started' | 'refused' | 'already-in' | 'not-in-audience' | 'erased' | 'history';

/** Somebody at a journey's door: who, why, and from when on the run counts. */
interface EntryContext
  extends Pick<Run, 'subject' | 'about' | 'contact' | 'startedAt' | 'startedBy' | 'test' | 'filter'> {
  readonly rules: JourneyRules;
  readonly history: History;
}

/**
 * Enters a customer into a journey by an event: writes the run, then has its execution started. Repeating it changes
 * nothing.
 * @throws ContractError when the event does not fit its contract
 * @throws DomainError when the journey is unknown, the event does not name the thing that `once per` asks for, or the
 * journey takes no entries by hand
 */
export async function startJourney(journey: string, message: unknown, ports: StartPorts): Promise<EntryOutcome> {
  const { clock, settings } = ports;
  const event = parseStoreEvent(message, { now: clock(), shop: settings.shop });
  if (event.history) return 'history'; // the rule leaves it out; a queue may still hold one of an earlier rule
  const rules = rulesNamed(journey, ports);
  const { starts } = rules;
  if (event.type === 'journey.requested' && !starts.byHand)
    throw new DomainError(`Nobody may be let into "${journey}" by hand: its "starts" do not say "by hand: true".`);
  const history = await recordEvent(event, ports.stores, ports.settings);
  if (history === undefined) return 'erased';
  const subject = subjectOf(rules, event, history.customer);
  if (subject === undefined)
    throw new DomainError(`${event.type} names no ${starts.oncePer}, which ${journey} runs once per.`);
  const custom = customFields(event.type, detailOf(message));
  const filter = pickAll(event, [starts.where ?? {}, ...(rules.remembers ?? [])], custom);
  const { id: startedBy, test } = event;
  const startedAt = fromIso(event.occurredAt);
  const about = factOf(event);
  const contact = contactOf(event, startedAt);
  const entry = { rules, history, subject, about, ...contact, startedAt, startedBy, test, filter };
  const { outcome, answer } = await letIn(entry, ports);
  if (answer !== undefined) await noteRefusal(entry, answer, ports);
  return outcome;
}

/** Keeps why an event of a customer started nothing, so that somebody who asks can be told. */
async function noteRefusal(entry: EntryContext, answer: DoorAnswer, { stores }: StartPorts): Promise<void> {
  const { history, rules, subject, startedAt } = entry;
  const line = { customer: history.customer, journey: rules.journey, subject: subject.kind, times: [startedAt] };
  await stores.refusals.note({ ...line, ...answer }, subject);
}

/** The detail as the store sent it. */
function detailOf(message: unknown): unknown {
  return (message as { readonly detail?: unknown }).detail; // was read as a store event just before
}

/**
 * Lets a customer into a journey without an event: by the calendar, or because they came into a segment.
 * @throws DomainError when the journey or the customer is unknown
 */
export async function startEntry({ journey, entry }: Enrolment, ports: StartPorts): Promise<EntryOutcome> {
  const rules = rulesNamed(journey, ports);
  const { customers } = ports.stores;
  const history = await customers.load(entry.customer);
  if (history === undefined && (await customers.erasedAt(entry.customer)) !== undefined) return 'erased';
  if (history === undefined)
    throw new DomainError(`An entry into "${journey}" names a customer who is not in the table.`);
  const subject: Subject = { kind: 'customer', id: history.customer };
  const startedAt = fromIso(entry.at);
  const context = { rules, history, subject, startedAt, startedBy: entry.id, test: false, filter: {} };
  return (await letIn(context, ports)).outcome;
}

function rulesNamed(journey: string, { journeys }: StartPorts): JourneyRules {
  const rules = Object.hasOwn(journeys, journey) ? journeys[journey] : undefined;
  if (rules) return rules;
  throw new DomainError(`There is no journey "${journey}": is what names it misspelt, or older than the deployment?`);
}

/** The outcome of an entry, and what to keep of one that began nothing. */
interface Entered {
  readonly outcome: EntryOutcome;
  readonly answer?: DoorAnswer | undefined;
}

async function letIn(entry: EntryContext, ports: StartPorts): Promise<Entered> {
  const { rules, startedBy, subject } = entry;
  const { stores, segments, clock, startExecution } = ports;
  const isOfCustomer = subject.kind === 'customer'; // what an event names has been looked for with the event
  const history = isOfCustomer ? await stores.archive.forCustomer(entry.history) : entry.history;
  const { facts } = history;
  const run = noteGoals(newRun(entry, ports), rules, facts);
  const isHere = history.runs.some((one) => one.journey === run.journey && one.startedBy === startedBy);
  const profile = await profileFor(rules.starts.if, run, history, async () => stores.addresses);
  const known = { now: clock(), run, profile, facts, segments };
  if (!isHere && !isFor(rules, known)) return { outcome: 'not-in-audience', answer: notInAudience }; // who was let in is not put out when asked again
  const givesWay = (previous: Run) =>
    previous.startedBy !== startedBy &&
    (previous.test || !run.test) &&
    mayReenter(previous, run.startedAt, rules, facts);
  const entered = await enter(run, { givesWay, closed: closedBefore(run, history), read: history.stored.runs }, stores);
  const answer = answerAtDoor(run, entered, rules);
  if (entered.startedBy !== startedBy) return { outcome: 'already-in', answer };
  if (entered.ended !== undefined) return { outcome: 'refused', answer };
  await startExecution(rules.journey, entered.id, entered.input, isHere && hasWaited(entered, rules));
  return { outcome: 'started' };
}

/** True if the run had to wait for its first step when it began, or may have entered ahead of its time. */
function hasWaited({ input, startedAt }: Run, { starts }: JourneyRules): boolean {
  return starts.on === undefined || fromIso(input.next.until) > startedAt;
}

/** The run that holds the place, whether it gives way, the closed run before it, and the items that were read. */
interface Place {
  readonly givesWay: (previous: Run) => boolean;
  readonly closed: Stored<Run> | undefined;
  readonly read: readonly Stored<Run>[];
}

/** The subject's run before this one, if it is not read any more. */
function closedBefore({ journey, subject }: Run, { stored }: History): Stored<Run> | undefined {
  return stored.runs.find(
    ({ value, ...key }) =>
      isSettledPlace(key) &&
      value.journey === journey &&
      value.subject.kind === subject.kind &&
      (subject.kind === 'customer' || value.subject.id === subject.id),
  );
}

/** Puts the run in its place; again where the customer's place is by now, if they were joined to another meanwhile. */
async function enter(run: Run, { givesWay, closed, read }: Place, stores: Ports['stores']): Promise<Run> {
  const entered = await stores.runs.enter(run, givesWay, closed, read);
  const isNew = isFirstRevision(entered.rev) && entered.value.id === run.id;
  const customer = isNew ? await stores.customers.standing(run.customer) : undefined;
  return customer === undefined || customer === entered.value.customer
    ? entered.value
    : (await stores.runs.move(entered, customer)).value;
}

function newRun(entry: EntryContext, ports: StartPorts): Run {
  const { rules, history, ...begun } = entry;
  const { customer } = history;
  const { journey, firstDelay } = rules;
  const { settings, keys } = ports;
  const { startedAt } = begun;
  // Without a first wait, the first step is due at once; `deliver-message` checks the quiet hours itself.
  const due = isNone(firstDelay)
    ? startedAt
    : dueAfter(firstDelay, { from: startedAt, run: begun, past: history, rules, settings, customer });
  const id = runId({ customer, journey, ...begun }, keys);
  return {
    ...begun,
    id,
    customer,
    journey,
    input: { customer, run: id, journey, next: { until: toIso(due) } },
    next: { at: due, ...nextMessageOf(firstDelay, rules) },
    ended: refusalAtDoor(entry, due, ports),
  };
}

/** True if a journey begins without a wait. */
function isNone(delay: Delay): boolean {
  return 'minutes' in delay && delay.minutes === 0;
}

/** A test, a start that comes too late, or one that a later event has already overtaken; and what `refusalAhead` finds. */
function refusalAtDoor(entry: EntryContext, due: number, { clock, settings }: StartPorts): RunEnd | undefined {
  const { rules, history, test, startedAt } = entry;
  const now = clock();
  const overtaken = endOf(entry, rules, history.facts) && 'already-ended';
  const start = { test, occurredAt: toIso(startedAt) };
  const reason = refusalOf(start, now, settings.staleAfterMinutes) ?? overtaken ?? refusalAhead(entry, due);
  return reason && { at: now, why: 'refused', reason };
}

/** Another parcel of the order is under way, or the first step is due when the execution is long over. */
function refusalAhead(entry: EntryContext, due: number): Refusal | undefined {
  const { rules, history } = entry;
  const { facts } = history;
  if (rules.starts.awaitsParcels && isUnderWay(orderOf(entry, facts), facts)) return 'not-delivered';
  return isTooFarAhead(entry, rules, due) ? 'too-far-ahead' : undefined;
}
