import type { Channel, Purpose } from '../contracts/channel.ts';
import type { SkipReason } from '../contracts/outcome.ts';
import type { Profile } from '../contracts/profile.ts';

/** The address a channel writes to. */
export function addressOf(profile: Profile, channel: Channel): string | undefined {
  return channel === 'email' ? profile.identities.email : profile.identities.phone;
}

/** Why a channel cannot or may not reach the customer; undefined when it can. */
export function obstacle(
  profile: Profile,
  channel: Channel,
  purpose: Purpose,
  configured: readonly Channel[],
): SkipReason | undefined {
  if (!configured.includes(channel)) return 'channel-not-configured';
  if (addressOf(profile, channel) === undefined) return 'no-address';
  if (profile.suppressed[channel] !== undefined) return 'suppressed';
  if (purpose === 'marketing' && profile.consent[channel]?.granted !== true) return 'no-consent';
  return undefined;
}

/** The first of the step's channels that reaches the customer, or why the most preferred one does not. */
export function chooseChannel(
  profile: Profile,
  preferred: readonly Channel[],
  purpose: Purpose,
  configured: readonly Channel[],
): { readonly channel: Channel; readonly address: string } | { readonly obstacle: SkipReason } {
  let first: SkipReason | undefined;
  for (const channel of preferred) {
    const reason = obstacle(profile, channel, purpose, configured);
    const address = addressOf(profile, channel);
    if (reason === undefined && address !== undefined) return { channel, address };
    first ??= reason;
  }
  return { obstacle: first ?? 'channel-not-configured' };
}
