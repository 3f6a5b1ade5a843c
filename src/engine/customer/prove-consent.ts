import { maxLength, singleLine, truncate } from '../../commerce/values/text.ts';
import type { ConsentEntry } from '../../model/address.ts';
import type { ConsentChange, ConsentWording } from '../../model/consent-entry.ts';
import type { ConsentProof, ProvenState, ProvenStatement } from '../../model/consent-proof.ts';
import { consentStates, legacyOf, placeOf } from '../../policy/customer/consent-ledger.ts';
import { fromIso, toIso } from '../../policy/time/timing.ts';
import type { ReadAddress } from '../../stores/addresses.ts';
import type { Stores } from '../../stores/stores.ts';

/**
 * The proof of consent of an address: its ledger, with what is on its way there, and what was stored before there was a
 * ledger.
 */
export async function consentProof(read: ReadAddress, { addresses }: Pick<Stores, 'addresses'>): Promise<ConsentProof> {
  const recorded = await addresses.ledger(read);
  const known = new Set(recorded.map(({ id }) => id));
  const waiting = Object.entries({ ...legacyOf(read.value, 0), ...read.value.unsettled });
  const entries = [
    ...recorded.map((entry) => ({ ...entry, recordedAt: toIso(entry.recordedAt) })),
    ...waiting.flatMap(([id, entry]) => (known.has(id) ? [] : [{ ...entry, id }])),
  ].toSorted((one, other) => one.saidAt - other.saidAt);
  const told = await Promise.all(
    entries.map(async ({ wording, ...entry }) => {
      return { entry, statement: statementOf(entry, wording && (await wordsOf(wording, addresses))) };
    }),
  );
  const inOrder = told.toSorted(({ entry: one }, { entry: other }) => byChange(one, other));
  const states = consentStates(read.value).map((state) =>
    provenState(
      state,
      inOrder.map(({ statement }) => statement),
    ),
  );
  return { kind: read.kind, states, statements: told.map(({ statement }) => statement) };
}

/** Sorts as the entries changed the address: those in the ledger by the time of their taking in, then those that wait. */
function byChange(one: Entry, other: Entry): number {
  const [first, second] = [recordedTime(one), recordedTime(other)];
  return first === second ? placeOf(one) - placeOf(other) : first - second;
}

function recordedTime({ recordedAt }: Entry): number {
  return recordedAt === undefined ? Number.MAX_SAFE_INTEGER : fromIso(recordedAt);
}

type Entry = Omit<ConsentEntry, 'wording'> & { readonly recordedAt?: string };

/** The state with the statement that last brought it about. Of what an address held before the ledger that is all one. */
function provenState({ topic, state }: ConsentChange, statements: readonly ProvenStatement[]): ProvenState {
  const changeIn = ({ changes = [] }: ProvenStatement) => changes.find((change) => change.topic === topic);
  const last = statements.findLast((statement) => changeIn(statement) !== undefined);
  const legacy = state === 'unknown' ? undefined : statements.find(({ what }) => what === 'before-the-ledger');
  const found = last ?? legacy;
  const named = { ...(topic !== undefined && { topic }), state };
  if (found === undefined || (last !== undefined && changeIn(last)?.state !== state)) return named;
  const { changes: _changes, ...statement } = found;
  return { ...named, since: statement.saidAt, statement };
}

async function wordsOf(
  { hash, ...wording }: ConsentWording,
  addresses: Stores['addresses'],
): Promise<ProvenStatement['wording']> {
  const text = wording.text ?? (hash === undefined ? undefined : await addresses.wording(hash));
  return { ...wording, ...(text !== undefined && { text: singleLine(text) }) };
}

/** What a choice of less marketing was, or of none for a while. */
function wishIn(
  what: ConsentEntry['what'],
  { paused, less }: NonNullable<ConsentEntry['adds']> = {},
): Pick<ProvenStatement, 'pausedUntil' | 'less'> {
  if (what === 'pause' && paused) return { pausedUntil: paused.until > paused.at ? toIso(paused.until) : null };
  return what === 'less-often' && less ? { less: less.on } : {};
}

/** Sources and words come from outside, and are shown on a terminal: one line without what nobody would see there. */
function statementOf(
  { what, topics, saidAt, from, source, customer, by, event, changes, adds, recordedAt }: Entry,
  wording: ProvenStatement['wording'],
): ProvenStatement {
  return {
    what,
    ...(topics && { topics }),
    saidAt: toIso(saidAt),
    ...(recordedAt !== undefined && { recordedAt }),
    from,
    source: truncate(singleLine(source), maxLength.title),
    ...(customer !== undefined && { customer }),
    ...(by !== undefined && { by: truncate(singleLine(by), maxLength.title) }),
    ...(wording && { wording }),
    ...(event !== undefined && { event: truncate(singleLine(event), maxLength.title) }),
    ...wishIn(what, adds),
    ...(changes && { changes }),
  };
}
