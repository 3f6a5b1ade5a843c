import { type AddressKind, addressKindOf, type Channel, channels } from '../commerce/customer/channel.ts';
import type { ChannelKind, Oversize } from './contract/kind.ts';
import { emailKind } from './email/kind.ts';
import { smsKind } from './sms/kind.ts';

/** The kind of each channel. */
export const channelKinds: Readonly<Record<Channel, ChannelKind>> = { email: emailKind, sms: smsKind };

/** The kinds of channel that write to a kind of address. */
export function kindsFor(address: AddressKind): readonly ChannelKind[] {
  return channels.filter((channel) => addressKindOf[channel] === address).map((channel) => channelKinds[channel]);
}

/**
 * The size of a text for a channel, if it is larger than one text.
 * @param text made out with sample data
 */
export function oversizeOf(channel: Channel, text: string): Oversize | undefined {
  const { text: kind } = channelKinds[channel];
  return kind === 'body' ? undefined : kind.oversize(text);
}

/** The channels whose messages have a text of their own beside the body. */
export const channelsWithOwnText = channels.filter((channel) => channelKinds[channel].text !== 'body');
