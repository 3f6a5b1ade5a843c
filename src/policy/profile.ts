import { type Channel, channels } from '../contracts/channel.ts';
import type { EventCustomer } from '../contracts/customer.ts';
import type { StoreEvent } from '../contracts/event.ts';
import { identityKinds } from '../contracts/identity.ts';
import type { Consent, Profile, Suppression } from '../contracts/profile.ts';
import { fromIso } from './timing.ts';

const plainFields = ['name', 'locale', 'country', 'timeZone', 'birthday'] as const;

/** The profile before anything is known. */
export function emptyProfile(customer: string): Profile {
  return { customer, identities: {}, consent: {}, suppressed: {}, said: {}, claims: {} };
}

/** The profile after an event. Hearing an event again, or an older one late, changes nothing that is newer. */
export function foldProfile(profile: Profile, event: StoreEvent): Profile {
  const at = fromIso(event.occurredAt);
  const said = { ...profile.said };
  const newer = (field: string) => (said[field] ?? Number.NEGATIVE_INFINITY) < at;
  const identities = { ...profile.identities };
  for (const kind of identityKinds) {
    const value = event.customer[kind];
    if (value === undefined || !newer(kind)) continue;
    identities[kind] = value;
    said[kind] = at;
  }
  const fields: Partial<Record<(typeof plainFields)[number], string>> = {};
  for (const field of plainFields) {
    const value = event.customer[field];
    if (value === undefined || !newer(field)) continue;
    fields[field] = value;
    said[field] = at;
  }
  return { ...profile, ...fields, identities, said, consent: foldConsent(profile.consent, event.customer.consent) };
}

function foldConsent(known: Profile['consent'], told: EventCustomer['consent']): Profile['consent'] {
  const consent = { ...known };
  for (const channel of channels) {
    const word = told?.[channel];
    if (word === undefined) continue;
    const { granted, source, wording } = word;
    consent[channel] = laterConsent(consent[channel], {
      granted,
      at: fromIso(word.at),
      source,
      ...(wording && { wording }),
    });
  }
  return consent;
}

function laterConsent(known: Consent | undefined, told: Consent): Consent {
  if (known === undefined || told.at > known.at) return told;
  return told.at === known.at && !told.granted ? told : known;
}

/** The profile without what was said at the time or later. Tags say nothing of when they were set, and stay. */
export function profileBefore(profile: Profile, at: number): Profile {
  const { consent, ...rest } = profile;
  const later = plainFields.filter((field) => (profile.said[field] ?? Number.NEGATIVE_INFINITY) >= at);
  const known = Object.entries(consent).filter(([, word]) => word !== undefined && word.at < at);
  return {
    ...rest,
    ...Object.fromEntries(later.map((field) => [field, undefined])),
    consent: Object.fromEntries(known),
  };
}

/** The customer withdraws from a channel's marketing. */
export function withdrawConsent(profile: Profile, channel: Channel, at: number, source: string): Profile {
  const withdrawn = laterConsent(profile.consent[channel], { granted: false, at, source });
  return { ...profile, consent: { ...profile.consent, [channel]: withdrawn } };
}

/** The customer agrees to a channel's marketing, unless they have said something since. */
export function grantConsent(profile: Profile, channel: Channel, at: number, source: string): Profile {
  const granted = laterConsent(profile.consent[channel], { granted: true, at, source });
  return { ...profile, consent: { ...profile.consent, [channel]: granted } };
}

/** Closes a channel because its address bounced or its owner complained. The first reason stays. */
export function suppress(profile: Profile, channel: Channel, suppression: Suppression): Profile {
  if (profile.suppressed[channel] !== undefined) return profile;
  return { ...profile, suppressed: { ...profile.suppressed, [channel]: suppression } };
}

/** The profile with a tag, or without it; the same object when nothing changes. */
export function setTag(profile: Profile, tag: string, on: boolean): Profile {
  const { tags = [], ...others } = profile;
  if (tags.includes(tag) === on) return profile;
  return { ...others, ...withTags(on ? [...tags, tag] : tags.filter((one) => one !== tag)) };
}

/** Each tag once, in order; nothing when there is none. */
function withTags(tags: readonly string[]): Pick<Profile, 'tags'> {
  return tags.length === 0 ? {} : { tags: [...new Set(tags)].sort() };
}

/**
 * Two profiles that turned out to be one customer. For each field the newer word holds, but an opt-out
 * wins whatever its age: nobody is mailed again because two records met.
 * @param event the id of the event that showed it
 */
export function mergeProfiles(survivor: Profile, other: Profile, event: string): Profile {
  const said = { ...survivor.said };
  const identities = { ...survivor.identities };
  const fields: Partial<Record<string, string>> = {};
  const take = (field: string, mine: string | undefined, theirs: string | undefined, set: (value: string) => void) => {
    if (theirs === undefined) return;
    const theirTime = other.said[field] ?? 0;
    if (mine !== undefined && (said[field] ?? 0) >= theirTime) return;
    said[field] = theirTime;
    set(theirs);
  };
  for (const kind of identityKinds) {
    take(kind, identities[kind], other.identities[kind], (value) => {
      identities[kind] = value;
    });
  }
  for (const field of plainFields) {
    take(field, survivor[field], other[field], (value) => {
      fields[field] = value;
    });
  }
  return {
    ...survivor,
    ...fields,
    identities,
    said,
    consent: mergeConsent(survivor.consent, other.consent),
    suppressed: { ...other.suppressed, ...survivor.suppressed },
    claims: { ...other.claims, ...survivor.claims },
    mergedFrom: { ...other.mergedFrom, ...survivor.mergedFrom, [other.customer]: event },
    ...withTags([...(survivor.tags ?? []), ...(other.tags ?? [])]),
  };
}

function mergeConsent(mine: Profile['consent'], theirs: Profile['consent']): Profile['consent'] {
  const merged = { ...mine };
  for (const channel of channels) {
    const [a, b] = [mine[channel], theirs[channel]];
    if (b === undefined) continue;
    merged[channel] =
      a === undefined || (a.granted && !b.granted) ? b : a.granted === b.granted ? laterConsent(a, b) : a;
  }
  return merged;
}
