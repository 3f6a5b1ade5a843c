import { maxLength, singleLine, truncate } from '../../commerce/values/text.ts';
import type { AddressReport, DatedSource } from '../../model/customer-request.ts';
import { marketingWord, optOutsOf, suppressionOf } from '../../policy/customer/address.ts';
import { isStopped } from '../../policy/customer/stopped.ts';
import { keptOnListAt, unlistableFrom } from '../../policy/customer/unlisting.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { ReadAddress } from '../../stores/addresses.ts';

/** A report on an address, for people. */
export function reportOf({ kind, rev, value }: ReadAddress): AddressReport {
  const { granted, reopenedAt, reopenedBy } = value;
  const kept = keptOnListAt(value);
  const suppressed = suppressionOf(value);
  const isOpen = suppressed === undefined && !isStopped(value) && kept === undefined;
  const optOuts = optOutsOf(value).toSorted((one, other) => other.at - one.at);
  return {
    kind,
    revision: rev,
    ...(suppressed && { suppressed: { reason: suppressed.reason, at: toIso(suppressed.at) } }),
    optOuts: optOuts.map(({ customer, ...word }) => ({ ...datedSource(word), customer })),
    ...(granted && { granted: datedSource(granted) }),
    ...(reopenedAt !== undefined && {
      reopened: { at: toIso(reopenedAt), ...(reopenedBy !== undefined && { by: reopenedBy }) },
    }),
    ...(kept !== undefined && { kept: { at: toIso(kept), until: toIso(unlistableFrom(kept)) } }),
    maySend: { transactional: isOpen, marketing: isOpen && marketing(value) },
  };
}

function marketing(value: ReadAddress['value']): AddressReport['maySend']['marketing'] {
  const word = marketingWord(value);
  return word === undefined ? 'account' : word === 'granted';
}

/** A source comes from outside, and is shown on a terminal: one line without what nobody would see there. */
function datedSource({ at, source }: { readonly at: number; readonly source: string }): DatedSource {
  return { at: toIso(at), source: truncate(singleLine(source), maxLength.title) };
}
