import { singleLine, truncate } from '../../commerce/values/text.ts';
import {
  idWithoutAddresses,
  sentencesWithoutAddresses,
  withoutAddresses,
} from '../../commerce/values/without-addresses.ts';
import type { ConsentSaid, ConsentWording } from '../../model/consent-entry.ts';

/** Every event and message reads these texts: stores name a page in far fewer characters. */
const longestSource = 200;
const longestTopicSource = 60;
const longestWording = 500;

/**
 * The source of a consent statement as it is kept and told: one line, short, and without an address or number, which
 * belong neither in a ledger that outlives an erasure nor on the bus.
 */
export function keptSource(source: string): string {
  return truncate(withoutAddresses(singleLine(source)), longestSource) || 'unknown';
}

/**
 * A statement as the ledger keeps it, which outlives an erasure: without an address or number in the words that were agreed to,
 * in what the shop calls them and its event, and in the name of who took it down.
 */
export function keptStatement<Said extends ConsentSaid>(said: Said): Said {
  const { wording, event, by } = said;
  return {
    ...said,
    ...(by !== undefined && { by: withoutAddresses(singleLine(by)) || 'unknown' }),
    ...(wording !== undefined && { wording: keptNames(wording) }),
    ...(event !== undefined && { event: idWithoutAddresses(event) }),
  };
}

function keptNames({ id, version, text, hash }: ConsentWording): ConsentWording {
  return {
    ...(id !== undefined && { id: idWithoutAddresses(id) }),
    ...(version !== undefined && { version: idWithoutAddresses(version) }),
    ...(text !== undefined && { text: sentencesWithoutAddresses(text) }),
    ...(hash !== undefined && { hash }),
  };
}

/** The source of a statement about one topic: an address may keep many of them. */
export function shortSource(source: string): string {
  return truncate(source, longestTopicSource);
}

/**
 * The wording of an account's consent that names no address, shortened for its profile. The wording for an address is
 * kept whole there.
 */
export function keptWording(wording: string): string {
  return truncate(wording, longestWording);
}
