import { isMap, type Node } from 'yaml';
import { type Channel, channels } from '../../commerce/customer/channel.ts';
import { normaliseCountry } from '../../commerce/values/country.ts';
import type { ChannelSettings } from '../../model/store-settings.ts';
import { type Fields, readChoice, readFields, readWord } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';

const [dearest = ''] = channels.slice(-1);
const advice = say`write "channels: { prefer: cheapest, ${dearest}: { at most: 0.10 USD } }"`;

/** Reads `channels`: what the choice among the channels of a message goes by. Nothing when the store does not say. */
export function readChannelSettings(source: Source, store: Fields): ChannelSettings | undefined {
  const node = store.values.get('channels');
  const fields = node && readFields(source, node, 'channels', ['prefer', ...channels], advice);
  if (!fields) return undefined;
  const preferNode = fields.values.get('prefer');
  const prefer = preferNode && readChoice(source, preferNode, 'prefer', ['cheapest'] as const);
  const each = channels.flatMap((channel) => {
    const own = fields.values.get(channel);
    return own ? [readChannel(source, own, channel)] : [];
  });
  const atMost = each.flatMap((one) => (one.atMost === undefined ? [] : [[one.channel, one.atMost]]));
  const prices = each.flatMap((one) => (one.prices === undefined ? [] : [[one.channel, one.prices]]));
  return {
    ...(prefer && { prefer }),
    ...(atMost.length > 0 && { atMost: Object.fromEntries(atMost) }),
    ...(prices.length > 0 && { prices: Object.fromEntries(prices) }),
  };
}

interface OneChannel {
  readonly channel: Channel;
  readonly atMost?: number | undefined;
  readonly prices?: Readonly<Record<string, number>>;
}

function readChannel(source: Source, node: Node, channel: Channel): OneChannel {
  const fields = readFields(source, node, channel, ['at most', 'prices'], advice);
  const most = fields?.values.get('at most');
  const list = fields?.values.get('prices');
  return {
    channel,
    atMost: most && readCeiling(source, most, channel),
    ...(list && { prices: readPrices(source, list) }),
  };
}

/** The key of the price in all countries that have none of their own. */
const elsewhere = 'elsewhere';

/** Reads `prices: { GB: 0.04 USD, elsewhere: 0.15 USD }`. */
function readPrices(source: Source, node: Node): Readonly<Record<string, number>> {
  const example = say`write "prices: { GB: 0.04 USD }"`;
  const map = source.resolve(node);
  const named = isMap(map) ? map.items.map(({ key }) => String((key as { value?: unknown }).value)) : []; // stringKeys leaves no keys but scalars
  const fields = readFields(source, node, 'prices', named, example);
  const prices = [...(fields?.values ?? [])].flatMap(([name, price]) => {
    const place = name === elsewhere ? elsewhere : normaliseCountry(name);
    if (place === undefined)
      source.report(price, say`"${name}" is no country`, say`write an ISO 3166 code such as "JP", or "${elsewhere}"`);
    const dollars = readDollars(source, price, name);
    return place === undefined || dollars === undefined ? [] : [[place, dollars]];
  });
  return Object.fromEntries(prices);
}

/** Nothing costs nothing, so a ceiling of 0 closes the channel: to do so is no matter of prices. */
function readCeiling(source: Source, node: Node, channel: Channel): number | undefined {
  const dollars = readDollars(source, node, 'at most');
  if (dollars !== 0) return dollars;
  const suggestion = say`write a price such as "0.10 USD", or leave ${channel} out of "channels" of the messages`;
  source.report(node, say`"at most" is 0: no message would ever go by ${channel}`, suggestion);
  return undefined;
}

/** Reads `0.10 USD`: AWS bills in US dollars. */
function readDollars(source: Source, node: Node, key: string): number | undefined {
  const text = readWord(source, node, key, say`write a price such as "0.10 USD"`);
  if (text === undefined) return undefined;
  const [, sum] = /^(\d+(?:\.\d+)?) USD$/.exec(text) ?? [];
  if (sum !== undefined) return Number(sum);
  const bare = /^\$?(\d*\.?\d+)\$?$/.exec(text.replace(/usd|\s/gi, ''))?.[1];
  const advised = bare === undefined ? say`write a price such as "0.10 USD"` : say`write "${`${Number(bare)} USD`}"`;
  source.report(node, say`"${text}" is no price in US dollars`, advised);
  return undefined;
}
