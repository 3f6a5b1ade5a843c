import { maxLength, singleLine, truncate } from '../../commerce/values/text.ts';
import type { Address } from '../../model/address.ts';
import type { AddressReport, DatedSource } from '../../model/customer-request.ts';
import { marketingWord, optOutsOf, suppressionOf } from '../../policy/customer/address.ts';
import { topicAt } from '../../policy/customer/address-topics.ts';
import { pendingSince } from '../../policy/customer/double-opt-in.ts';
import { hasSwitchedOff, maySendTopic, pauseEnd, wantsLess } from '../../policy/customer/preferences.ts';
import { ownersStop } from '../../policy/customer/stopped.ts';
import { keptOnListAt, unlistableFrom } from '../../policy/customer/unlisting.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { ReadAddress } from '../../stores/addresses.ts';

type Topics = NonNullable<AddressReport['topics']>;

/** A report on an address, for people. @param now epoch milliseconds */
export function reportOf({ kind, rev, value }: ReadAddress, now: number): AddressReport {
  const { granted, reopenedAt, reopenedBy } = value;
  const kept = keptOnListAt(value);
  const suppressed = suppressionOf(value);
  const stopped = ownersStop(value);
  const isOpen = suppressed === undefined && stopped === undefined && kept === undefined;
  const optOuts = optOutsOf(value).toSorted((one, other) => other.at - one.at);
  return {
    kind,
    revision: rev,
    ...(suppressed && { suppressed: { reason: suppressed.reason, at: toIso(suppressed.at) } }),
    ...(stopped && { stopped: datedSource(stopped) }),
    optOuts: optOuts.map(({ customer, ...word }) => ({ ...datedSource(word), customer })),
    ...(granted && { granted: datedSource(granted) }),
    ...(reopenedAt !== undefined && {
      reopened: { at: toIso(reopenedAt), ...(reopenedBy !== undefined && { by: reopenedBy }) },
    }),
    ...(kept !== undefined && { kept: { at: toIso(kept), until: toIso(unlistableFrom(kept)) } }),
    ...wishes(value, now),
    maySend: { transactional: isOpen, marketing: isOpen && marketing(value, now) },
  };
}

/** What the owner chose, and what still has to be confirmed. */
function wishes(address: Address, now: number): Partial<AddressReport> {
  const pending = pendingSince(address);
  const paused = pauseEnd(address, now);
  const topics = topicsOf(address);
  return {
    ...(pending !== undefined && { pendingSince: toIso(pending) }),
    ...(paused !== undefined && { pausedUntil: toIso(paused) }),
    ...(wantsLess(address) && address.less && { lessOftenSince: toIso(address.less.at) }),
    ...(topics.length > 0 && { topics }),
  };
}

function topicsOf(address: Address): Topics {
  return Object.keys(address.topics ?? {}).flatMap((topic): Topics => {
    const name = truncate(singleLine(topic), maxLength.title);
    if (hasSwitchedOff(address, topic)) return [{ name, state: 'off' }];
    if (maySendTopic(address, topic, true, {})) return [{ name, state: 'on' }];
    return pendingSince(topicAt(address, topic)) === undefined ? [] : [{ name, state: 'pending' }];
  });
}

function marketing(address: Address, now: number): AddressReport['maySend']['marketing'] {
  const word = marketingWord(address);
  if (word === 'withdrawn' || pauseEnd(address, now) !== undefined) return false;
  if (word === 'granted') return true;
  return pendingSince(address) === undefined ? 'account' : 'pending';
}

/** A source comes from outside, and is shown on a terminal: one line without what nobody would see there. */
function datedSource({ at, source }: { readonly at: number; readonly source: string }): DatedSource {
  return { at: toIso(at), source: truncate(singleLine(source), maxLength.title) };
}
