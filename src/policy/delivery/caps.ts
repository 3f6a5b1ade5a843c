import type { Channel } from '../../commerce/customer/channel.ts';
import { day, minute } from '../../commerce/values/time-units.ts';
import { type Basis, keptRivals, type Rival } from '../../model/basis.ts';
import { partsOfKey, secondKeyOf } from '../../model/message.ts';
import type { HoldReason } from '../../model/outcome.ts';
import type { Claim, Profile } from '../../model/profile.ts';
import type { CapCounts, StoreSettings } from '../../model/store-settings.ts';
import { defaultTopics } from '../../model/topic.ts';
import { type ClaimHistory, isMarketing, isReplaced, pastCounts } from '../customer/past-claims.ts';
import { localDay } from '../time/timing.ts';

/** What the caps of one marketing message depend on. */
export interface CapQuestion {
  /** The customer's claims. */
  readonly profile: Pick<Profile, 'claims' | 'past'>;
  /** The marketing that the address was sent lately, whichever customer it was for. */
  readonly mailbox: ClaimHistory;
  /** The message's own key: what an attempt of it left behind does not count. */
  readonly key: string;
  readonly channel: Channel;
  readonly topic: string;
  /** True if the owner of the address asked for fewer messages: one of marketing a week. */
  readonly less?: boolean;
  readonly settings: Pick<StoreSettings, 'caps' | 'gaps'>;
  readonly now: number;
  /** The customer's IANA zone. */
  readonly zone: string;
}

/** A cap or gap, and the messages that count against it now. */
export interface Limit {
  readonly reason: HoldReason;
  readonly setting: NonNullable<Basis['setting']>;
  /** How many more messages it lets through now. */
  readonly room: number;
  /** When it lets one through: now, or later. Epoch milliseconds. */
  readonly free: number;
  /** The last messages that count. */
  readonly rivals: readonly Rival[];
}

/** A message that counts now, and until when it does. */
interface Counted {
  readonly until: number;
  readonly rival?: Rival;
}

const spans = { perDay: day, perWeek: 7 * day, perMonth: 30 * day } as const;
const reasons = { perDay: 'daily-cap', perWeek: 'weekly-cap', perMonth: 'monthly-cap' } as const;
const words = { perDay: 'per day', perWeek: 'per week', perMonth: 'per month' } as const;

type Period = keyof typeof spans;
const periods = Object.keys(spans) as Period[]; // the keys of a const object

/**
 * Every cap and gap of a marketing message. A day is one of the customer's calendar; of the address's messages to others
 * the last 24 hours count, because days of customers in two zones begin at different hours. A week is any seven days, a
 * month any thirty: the customer's own messages and those of the mailbox are counted each for itself.
 */
export function limitsOf(question: CapQuestion): Limit[] {
  const { settings, channel, topic, less } = question;
  const { marketingPerDay, marketingPerWeek, marketingPerMonth, channels, topics } = settings.caps;
  const all = { perDay: marketingPerDay, perWeek: marketingPerWeek, perMonth: marketingPerMonth };
  return [
    ...capsOf('marketing ', all, question, (one) => !one.isReplaced),
    ...capsOf(`${channel}.`, channels?.[channel], question, (one) => one.channel === channel),
    ...capsOf(
      `topics.${topic}.`,
      topics?.[topic],
      question,
      (one) => !one.isReplaced && (one.topic ?? defaultTopics.marketing) === topic,
    ),
    ...(less ? [lessOften(question)] : []),
    ...gapOf(question),
  ];
}

type Kind = Pick<Claim, 'topic'> & { readonly channel: string; readonly isReplaced: boolean };
type Counts = { readonly [P in Period]?: CapCounts[P] | undefined };

function capsOf(
  prefix: string,
  counts: Counts = {},
  question: CapQuestion,
  counting: (kind: Kind) => boolean,
): Limit[] {
  return periods.flatMap((period) => {
    const most = counts[period];
    if (most === undefined) return [];
    const setting = { name: `caps.${prefix}${words[period]}`, value: most };
    return [limit(reasons[period], setting, most, countedIn(period, question, counting), question.now)];
  });
}

