import { type Channel, channels } from '../../commerce/customer/channel.ts';
import { latest } from '../../commerce/join.ts';
import type { Consent, Profile, Stance } from '../../model/profile.ts';

type Stances = Pick<Profile, 'stances'>;

/**
 * The customer's stances after a statement about a channel.
 * @param proven whether the statement shows whose it is: an agreement that does not lifts no opt-out
 */
export function hearStance(profile: Profile, channel: Channel, { granted, at }: Consent, proven: boolean): Stances {
  const heard = granted ? { ...(proven && { agreed: at }) } : { refused: at };
  return withStances({ ...profile.stances, [channel]: joinStance(stanceOf(profile, channel), heard) });
}

/** The stances of two profiles that turned out to be one customer. */
export function joinStances(one: Profile, other: Profile): Stances {
  const each = channels.map((channel) => [channel, joinStance(stanceOf(one, channel), stanceOf(other, channel))]);
  return withStances(Object.fromEntries(each));
}

/** The stances without what was said at the time or later. */
export function stancesBefore(profile: Profile, at: number): Stances {
  const before = (time: number | undefined) => (time !== undefined && time < at ? time : undefined);
  const each = channels.map((channel) => {
    const { refused, agreed } = stanceOf(profile, channel);
    return [channel, stance(before(refused), before(agreed))];
  });
  return withStances(Object.fromEntries(each));
}

/** When the customer opted out of a channel, if no later agreement with proof has lifted that; epoch milliseconds. */
export function refusedAt(profile: Profile, channel: Channel): number | undefined {
  const { refused, agreed = Number.NEGATIVE_INFINITY } = stanceOf(profile, channel);
  return refused !== undefined && refused >= agreed ? refused : undefined;
}

/** When the customer last agreed with proof; epoch milliseconds. */
export function agreedAt(profile: Profile, channel: Channel): number | undefined {
  return stanceOf(profile, channel).agreed;
}

/** Profiles that were written before there were stances have an opt-out in the last statement alone. */
function stanceOf({ stances, consent }: Profile, channel: Channel): Stance {
  const last = consent[channel];
  return joinStance(stances?.[channel] ?? {}, last?.granted === false ? { refused: last.at } : {});
}

function joinStance(one: Stance, other: Stance): Stance {
  return stance(latest(one.refused, other.refused), latest(one.agreed, other.agreed));
}

function stance(refused: number | undefined, agreed: number | undefined): Stance {
  return { ...(refused !== undefined && { refused }), ...(agreed !== undefined && { agreed }) };
}

function withStances(stances: NonNullable<Profile['stances']>): Stances {
  const known = Object.entries(stances).filter(([, { refused, agreed }]) => latest(refused, agreed) !== undefined);
  return known.length === 0 ? {} : { stances: Object.fromEntries(known) };
}
