import { nextMorning } from './clock.ts';
import { addressesOf, type Evidence, secondKey, type Told } from './evidence.ts';
import { topicOf } from './promised.ts';
import { type Violation, when } from './violation.ts';
import { pausedBy } from './wishes.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** How late a message may be that is due at once: what queues and machines repeat, and a rush that waits its turn. */
const patience = 6 * hour;

/** How long after the end of a pause a message may ask again. */
const asksAgain = 6 * hour;

/** Messages that follow from an event for certain, unless one of the other events about the thing has come by then. */
interface Promise {
  readonly on: Told['type'];
  readonly journey: string;
  readonly step: string;
  /** When it is due at the latest. */
  readonly due: (event: Told) => number;
  readonly unless: readonly Told['type'][];
  readonly about: 'order' | 'shipment' | 'inquiry' | 'product';
}

const atOnce = ({ posted }: Told) => posted;
const promises: readonly Promise[] = [
  {
    on: 'order.placed',
    journey: 'post-purchase',
    step: 'thanks',
    due: ({ at, posted, shopper }) => Math.max(posted, nextMorning(shopper.person.place.zone, at, '10:00')),
    unless: ['order.cancelled', 'order.refunded'],
    about: 'order',
  },
  {
    on: 'shipment.dispatched',
    journey: 'shipping-updates',
    step: 'dispatched',
    due: atOnce,
    unless: ['shipment.delivered'],
    about: 'shipment',
  },
  {
    on: 'shipment.delivered',
    journey: 'shipping-arrival',
    step: 'arrived',
    due: atOnce,
    unless: [],
    about: 'shipment',
  },
  { on: 'inquiry.received', journey: 'inquiry', step: 'received', due: atOnce, unless: [], about: 'inquiry' },
];

/** What was lost: events without an effect, and messages of which nothing is known. */
export function lossViolations(evidence: Evidence): Violation[] {
  return [...lostEvents(evidence), ...lostMessages(evidence), ...failures(evidence), ...runsLeftOpen(evidence)];
}

/** Runs that nothing will end, unless one of their messages is still to come back. */
function runsLeftOpen({ openRuns, ledger, started }: Evidence): Violation[] {
  const held = new Set(
    [...ledger.values()].flatMap(({ key, outcome }) => (outcome === 'held' ? [key.split('_')[0]] : [])),
  );
  return openRuns
    .filter(({ id }) => !held.has(id))
    .map(({ id, journey }) => ({ rule: 'open-run', what: `${journey} of ${started.get(id)?.by ?? id}` }));
}

function lostEvents(evidence: Evidence): Violation[] {
  const closed = new Set(evidence.optOuts.filter(({ by }) => by !== 'link').map(({ address }) => address));
  const sentOf = Map.groupBy(evidence.sent, ({ run, step }) => `${run}_${step}`);
  return evidence.told.flatMap((event) => {
    const promised = promises.find(({ on }) => on === event.type);
    const address = event.detail.customer.email;
    if (promised === undefined || event.kind !== 'good' || address === undefined || closed.has(address)) return [];
    const due = resumed(promised.due(event), promised, evidence.pauses);
    if (isSwitchedOff(promised, event, evidence) || isOvertaken(event, promised, due)) return [];
    if (isErased(event, promised, evidence)) return [];
    const runs = evidence.startedBy.get(event.detail.id)?.filter(({ journey }) => journey === promised.journey) ?? [];
    const keys = runs.map(({ run }) => `${run}_${promised.step}`);
    const sent = keys.flatMap((key) => sentOf.get(key) ?? []);
    const [first] = sent;
    const unknown = keys.some((key) => evidence.ledger.get(key)?.outcome === 'unknown');
    if (first !== undefined && first.at <= due + patience) return [];
    if (unknown && sent.every(isSecond)) return []; // the ledger says that nobody knows whether it went at its time
    const ledger = keys.map((key) => evidence.ledger.get(key)).map((line) => line && `${line.outcome} ${line.reason}`);
    const known = `${runs.length} runs, ledger: ${ledger.join(', ') || 'nothing'}`;
    const what = first === undefined ? `never went (${known})` : `went only at ${when(first.at)}`;
    const message = `${promised.journey} ${promised.step}, due ${when(due)} after ${event.detail.id}`;
    return [{ rule: 'lost-event', shopper: event.shopper.person.name, what: `${message}: ${what}` } as const];
  });
}

/** Whether it is the second attempt of its message: it goes hours after the first, once that would have been reported. */
function isSecond({ key, run, step }: Evidence['sent'][number]): boolean {
  return key === secondKey(`${run}_${step}`);
}

/** The message of a promise, as a pause or a topic sees it. */
function messageOf({ journey, step }: Promise) {
  return { journey, step, purpose: 'transactional', channel: 'email' } as const;
}

