import { addressKindOf, addressKinds, type Channel, channels } from '../../commerce/customer/channel.ts';
import { isImported } from '../../commerce/customer/consent-origin.ts';
import type { ChannelConsent } from '../../commerce/customer/customer.ts';
import { chatKinds, type IdentityKind, identityKinds, normalise } from '../../commerce/customer/identity.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import type { Consent, Profile } from '../../model/profile.ts';
import { fromIso } from '../time/timing.ts';
import { keptSource, keptWording } from './consent-text.ts';
import { joinAsked } from './general-consent.ts';
import { hasTakenOver, takeOverNames } from './names.ts';
import { addPast } from './past-claims.ts';
import {
  agreedAt,
  clickStance,
  hearStance,
  joinCustomersStances,
  joinStances,
  type StanceJoin,
  shownRefusedAt,
  stancesBefore,
} from './stance.ts';
import { hearTopicStance, joinTopicStances, topicStancesBefore } from './topic-stance.ts';
import { heldWishes, joinWishes, wishesBefore } from './wishes.ts';

const plainFields = ['name', 'locale', 'country', 'timeZone', 'birthday'] as const;

/** The identities that lead to somebody's mailbox, phone or chat: one of somebody else's must not slip in. */
const reachedBy = [...addressKinds, ...chatKinds] as const;

/** The profile before anything is known. */
export function emptyProfile(customer: string): Profile {
  return { customer, identities: {}, consent: {}, said: {}, claims: {} };
}

type Topics = Readonly<Record<string, unknown>>;

/** A field of a profile as one word has it. */
interface Word {
  readonly value: string;
  readonly at: number;
  readonly proven: boolean;
}

/**
 * The profile after an event. A word with proof is replaced by a later one; a word without only fills what is empty,
 * the first of several. Hearing an event again, or late, changes nothing that is newer. An account has no address that
 * anybody may have typed: those of a guest who turns out to have one stay behind.
 * @param proven whether the event proves whose it is: by the store's own id, or by a verified address
 * @param topics of the shop; any topic, if left out
 */
export function foldProfile(before: Profile, event: StoreEvent, proven: boolean, topics?: Topics): Profile {
  const at = fromIso(event.occurredAt);
  const { customer } = event;
  const isAccount = customer.id !== undefined || before.identities.id !== undefined;
  const profile = isAccount ? withoutUnproven(before) : before;
  const fillsAddress = proven || (!hasAddress(profile) && profile.identities.id === undefined);
  const words = new Map<string, Word>();
  for (const field of [...identityKinds, ...plainFields]) {
    const value = customer[field];
    if (value === undefined) continue;
    const kind = reachedBy.find((one) => one === field);
    if (kind !== undefined && !fillsAddress && !carries(profile, kind, value)) continue;
    words.set(field, { value, at, proven });
  }
  const { wishes: _before, ...folded } = withWords(profile, words);
  const heard = { ...folded, ...heldWishes(before, folded), ...foldConsent(profile, event, proven, topics) };
  return isAccount ? heard : { ...heard, ...firstAgreement(profile, agreementsOf(event)) };
}

function agreementsOf({ customer: { consent } }: StoreEvent): number[] {
  return channels.flatMap((channel) => (consent?.[channel]?.granted ? [fromIso(consent[channel].at)] : []));
}

export function firstAgreement(
  { agreedFirst }: Profile,
  others: readonly (number | undefined)[],
): Pick<Profile, 'agreedFirst'> {
  const known = [agreedFirst, ...others].filter((at) => at !== undefined);
  return known.length > 0 ? { agreedFirst: Math.min(...known) } : {};
}

/**
 * The profile as far as messages and the calendar go by it: an account's name and birthday are what the account said. A name
 * that came with the address alone may be somebody else's.
 */
export function trustedProfile(profile: Profile): Profile {
  if (profile.identities.id === undefined) return profile;
  const { name, birthday, ...others } = profile;
  const { said } = profile;
  return {
    ...others,
    ...(name !== undefined && said.name !== undefined && { name }),
    ...(birthday !== undefined && said.birthday !== undefined && { birthday }),
  };
}

/**
 * The profile as far as marketing shows it. A guest's name that was typed after they had agreed may be anybody's text in their
 * mails: whoever knows the address can type it at a checkout.
 */