/** The owner's own wish: one marketing message a week to this address. */
function lessOften(question: CapQuestion): Limit {
  const setting = { name: 'less often', value: 1 };
  const sent = countedOf(question.mailbox, spans.perWeek, question, () => true);
  return limit('less-often', setting, 1, [sent], question.now);
}

/** What counts of each side in the period: in a day both sides together. */
function countedIn(period: Period, question: CapQuestion, counting: (kind: Kind) => boolean): readonly Counted[][] {
  const { profile, mailbox, now, zone, key } = question;
  if (period === 'perDay') {
    const { start, end } = localDay(now, zone);
    const own = marketingIn(profile.claims, key, counting).filter(({ at }) => at >= start && at < end);
    const others = Object.entries(mailbox.claims).filter(([name]) => profile.claims[name] === undefined);
    const lately = marketingIn(Object.fromEntries(others), key, counting).filter(({ at }) => at > now - day);
    return [
      [...own.map((rival) => ({ rival, until: end })), ...lately.map((rival) => ({ rival, until: rival.at + day }))],
    ];
  }
  return [profile, mailbox].map((side) => countedOf(side, spans[period], question, counting));
}

function countedOf(
  { claims, past }: ClaimHistory,
  span: number,
  { key, now }: CapQuestion,
  counting: (kind: Kind) => boolean,
): Counted[] {
  const whole = marketingIn(claims, key, counting).map((rival) => ({ rival, until: rival.at + span }));
  const before = pastCounts(past)
    .filter(counting)
    .flatMap(({ at, count }) => Array.from({ length: count }, () => ({ until: at + span })));
  return [...whole, ...before].filter(({ until }) => until > now);
}

function marketingIn(claims: ClaimHistory['claims'], key: string, counting: (kind: Kind) => boolean): Rival[] {
  return Object.entries(claims).flatMap(([name, claim]) => {
    const isSelf = name === key || secondKeyOf(name) === key;
    if (isSelf || !isMarketing(claim) || !counting({ ...claim, isReplaced: isReplaced(name, claims) })) return [];
    const { run, step } = partsOfKey(name);
    return [{ run, step, at: claim.at }];
  });
}

/** A cap: it is full while one of its sides is. */
function limit(
  reason: HoldReason,
  setting: Limit['setting'],
  most: number,
  sides: readonly (readonly Counted[])[],
  now: number,
): Limit {
  const inOrder = sides.map((side) => side.toSorted((one, other) => one.until - other.until));
  const room = Math.min(...inOrder.map(({ length }) => most - length));
  const free = Math.max(
    now,
    ...inOrder.map((side) => (side.length < most ? now : (side[side.length - most]?.until ?? now))),
  );
  const fullest = inOrder.toSorted((one, other) => other.length - one.length)[0] ?? [];
  const rivals = fullest.flatMap(({ rival }) => (rival ? [rival] : []));
  return { reason, setting, room, free, rivals: lastFirst(rivals) };
}

function lastFirst(rivals: readonly Rival[]): Rival[] {
  return rivals.toSorted((one, other) => other.at - one.at).slice(0, keptRivals);
}

/** The gap of the channel, if it has one: it lets one message through at a time. */
function gapOf({ profile, mailbox, key, channel, settings, now }: CapQuestion): Limit[] {
  const minutes = settings.gaps?.[channel] ?? 0;
  if (minutes === 0) return [];
  const sameWay = ({ channel: way }: Kind) => way === channel;
  const both = { ...mailbox.claims, ...profile.claims };
  const rivals = marketingIn(both, key, sameWay).filter(({ at }) => at + minutes * minute > now);
  const [last] = lastFirst(rivals);
  const setting = {
    name: `gaps.${channel}`,
    value: minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`,
  };
  const free = last === undefined ? now : last.at + minutes * minute;
  return [{ reason: 'too-soon', setting, room: last === undefined ? 1 : 0, free, rivals: last ? [last] : [] }];
}
