import type { Channel } from '../../commerce/customer/channel.ts';
import type { ChannelReason, ChannelTraits } from '../../model/channel-traits.ts';
import type { Profile } from '../../model/profile.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { isUndelivered } from '../customer/address-sent.ts';
import { preferredChannel } from '../customer/wishes.ts';
import { phoneRegion } from '../time/phone-region.ts';
import type { CustomerZone } from '../time/zone.ts';
import type { Doors } from './eligibility.ts';

/** The traits of each channel; of one without any neither speed nor price is known. */
export type TraitsOf = Partial<Record<Channel, ChannelTraits>>;

/** What the order of a step's channels depends on. */
export interface OrderQuestion {
  readonly step: Pick<CompiledSendStep, 'channels' | 'urgent'>;
  readonly profile: Pick<Profile, 'wishes' | 'identities' | 'said'>;
  readonly doors: Doors;
  readonly settings: Pick<StoreSettings, 'channels'>;
  readonly traits?: TraitsOf;
  readonly where: Pick<CustomerZone, 'country'>;
  readonly now: number;
}

/** The channels of a step in the order in which they are tried, and the rule that put the first before the step's own first. */
export interface ChannelOrder {
  readonly channels: readonly Channel[];
  readonly because?: Exclude<ChannelReason, 'reach'>;
}

/**
 * Orders the channels of a step. The customer's own wish goes first; then whatever lately did not reach its address goes
 * last; of an urgent message the fastest goes before the others; then the cheapest, if the shop asks for it; and else the
 * step's own order holds. No rule adds a channel, and none takes one away.
 */
export function channelOrder(question: OrderQuestion): ChannelOrder {
  let channels: readonly Channel[] = question.step.channels;
  let because: ChannelOrder['because'];
  for (const [rule, weight] of rulesFor(question)) {
    const sorted = channels.toSorted((one, other) => compare(weight(one), weight(other)));
    if (sorted[0] !== channels[0]) because = rule;
    channels = sorted;
  }
  return because === undefined || channels[0] === question.step.channels[0] ? { channels } : { channels, because };
}

type Rule = readonly [rule: NonNullable<ChannelOrder['because']>, weight: (channel: Channel) => number];

/** The rules that apply, the strongest last. The lighter channel goes first; equal ones keep their order. */
function rulesFor(question: OrderQuestion): Rule[] {
  const { step, profile, settings, traits = {}, doors, now } = question;
  const preferred = preferredChannel(profile);
  const rules: readonly (Rule | false)[] = [
    settings.channels?.prefer === 'cheapest' && [
      'cheapest',
      (one) => priceFor(one, question) ?? Number.POSITIVE_INFINITY,
    ],
    step.urgent === true && ['urgent', (one) => traits[one]?.seenWithinMinutes ?? Number.POSITIVE_INFINITY],
    ['undelivered', (one) => (isUndelivered(doors[one]?.known ?? {}, now) ? 1 : 0)],
    preferred !== undefined && ['preferred', (one) => (one === preferred ? 0 : 1)],
  ];
  return rules.filter((rule) => rule !== false);
}

/** Infinity less infinity is no number. */
function compare(one: number, other: number): number {
  return one === other ? 0 : one - other;
}

/**
 * The price of one part of a message to the customer, in US dollars: the shop's own, else the list price; by the country
 * of the number, else the customer's. Undefined where neither is known.
 */
export function priceFor(
  channel: Channel,
  { settings, traits, doors, where }: Omit<OrderQuestion, 'step' | 'profile' | 'now'>,
) {
  const country = phoneRegion(doors[channel]?.address)?.country ?? where.country;
  return priceIn(country, settings.channels?.prices?.[channel], traits?.[channel]?.prices);
}

/**
 * The price of a part in a country: the shop's own, else the list price, else the shop's own for all other countries.
 * Undefined where nobody knows it; a country that nobody knows is another one.
 */
export function priceIn(
  country: string | undefined,
  own: Readonly<Record<string, number>> | undefined,
  listed: ChannelTraits['prices'] | undefined,
): number | undefined {
  const of = (prices: Readonly<Record<string, number>> | undefined) =>
    country !== undefined && prices !== undefined && Object.hasOwn(prices, country) ? prices[country] : undefined;
  return of(own) ?? of(listed?.byCountry) ?? own?.elsewhere ?? listed?.everywhere;
}

/**
 * True if a part costs more than the shop pays for one by this channel. A price that nobody knows is not above it: a
 * message that never goes is worse than a dear one, and the check of the shop's settings warns.
 */
export function isTooDear(channel: Channel, question: Omit<OrderQuestion, 'step' | 'profile' | 'now'>): boolean {
  const most = question.settings.channels?.atMost?.[channel];
  const price = priceFor(channel, question);
  return most !== undefined && price !== undefined && price > most;
}