export function shownInMarketing(profile: Profile): Profile {
  const trusted = trustedProfile(profile);
  if (profile.identities.id !== undefined || profile.said.name !== undefined) return trusted;
  const agreed = profile.agreedFirst ?? Math.min(...agreementsIn(profile));
  if ((profile.filled?.name ?? 0) <= agreed) return trusted;
  const { name: _, ...others } = trusted;
  return others;
}

function agreementsIn({ consent }: Pick<Profile, 'consent'>): number[] {
  return channels.flatMap((channel) => (consent[channel]?.granted ? [consent[channel].at] : []));
}

/** True if the customer can be written to at all; one with neither an address nor the store's id is anonymous. */
export function hasAddress({ identities }: Pick<Profile, 'identities'>): boolean {
  return addressKinds.some((kind) => identities[kind] !== undefined);
}

/** Nobody is known behind it: no account, no address, and no name in a chat. */
export function isAnonymous(profile: Profile): boolean {
  const { identities } = profile;
  return (
    identities.id === undefined && chatKinds.every((kind) => identities[kind] === undefined) && !hasAddress(profile)
  );
}

/** True if the profile carries an address: case does not matter. */
export function carries({ identities }: Pick<Profile, 'identities'>, kind: IdentityKind, value: string): boolean {
  const own = identities[kind];
  return own !== undefined && normalise(kind, own) === normalise(kind, value);
}

function withWords(profile: Profile, words: ReadonlyMap<string, Word>): Profile {
  const identities: Partial<Record<string, string>> = { ...profile.identities };
  const fields: Partial<Record<string, string>> = {};
  const said = { ...profile.said };
  const filled: Record<string, number> = { ...profile.filled };
  for (const [field, word] of words) {
    if (betterOf(wordOf(profile, field), word) !== word) continue;
    delete filled[field];
    (word.proven ? said : filled)[field] = word.at;
    (isIdentity(field) ? identities : fields)[field] = word.value;
  }
  const { filled: _before, ...rest } = profile;
  return { ...rest, ...fields, identities, said, ...(Object.keys(filled).length > 0 && { filled }) };
}

function wordOf(profile: Profile, field: string): Word | undefined {
  const value = isIdentity(field) ? profile.identities[field] : profile[field as (typeof plainFields)[number]]; // one of the two lists
  if (value === undefined) return undefined;
  const at = profile.said[field];
  return at === undefined ? { value, at: profile.filled?.[field] ?? 0, proven: false } : { value, at, proven: true };
}

function isIdentity(field: string): field is IdentityKind {
  return identityKinds.some((kind) => kind === field);
}

/** Of two words about one field: the proven one; of two proven the later, of two others the earlier; then by spelling. */
function betterOf(known: Word | undefined, other: Word): Word {
  if (known === undefined) return other;
  if (known.proven !== other.proven) return known.proven ? known : other;
  if (known.at !== other.at) return known.at > other.at === known.proven ? known : other;
  return known.value >= other.value ? known : other;
}

/** The consent of the customer's account, and of guests who named the very address that the profile carries. */
function foldConsent(
  profile: Profile,
  event: StoreEvent,
  proven: boolean,
  topics: Topics | undefined,
): Pick<Profile, 'consent' | 'general' | 'stances' | 'topicStances'> {
  const { customer } = event;
  const [consent, general] = [{ ...profile.consent }, { ...profile.general }];
  let stances: Pick<Profile, 'stances' | 'topicStances'> = {};
  for (const channel of channels) {
    const word = customer.consent?.[channel];
    if (word === undefined || (word.granted && !isOfShop(word.topic, topics))) continue;
    const { granted, source, wording } = word;
    const isHistory = granted && isImported(word.from, event.history);
    const at = fromIso(word.at);
    const statement: Consent = { granted, at, source: keptSource(source), ...(isHistory && { history: true }) };
    const kind = addressKindOf[channel];
    const address = customer[kind];
    if (address === undefined && customer.id === undefined) continue;
    if (address !== undefined && !proven && !carries(profile, kind, address) && hasAddress(profile)) continue;
    const known = { ...profile, ...stances };
    if (word.topic !== undefined && isOfShop(word.topic, topics)) {
      stances = { ...stances, ...hearTopicStance(known, channel, word.topic, statement, proven) };
      continue;
    }
    const whole = { ...statement, ...(wording && { wording: keptWording(wording) }), ...proofIn(word, event) };
    if (address === undefined) general[channel] = laterConsent(general[channel], whole);
    // Who shows nobody may be anybody: that is no last word of the customer's.
    if (granted || proven) consent[channel] = laterConsent(consent[channel], statement);
    stances = { ...stances, ...hearStance(known, channel, statement, proven) };
  }
  return { consent, ...(Object.keys(general).length > 0 && { general }), ...stances };
}