/** When a message is due that the shop has paused by then: when it has resumed, and the message has asked again. */
function resumed(due: number, promised: Promise, pauses: Evidence['pauses']): number {
  const message = messageOf(promised);
  const pause = pauses.find(
    (one) => pausedBy(one, message) && one.askedAt <= due + patience && due < one.to + asksAgain,
  );
  if (pause === undefined || pause.to + asksAgain <= due) return due;
  const others = pauses.filter((one) => one !== pause);
  return resumed(pause.to + asksAgain, promised, others);
}

/**
 * Whether somebody ever switched the message's topic off for an address of its customer, or of somebody who shares one: the
 * opt-out goes along with everybody who carries the address.
 */
function isSwitchedOff(promised: Promise, { shopper }: Told, { choices, owners }: Evidence): boolean {
  const topic = topicOf(messageOf(promised));
  const mates = addressesOf(shopper).flatMap((address) => owners.get(address) ?? []);
  const addresses = [shopper, ...mates].flatMap(addressesOf);
  return choices.some(
    ({ address, choice }) =>
      addresses.includes(address) && 'to' in choice && choice.to === 'off' && choice.topic === topic,
  );
}

/**
 * Whether the event may have come to nothing because its customer was erased, or somebody who has an address of theirs: the
 * message was not due before, or is about something that began before.
 */
function isErased(event: Told, { due, about }: Promise, { owners }: Evidence): boolean {
  const mates = addressesOf(event.shopper).flatMap((address) => owners.get(address) ?? []);
  const thing = event.detail[about] as { readonly id: string } | undefined; // the contract's own field
  return [event.shopper, ...mates].some(({ erased }) => {
    if (erased === undefined || due(event) + patience < erased) return false;
    const began = Math.min(
      ...event.shopper.acts.flatMap(({ at, detail }) =>
        (detail.order ?? thing)?.id === (event.detail.order ?? thing)?.id ? [at] : [],
      ),
    );
    return began <= erased + patience;
  });
}

/** Whether another event about the thing makes the message pointless, or may have come before it was due. */
function isOvertaken(event: Told, { about, unless }: Promise, due: number): boolean {
  const thing = event.detail[about] as { readonly id: string } | undefined; // the contract's own field
  return event.shopper.acts.some(({ type, detail, posted, at, kind }) => {
    const same = (detail[about] as { readonly id: string } | undefined)?.id === thing?.id;
    if (!same || kind === 'bad') return false;
    if (type === event.type && detail.id !== event.detail.id) return true; // told of more than once
    return unless.includes(type) && (posted <= due + patience || at <= due);
  });
}

function lostMessages({ intended, ledger, started, end, erased }: Evidence): Violation[] {
  return intended.flatMap(({ customer, run, step, at, journey }): Violation[] => {
    if (erased.has(customer)) return []; // the ledger says nothing of them
    const line = ledger.get(`${run}_${step}`);
    const what = `${journey} ${step} of ${started.get(run)?.by ?? run}, due ${when(at)}`;
    if (line === undefined) return [{ rule: 'lost-message', what: `${what}: the ledger has no line` }];
    const attempts = [line, ledger.get(secondKey(line.key)) ?? line];
    const left = attempts.find(({ outcome, until = 0 }) => outcome === 'held' && until <= end - day);
    return left ? [{ rule: 'lost-message', what: `${what}: held until ${when(left.until ?? 0)}, and no more` }] : [];
  });
}

function failures({ failedExecutions, openExecutions, deadLetters, started, told }: Evidence): Violation[] {
  const bad = new Set(told.filter(({ kind }) => kind === 'bad').map(({ detail }) => detail.id));
  const failed = failedExecutions.map(({ run, at, error }): Violation => {
    const { journey, by } = started.get(run) ?? { journey: run, by: '' };
    return { rule: 'failed-execution', what: `${when(at)} ${journey} of ${by}: ${error}` };
  });
  const open: Violation[] =
    openExecutions === 0 ? [] : [{ rule: 'failed-execution', what: `${openExecutions} never ended` }];
  const letters = deadLetters
    .filter(({ what }) => !bad.has(eventId(what) ?? ''))
    .map(({ where, at, what }): Violation => {
      const about = eventId(what) ?? JSON.stringify(what).slice(0, 300);
      return { rule: 'dead-letter', what: `${when(at)} in ${where}: ${about}` };
    });
  return [...failed, ...open, ...letters];
}

/** The event that a message of a queue is about. */
function eventId(what: unknown): string | undefined {
  const body = what as { event?: { detail?: { id?: string } }; detail?: { id?: string } };
  return body.event?.detail?.id ?? body.detail?.id;
}
