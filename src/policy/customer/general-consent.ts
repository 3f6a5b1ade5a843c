import { type Channel, channels } from '../../commerce/customer/channel.ts';
import type { Consent, Profile } from '../../model/profile.ts';
import { lastOf } from './address-words.ts';

type Asked = Pick<Profile, 'generalAsked'>;

/** The account's agreement that names no address, where it counts at whatever address the account has. */
export function generalAgreement(
  profile: Pick<Profile, 'general' | 'generalAsked'>,
  channel: Channel,
): Consent | undefined {
  const word = profile.general?.[channel];
  return word?.granted && !isAsked(profile, channel) ? word : undefined;
}

/** True if the account's agreement that names no address has to be confirmed by an address that has not heard it yet. */
export function isAsked(
  { general, generalAsked }: Pick<Profile, 'general' | 'generalAsked'>,
  channel: Channel,
): boolean {
  const [word, until] = [general?.[channel], generalAsked?.[channel]];
  return word?.granted === true && until !== undefined && word.at <= until;
}

/** The profile of an account that took an address without proof: what it agreed to before goes along no more by itself. */
export function askForGeneral(profile: Profile, channel: Channel): Profile {
  const at = profile.general?.[channel]?.granted ? profile.general[channel].at : undefined;
  return at === undefined ? profile : { ...profile, ...joinAsked(profile, { generalAsked: { [channel]: at } }) };
}

/** What has to be confirmed of two profiles of one customer. */
export function joinAsked({ generalAsked: one = {} }: Asked, { generalAsked: other = {} }: Asked): Asked {
  const asked = channels.flatMap((channel) => {
    const at = lastOf(one[channel], other[channel]);
    return at === undefined ? [] : [[channel, at] as const];
  });
  return asked.length === 0 ? {} : { generalAsked: Object.fromEntries(asked) };
}
