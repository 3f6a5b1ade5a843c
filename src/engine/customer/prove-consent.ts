import { maxLength, singleLine, truncate } from '../../commerce/values/text.ts';
import type { ConsentEntry } from '../../model/address.ts';
import type { ConsentWording } from '../../model/consent-entry.ts';
import type { ConsentProof, ProvenStatement } from '../../model/consent-proof.ts';
import { consentStates, legacyOf } from '../../policy/customer/consent-ledger.ts';
import { toIso } from '../../policy/time/timing.ts';
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
  const statements = await Promise.all(
    entries.map(async ({ wording, ...entry }) => {
      return statementOf(entry, wording && (await wordsOf(wording, addresses)));
    }),
  );
  return { kind: read.kind, states: consentStates(read.value), statements };
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
  {
    what,
    topics,
    saidAt,
    from,
    source,
    customer,
    by,
    event,
    changes,
    adds,
    recordedAt,
  }: Omit<ConsentEntry, 'wording'> & {
    readonly recordedAt?: string;
  },
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
    ...(by !== undefined && { by }),
    ...(wording && { wording }),
    ...(event !== undefined && { event: truncate(singleLine(event), maxLength.title) }),
    ...wishIn(what, adds),
    ...(changes && { changes }),
  };
}