function proofIn({ from, wordingId, wordingVersion, by }: ChannelConsent, { id }: StoreEvent): Pick<Consent, 'proof'> {
  const words = {
    ...(wordingId !== undefined && { id: wordingId }),
    ...(wordingVersion !== undefined && { version: wordingVersion }),
  };
  const told = { ...(from !== undefined && { from }), ...words, ...(by !== undefined && { by }) };
  return { proof: { ...told, event: id } };
}

/** True of marketing as a whole, and of a topic that the shop has: an opt-out of any other topic is one from everything. */
function isOfShop(topic: string | undefined, topics: Topics | undefined): boolean {
  return topic === undefined || topics === undefined || Object.hasOwn(topics, topic);
}

/** What an import tells of makes way for all else: it may be older than it says. */
function laterConsent(known: Consent | undefined, other: Consent): Consent {
  if (known !== undefined && known.history !== other.history) return known.history ? other : known;
  if (known === undefined || other.at > known.at) return other;
  if (other.at < known.at || known.granted !== other.granted)
    return other.at === known.at && !other.granted ? other : known;
  return JSON.stringify(Object.entries(other).sort()) > JSON.stringify(Object.entries(known).sort()) ? other : known;
}

/** The profile without what was said at the time or later. Tags say nothing of when they were set, and stay. */
export function profileBefore(profile: Profile, at: number): Profile {
  const { consent, stances: _stances, topicStances: _topics, wishes: _wishes, ...rest } = profile;
  const saidAt = (field: string) => profile.said[field] ?? profile.filled?.[field] ?? Number.NEGATIVE_INFINITY;
  const later = plainFields.filter((field) => saidAt(field) >= at);
  const known = Object.entries(consent).filter(([, word]) => word !== undefined && word.at < at);
  return {
    ...rest,
    ...stancesBefore(profile, at),
    ...topicStancesBefore(profile, at),
    ...wishesBefore(profile, at),
    ...Object.fromEntries(later.map((field) => [field, undefined])),
    consent: Object.fromEntries(known),
  };
}

/** The customer withdraws from a channel's marketing through a link: after all that is known of it. */
export function withdrawConsent(profile: Profile, channel: Channel, at: number, source: string): Profile {
  const last = Math.max(at, profile.consent[channel]?.at ?? at, agreedAt(profile, channel) ?? at);
  const consent = { ...profile.consent, [channel]: { granted: false, at: last, source } };
  return { ...profile, consent, ...clickStance(profile, channel, { clicked: last }) };
}

/** The profile of one who carries an address that somebody else has closed through a link. What they refused before must not be taken back with it. */
export function withdrawConsentOf(profile: Profile, channel: Channel, at: number, source: string): Profile {
  if (shownRefusedAt(profile, channel) === undefined) return withdrawConsent(profile, channel, at, source);
  return reportConsent(profile, channel, { granted: false, at, source });
}

/** The profile after that was taken back: it agrees to nothing, and what else was refused stays so. */
export function undoWithdrawal(
  profile: Profile,
  channel: Channel,
  undone: number,
  word: Pick<Consent, 'at' | 'source'>,
): Profile {
  const consent = { ...profile.consent, [channel]: laterConsent(profile.consent[channel], { granted: true, ...word }) };
  return { ...profile, consent, ...clickStance(profile, channel, { undone }) };
}

/**
 * Records a reported consent of the address's owner, unless a newer one is known.
 * @param isOwner whether the owner is known to be this customer: an agreement of anybody else lifts no opt-out of theirs
 */
