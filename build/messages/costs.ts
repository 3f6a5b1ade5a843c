import { channelKinds, channelsWithOwnText, oversizeOf } from '../../src/channels/kinds.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { priceIn } from '../../src/policy/delivery/channel-order.ts';
import { zonesOf } from '../../src/policy/time/zone.ts';
import { type CompiledMessages, type MessageInLocale, shortTexts } from './lengths.ts';

/** What one message costs by a channel that has a text of its own, in the shop's main countries. */
export interface MessageCost extends MessageInLocale {
  readonly channel: Channel;
  /** The parts that are billed, with sample data. */
  readonly parts: number;
  /** In US dollars, by country. */
  readonly costs: readonly (readonly [country: string, dollars: number])[];
}

/** The costs of every text that has a known price, the dearest first. */
export function messageCosts(messages: CompiledMessages, settings: StoreSettings): MessageCost[] {
  const costs = shortTexts(messages, settings).flatMap(
    ({ textFor, valuesFor: _valuesFor, subject: _subject, ...place }) =>
      channelsWithOwnText.flatMap((channel): MessageCost[] => {
        const text = textFor(channel);
        if (text === '') return [];
        const parts = oversizeOf(channel, text)?.segments ?? 1;
        return [{ ...place, channel, parts, costs: costsOf(channel, parts, settings) }];
      }),
  );
  return costs.toSorted((one, other) => dearest(other) - dearest(one) || other.parts - one.parts);
}

/** The most that the message costs in one of the countries. */
export function dearest({ costs }: MessageCost): number {
  return Math.max(0, ...costs.map(([, dollars]) => dollars));
}

function costsOf(channel: Channel, parts: number, settings: StoreSettings): MessageCost['costs'] {
  const own = settings.channels?.prices?.[channel];
  const listed = channelKinds[channel].prices;
  const home = Object.keys(listed.byCountry ?? {}).filter((country) => zonesOf(country).includes(settings.timeZone));
  const countries = [...new Set([...home, ...Object.keys(own ?? {})])];
  return countries.flatMap((country) => {
    const price = priceIn(country, own, listed);
    return price === undefined ? [] : [[country, Math.round(price * parts * 1e6) / 1e6] as const];
  });
}
