import type { Address } from '../../model/address.ts';
import { isLater } from './address-words.ts';

type Proofs = Pick<Address, 'proven' | 'provenBy' | 'chosen' | 'unchosen'>;

/** An agreement that the address itself proves. */
export interface Proof {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The customer whom the address led to then, if any. */
  readonly by?: string;
}

/** The last agreement that the address itself proves; one on the preference page that was taken back is none. */
export function lastProof(address: Proofs): Proof | undefined {
  const [kept, chosen] = [keptProof(address), standingChoice(address)];
  return kept === undefined || isLater(chosen?.at, kept.at) ? (chosen ?? kept) : kept;
}

/** When the address last proved an agreement of its present owner. */
export function provenByItself(address: Proofs & Pick<Address, 'released'>): number | undefined {
  const at = lastProof(address)?.at;
  return isLater(at, address.released) ? at : undefined;
}

/** The last agreement on the preference page, if it was not taken back. */
export function standingChoice({ chosen, unchosen }: Proofs): Proof | undefined {
  return isLater(chosen?.at, unchosen) ? chosen : undefined;
}

/** The last proof that nobody can take back any more. */
function keptProof({ proven, provenBy }: Proofs): Proof | undefined {
  return proven === undefined ? undefined : { at: proven, ...(provenBy !== undefined && { by: provenBy }) };
}

/** The address with a proof that nobody can take back, unless it has a later one. */
export function withProof(address: Address, proof: Proof | undefined): Address {
  if (proof === undefined || laterOf(keptProof(address), proof) !== proof) return address;
  const { provenBy: _before, ...rest } = address;
  return { ...rest, proven: proof.at, ...(proof.by !== undefined && { provenBy: proof.by }) };
}

/** The later proof; of two at the same time the one by the name that sorts last. */
function laterOf(known: Proof | undefined, proof: Proof): Proof {
  if (known === undefined || proof.at > known.at) return proof;
  return proof.at === known.at && (proof.by ?? '') > (known.by ?? '') ? proof : known;
}

/**
 * The address after its owner agreed in a way that proves it: through a link sent to it, or by a text from it.
 * @param by the customer whom it led to then, if any
 */
export function proveConsent(address: Address, at: number, source: string, by?: string): Address {
  const { granted, proven } = address;
  if (proven !== undefined && proven >= at) return address;
  const newer = granted === undefined || granted.at < at ? { at, source } : granted;
  return { ...withProof(address, { at, ...(by !== undefined && { by }) }), granted: newer };
}

/**
 * The words about a topic after its owner switched it on, on the preference page. The proof that held before is kept beside
 * it, and holds again once this one is taken back.
 * @param at epoch milliseconds; a choice at the time of one that was taken back, or before it, counts from right after that
 */
export function proveByChoice(address: Address, at: number, by: string): Address {
  const { unchosen = Number.NEGATIVE_INFINITY } = address;
  return { ...withProof(address, lastProof(address)), chosen: { at: Math.max(at, unchosen + 1), by } };
}

/** The words about a topic as if it had not been switched on then: who has agreed since still does. */
export function takeChoiceBack(address: Address, at: number): Address {
  return standingChoice(address)?.at === at ? { ...address, unchosen: at } : address;
}

/** True if the topic was switched on then, that was taken back, and nobody has agreed since. */
export function isChoiceBack({ chosen, unchosen, proven }: Proofs, at: number): boolean {
  return chosen?.at === at && unchosen === at && !isLater(proven, at);
}

/** The proofs of two copies: the later of each kind. */
export function joinProofs(address: Address, other: Proofs): Address {
  const { chosen, unchosen } = other;
  let joined = withProof(address, keptProof(other));
  if (chosen !== undefined && laterOf(joined.chosen, chosen) === chosen && joined.chosen !== chosen)
    joined = { ...joined, chosen };
  return isLater(unchosen, joined.unchosen) ? { ...joined, unchosen } : joined;
}

/**
 * What was said, without a choice of that customer: one that stands becomes a proof that nobody can take back.
 * @param heir who proved it before and would have it on without the choice: the proof is theirs then; of the customer, if nobody did
 */
export function withoutChoiceOf<Said extends Proofs>(said: Said, names: readonly string[], heir?: string): Said {
  const { chosen, proven: _proven, provenBy: _by, ...others } = said;
  if (chosen?.by === undefined || !names.includes(chosen.by)) return said;
  const last = lastProof(said);
  const by = last?.by !== undefined && names.includes(last.by) ? (heir ?? last.by) : last?.by;
  return {
    ...(others as Said), // its other fields
    ...(last && { proven: last.at, ...(by !== undefined && { provenBy: by }) }),
  };
}
