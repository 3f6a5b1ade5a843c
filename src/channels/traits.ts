import type { Channel } from '../commerce/customer/channel.ts';
import type { ChannelPrices, ChannelTraits } from '../model/channel-traits.ts';

/*
 * List prices of AWS in US dollars. They change: after a change of a price, change its date too. Only prices that were
 * found are listed, because a wrong one would choose a wrong channel. A shop that writes to other countries names its
 * prices in store.yaml under "channels".
 */

/** Simple Email Service: $0.10 for 1,000 e-mails, à la carte. */
const emailPrices: ChannelPrices = {
  asOf: '2026-11-01',
  source: 'https://aws.amazon.com/ses/pricing/',
  everywhere: 0.0001,
};

/** AWS End User Messaging, for one segment; in the United States with the fees of the carriers, at the upper end. */
const smsPrices: ChannelPrices = {
  asOf: '2026-11-01',
  source: 'https://aws.amazon.com/end-user-messaging/pricing/',
  byCountry: { JP: 0.075, US: 0.008 },
};

/** How fast each channel is, and what it costs. Apart from its kind, because a delivery needs no words. */
export const channelTraits: Readonly<Record<Channel, ChannelTraits>> = {
  email: { seenWithinMinutes: 6 * 60, prices: emailPrices },
  sms: { seenWithinMinutes: 5, prices: smsPrices },
};