export function reportConsent(
  profile: Profile,
  channel: Channel,
  word: Pick<Consent, 'granted' | 'at' | 'source'>,
  isOwner = true,
): Profile {
  const known = profile.consent[channel];
  const consent = { ...profile.consent, [channel]: laterConsent(known, word) };
  const heard = { ...profile, consent, ...hearStance(profile, channel, word, isOwner || !word.granted) };
  const isKnown = heard.consent[channel] === known && spell(heard.stances) === spell(profile.stances);
  return isKnown ? profile : heard;
}

function spell(stances: Profile['stances']): string {
  return JSON.stringify(channels.map((channel) => Object.entries(stances?.[channel] ?? {}).sort()));
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
 * Two profiles that turned out to be one customer: what one that had heard everything would say. Addresses that
 * nobody has proven stay behind where one of the two has an account.
 * @param event the id of the event that showed it
 * @returns the same object when the survivor has taken the other over already
 */
export function joinProfiles(survivor: Profile, other: Profile, event: string): Profile {
  if (hasTakenOver(survivor, other.customer)) return survivor;
  const account = survivor.identities.id !== undefined || other.identities.id !== undefined;
  const base = account ? withoutUnproven(survivor) : survivor;
  const inherited = new Map<string, Word>();
  for (const field of [...identityKinds, ...plainFields]) {
    const word = wordOf(account ? withoutUnproven(other) : other, field);
    if (word !== undefined) inherited.set(field, word);
  }
  const consent = joinConsents(survivor.consent, other.consent);
  const general = joinConsents(survivor.general, other.general);
  const { tags: _tags, wishes: _wishes, ...joined } = withWords(base, inherited);
  return {
    ...joined,
    consent,
    ...joinAllStances(survivor, other, joinCustomersStances),
    ...joinAsked(survivor, other),
    ...joinWishes(heldWishes(survivor, joined), heldWishes(other, joined)),
    ...(Object.keys(general).length > 0 && { general }),
    ...(!account && firstAgreement(survivor, [other.agreedFirst])),
    claims: { ...other.claims, ...survivor.claims },
    ...pastOf(survivor, other),
    ...droppedOf(survivor, other),
    ...takeOverNames(survivor, other, event, isAnonymous(other)),
    ...withTags([...(survivor.tags ?? []), ...(other.tags ?? [])]),
  };
}

/** What both profiles want of each channel, and of each topic. @param join of copies of one customer's stance, or of two customers' */
export function joinAllStances(
  one: Profile,
  other: Profile,
  join: StanceJoin,
): Pick<Profile, 'stances' | 'topicStances'> {
  const whole = joinStances(one, other, join);
  return { ...whole, ...joinTopicStances({ ...one, ...whole }, other, join) };
}

function pastOf(one: Profile, other: Profile): Pick<Profile, 'past'> {
  const past = addPast(one.past, other.past);
  if (past === undefined) return {};
  // One may have counted its claims up to a time from which the other's are still whole.
  const whole = [one, other].flatMap(({ claims }) => Object.values(claims)).filter(isMarketing);
  return { past: { ...past, until: Math.min(past.until, ...whole.map(({ at }) => at - 1)) } };
}

function isMarketing({ purpose }: Profile['claims'][string]): boolean {
  return purpose === 'marketing';
}

function droppedOf({ dropped: one }: Profile, { dropped: other }: Profile): Pick<Profile, 'dropped'> {
  if (one === undefined && other === undefined) return {};
  return { dropped: Math.max(one ?? 0, other ?? 0) };
}

/** Of two statements about a channel the later one; of two at the same time the refusal. */
export function joinConsents(mine: Profile['consent'] = {}, theirs: Profile['consent'] = {}): Profile['consent'] {
  const consent = { ...mine };
  for (const channel of channels) {
    const word = theirs[channel];
    if (word !== undefined) consent[channel] = laterConsent(consent[channel], word);
  }
  return consent;
}

function withoutUnproven(profile: Profile): Profile {
  const unproven = addressKinds.filter((kind) => profile.said[kind] === undefined);
  const isKept = ([field]: readonly [string, unknown]) => !unproven.some((kind) => kind === field);
  const identities = Object.fromEntries(Object.entries(profile.identities).filter(isKept));
  const filled = Object.fromEntries(Object.entries(profile.filled ?? {}).filter(isKept));
  const { agreedFirst: _, ...others } = profile;
  return { ...others, identities, filled };
}
