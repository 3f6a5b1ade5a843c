import type { Channel } from '../commerce/customer/channel.ts';
import type { SkipReason } from './outcome.ts';

/** What a way to customers is like, as far as the choice among several depends on it. Data alone. */
export interface ChannelTraits {
  /** Minutes until most people have seen a message. */
  readonly seenWithinMinutes: number;
  readonly prices: ChannelPrices;
}

/** List prices in US dollars for one part of a message: an e-mail, or a segment of an SMS. */
export interface ChannelPrices {
  /** The day on which they were looked up, and where. */
  readonly asOf: string;
  readonly source: string;
  readonly everywhere?: number;
  /** By ISO 3166-1 alpha-2. A country that is missing is not known: store.yaml may name its price. */
  readonly byCountry?: Readonly<Record<string, number>>;
}

/** A channel that could not be used, and why: `paused` by the shop, or what kept it from reaching the customer. */
export interface PassedChannel {
  readonly channel: Channel;
  readonly reason: SkipReason | 'paused';
}

/** Why a message went by another channel than the first of its step. */
export const channelReasons = ['preferred', 'urgent', 'cheapest', 'undelivered', 'reach'] as const;
export type ChannelReason = (typeof channelReasons)[number];
