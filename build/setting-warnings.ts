import { channelKinds } from '../src/channels/kinds.ts';
import { type Channel, channels } from '../src/commerce/customer/channel.ts';
import { builtInTopics } from '../src/journey/parsing/topics.ts';
import type { Doubt } from '../src/journey/reading/doubt.ts';
import { say } from '../src/journey/reading/saying.ts';
import { kindOf, withArms } from '../src/journey/steps/registry.ts';
import type { StoreSettings } from '../src/model/store-settings.ts';
import { priceIn } from '../src/policy/delivery/channel-order.ts';
import { countryWith, hoursFor } from '../src/policy/hours/hours-for.ts';
import { firstOpen, type HoursRule } from '../src/policy/hours/open-hours.ts';
import { zonesOf } from '../src/policy/time/zone.ts';
import type { Findings } from './examine.ts';
import { countriesOf } from './shop-countries.ts';

/** The price ceilings under which a channel is not used in the shop's own country. */
export function closedByPrice({ settings, at }: Pick<Findings, 'settings' | 'at'>): Doubt[] {
  return channels.flatMap((channel) => {
    const most = settings.channels?.atMost?.[channel];
    const [country, price] = mostAtHome(channel, settings);
    if (most === undefined || price === undefined || price <= most) return [];
    const where = country === undefined ? say`everywhere` : say`in ${country}`;
    const message = say`a part of a message by ${channel} costs ${price} USD ${where}, more than "at most" allows: none goes there`;
    const suggestion = say`write "at most: ${price} USD" or more, or leave ${channel} out of the "channels" of the messages`;
    return [{ at: at(['channels', channel, 'at most']), message, suggestion }];
  });
}

/** The rules about prices that mean nothing in a country of the shop's settings, because nobody knows the price there. */
export function unknownPrices({ settings, at }: Pick<Findings, 'settings' | 'at'>): Doubt[] {
  const { prefer, atMost, prices } = settings.channels ?? {};
  return channels.flatMap((channel) => {
    const own = prices?.[channel];
    const unknown = countriesOf(settings).filter(
      (country) => priceIn(country, own, channelKinds[channel].prices) === undefined,
    );
    const isLimited = atMost?.[channel] !== undefined;
    const [first] = unknown;
    if (first === undefined || !(isLimited || prefer !== undefined)) return [];
    const countries = unknown.join(', ');
    const message = isLimited
      ? say`nobody knows what a part of a message by ${channel} costs in ${countries}: "at most" lets every message go there`
      : say`nobody knows what a part of a message by ${channel} costs in ${countries}: "prefer: cheapest" takes it for the dearest there`;
    const suggestion = say`name the price that your bill shows under "prices" of ${channel}, such as "prices: { ${first}: 0.04 USD, elsewhere: 0.15 USD }"; "elsewhere" is for all other countries`;
    return [{ at: at(isLimited ? ['channels', channel, 'at most'] : ['channels', 'prefer']), message, suggestion }];
  });
}

/** The highest known price in the countries that have the shop's clock; the price everywhere has no country. */
function mostAtHome(channel: Channel, { channels: set, timeZone }: StoreSettings): [country?: string, price?: number] {
  const [own = {}, listed] = [set?.prices?.[channel], channelKinds[channel].prices];
  const known = Object.keys({ ...listed.byCountry, ...own });
  const home = known.filter((country) => zonesOf(country).includes(timeZone));
  const prices = home.flatMap((country): [string, number][] => {
    const price = priceIn(country, own, listed);
    return price === undefined ? [] : [[country, price]];
  });
  const [dearest] = prices.toSorted(([, one], [, other]) => other - one);
  return dearest ?? [undefined, listed.everywhere];
}

/** The hours of a channel that the rules of the shop's own country leave nothing of. */
export function closedByLaw({ settings, at }: Pick<Findings, 'settings' | 'at'>): Doubt[] {
  const zone = settings.timeZone;
  const country = countryWith(zone);
  return channels.flatMap((channel) => {
    const span = settings.hours?.sending?.[`marketing ${channel}`];
    if (span === undefined || country === undefined) return [];
    const rules = hoursFor({
      channel,
      purpose: 'marketing',
      settings,
      where: { zone, country, basis: 'told' },
      address: '',
    }).filter((rule) => isOwn(rule) || rule.name.endsWith(` of ${country}`)); // a state's rules close the hours there alone
    if (firstOpen(someTime, rules) !== undefined || firstOpen(someTime, rules.filter(isOwn)) === undefined) return [];
    const message = say`"${span.from} to ${span.to}" of ${channel}, with the rules of ${country} and the quiet hours, leaves no time at all: none goes there`;
    return [{ at: at(['hours', channel]), message, suggestion: say`write times between 08:00 and 20:00` }];
  });
}

/** The rules of a year do not depend on its days. */
const someTime = Date.UTC(2027, 0, 4);

function isOwn({ name }: HoursRule): boolean {
  return name === 'quiet hours' || name.startsWith('hours.');
}

/** The shop's own topics that no message belongs to: customers find them on their preference page, and nothing comes. */
export function unusedTopics({ settings, journeys, at }: Pick<Findings, 'settings' | 'journeys' | 'at'>): Doubt[] {
  const used = new Set(
    journeys.flatMap(({ journey }) => [
      journey.topic,
      ...journey.steps.flatMap(withArms).map((step) => kindOf(step).sends?.(step).topic),
    ]),
  );
  const own = Object.keys(settings.topics).filter((name) => !Object.hasOwn(builtInTopics, name) && !used.has(name));
  return own.map((name) => ({
    at: at(['topics', name]),
    message: say`no journey sends anything of the topic "${name}", and customers can choose it`,
    suggestion: say`write "topic: ${name}" in a journey, or leave it out`,
  }));
}
