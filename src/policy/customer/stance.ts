import { type Channel, channels } from '../../commerce/customer/channel.ts';
import { earliest, latest } from '../../commerce/join.ts';
import type { Consent, Profile, Stance } from '../../model/profile.ts';

type Stances = Pick<Profile, 'stances'>;

type Statement = Pick<Consent, 'granted' | 'at' | 'history'>;

/**
 * The customer's stances after a statement about a channel.
 * @param proven whether the statement shows whose it is: an agreement that does not lifts no opt-out
 */
export function hearStance(profile: Profile, channel: Channel, said: Statement, proven: boolean): Stances {
  const heard = stanceBy(said, proven);
  return withStances({ ...profile.stances, [channel]: joinStance(stanceOf(profile, channel), heard) });
}

/** The customer's stances after an opt-out through a link, or after such a one was taken back. */
export function clickStance(profile: Profile, channel: Channel, click: Pick<Stance, 'clicked' | 'undone'>): Stances {
  return withStances({ ...profile.stances, [channel]: joinStance(stanceOf(profile, channel), click) });
}

/** What one statement says by itself. */
export function stanceBy({ granted, at, history }: Statement, proven: boolean): Stance {
  if (granted && proven) return history ? { imported: at } : { agreed: at };
  if (granted) return {};
  return proven ? { refused: at } : { unticked: at };
}

/** The stances of two profiles together. @param join of copies of one customer's stance, or of two customers' */
export function joinStances(one: Profile, other: Profile, join: StanceJoin): Stances {
  const each = channels.map((channel) => [channel, join(stanceOf(one, channel), stanceOf(other, channel))]);
  return withStances(Object.fromEntries(each));
}

/** The stances without what was said at the time or later. */
export function stancesBefore(profile: Profile, at: number): Stances {
  return withStances(
    Object.fromEntries(channels.map((channel) => [channel, stanceBefore(stanceOf(profile, channel), at)])),
  );
}

export function stanceBefore(stance: Stance, at: number): Stance {
  return stanceOfTimes((field) => {
    const time = stance[field];
    return time !== undefined && time < at ? time : undefined;
  });
}

/** When the customer opted out of a channel, if no agreement with proof has lifted that; epoch milliseconds. */
export function refusedAt(profile: Profile, channel: Channel): number | undefined {
  return refusalIn(stanceOf(profile, channel));
}

/** The opt-out that a stance is, if it is one: a later agreement with proof lifts it, and any such one what shows nobody. */
export function refusalIn(stance: Stance): number | undefined {
  const { refused, unticked, imported } = stance;
  const agreed = latest(stance.agreed, choiceIn(stance));
  const last = latest(refused, clickIn(stance));
  const isKept = unticked !== undefined && imported !== undefined && imported <= unticked;
  if (agreed === undefined) return latest(last, isKept ? undefined : unticked);
  return last !== undefined && last >= agreed ? last : undefined;
}

/** The last opt-out through a link, if it was not taken back. */
function clickIn({
  clicked,
  undone = Number.NEGATIVE_INFINITY,
}: Pick<Stance, 'clicked' | 'undone'>): number | undefined {
  return clicked !== undefined && clicked > undone ? clicked : undefined;
}

/** The last agreement on the preference page, if it was not taken back. */
export function choiceIn({
  chosen,
  unchosen = Number.NEGATIVE_INFINITY,
}: Pick<Stance, 'chosen' | 'unchosen'>): number | undefined {
  return chosen !== undefined && chosen > unchosen ? chosen : undefined;
}

/** When the customer last opted out through a link; epoch milliseconds. */
export function lastClickAt(profile: Profile, channel: Channel): number | undefined {
  return stanceOf(profile, channel).clicked;
}

/** When the customer last agreed with proof; epoch milliseconds. */
export function agreedAt(profile: Profile, channel: Channel): number | undefined {
  return stanceOf(profile, channel).agreed;
}

/** The same as {@link refusedAt} of opt-outs that show whose they are: not of a box that anybody may have left unticked. */
export function shownRefusedAt(profile: Profile, channel: Channel): number | undefined {
  return shownRefusalIn(stanceOf(profile, channel));
}

export function shownRefusalIn({ unticked: _anybodys, ...stance }: Stance): number | undefined {
  return refusalIn(stance);
}

/** Profiles that were written before there were stances have an opt-out in the last statement alone. */
function stanceOf({ stances, consent }: Profile, channel: Channel): Stance {
  const last = consent[channel];
  return stances?.[channel] ?? (last?.granted === false ? { refused: last.at } : {});
}

/** How two stances become one. */
export type StanceJoin = (one: Stance, other: Stance) => Stance;

/**
 * Of two customers who turned out to be one. What either took back was a click of their own, so it is over before they are
 * joined. That an agreement was taken back is kept, for a copy that knows the agreement alone: then one that the other
 * customer had chosen before it is final.
 */
export function joinCustomersStances(one: Stance, other: Stance): Stance {
  const over = { undone: undefined, chosen: undefined };
  const { refused, agreed, ...joined } = joinStance({ ...one, ...over }, { ...other, ...over });
  const off = lastAndEarlier(clickIn(one), clickIn(other));
  const on = lastAndEarlier(choiceIn(one), choiceIn(other));
  const chosen = choiceIn({ chosen: on.last, unchosen: joined.unchosen });
  const final = {
    refused: latest(refused, off.earlier),
    agreed: latest(agreed, chosen === undefined ? on.last : on.earlier),
  };
  const times: Stance = { ...joined, ...final, clicked: off.last, chosen };
  return stanceOfTimes((field) => times[field]);
}

/** Of two customers' clicks only the last one can still be taken back. */
function lastAndEarlier(one: number | undefined, other: number | undefined): { last?: number; earlier?: number } {
  const last = latest(one, other);
  const earlier = [one, other].find((click) => click !== undefined && click !== last);
  return { ...(last !== undefined && { last }), ...(earlier !== undefined && { earlier }) };
}

/** Of two copies of what one customer said. */
export function joinStance(one: Stance, other: Stance): Stance {
  return stanceOfTimes((field) => (field === 'imported' ? earliest : latest)(one[field], other[field]));
}

const fields = [
  'refused',
  'agreed',
  'unticked',
  'imported',
  'clicked',
  'undone',
  'chosen',
  'unchosen',
] as const satisfies (keyof Stance)[];

function stanceOfTimes(timeOf: (field: keyof Stance) => number | undefined): Stance {
  const times = fields.map((field) => [field, timeOf(field)] as const);
  return Object.fromEntries(times.filter(([, time]) => time !== undefined));
}

function withStances(stances: NonNullable<Profile['stances']>): Stances {
  const known = Object.entries(stances).filter(([, one]) => Object.keys(one).length > 0);
  return known.length === 0 ? {} : { stances: Object.fromEntries(known) };
}
