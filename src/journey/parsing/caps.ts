import type { Node } from 'yaml';
import { channelKinds } from '../../channels/kinds.ts';
import { type Channel, channels } from '../../commerce/customer/channel.ts';
import type { CapCounts, Caps, StoreSettings } from '../../model/store-settings.ts';
import type { Topics } from '../../model/topic.ts';
import { type Fields, readFields, readWhole, readWord, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { suggest } from '../reading/suggest.ts';
import { readDuration } from '../values/duration.ts';

const advice = say`write "caps: { marketing per day: 1 }"`;
const mostMessages = 100;
const repliesKey = 'sms replies per day';
const mostReplies = 10_000;

/** More marketing messages in a day than these are more than a shop means. */
const usualMost = 3;

/** The periods of caps: how they are written, and their days. */
export const capPeriods = {
  perDay: { key: 'per day', days: 1 },
  perWeek: { key: 'per week', days: 7 },
  perMonth: { key: 'per month', days: 30 },
} as const;
type Period = keyof typeof capPeriods;

/** Reads `caps`: of all marketing, of each channel, of topics, and of answers to texts. */
export function readCaps(source: Source, store: Fields, topics: Topics): Caps | undefined {
  const node = requiredNode(source, store, 'caps', say`the store`, advice);
  const general = Object.values(capPeriods).map(({ key }) => `marketing ${key}`);
  const fields = node && readFields(source, node, 'caps', [...general, ...channels, 'topics', repliesKey], advice);
  const day = fields && requiredNode(source, fields, 'marketing per day', 'caps', say`write a number, such as 1`);
  const marketingPerDay = day && readWhole(source, day, 'marketing per day', [1, mostMessages]);
  if (!fields || marketingPerDay === undefined) return undefined;
  if (day && marketingPerDay > usualMost) {
    const message = say`one customer may get ${marketingPerDay} marketing messages in a day`;
    source.doubt(day, message, say`write 1, or ${usualMost} at most`);
  }
  const marketingPerWeek = readCount(source, fields, 'marketing per week');
  const marketingPerMonth = readCount(source, fields, 'marketing per month');
  const own = channels.flatMap((channel) => countsUnder(source, fields.values.get(channel), channel));
  const byTopic = readTopicCaps(source, fields.values.get('topics'), topics);
  const repliesNode = fields.values.get(repliesKey);
  const smsRepliesPerDay = repliesNode && readWhole(source, repliesNode, repliesKey, [1, mostReplies]);
  checkOrder(source, fields, { perDay: marketingPerDay, perWeek: marketingPerWeek, perMonth: marketingPerMonth });
  return {
    marketingPerDay,
    ...(marketingPerWeek !== undefined && { marketingPerWeek }),
    ...(marketingPerMonth !== undefined && { marketingPerMonth }),
    ...(smsRepliesPerDay !== undefined && { smsRepliesPerDay }),
    ...(own.length > 0 && { channels: Object.fromEntries(own) }),
    ...(byTopic.length > 0 && { topics: Object.fromEntries(byTopic) }),
  };
}

function readCount(source: Source, fields: Fields, key: string): number | undefined {
  const node = fields.values.get(key);
  return node && readWhole(source, node, key, [1, mostMessages]);
}

function readTopicCaps(source: Source, node: Node | undefined, topics: Topics) {
  const marketing = Object.keys(topics).filter((name) => topics[name]?.purpose === 'marketing');
  const fields =
    node && readFields(source, node, 'topics', marketing, say`write "topics: { offers: { per week: 2 } }"`);
  return [...(fields?.values ?? [])].flatMap(([name, counts]) => countsUnder(source, counts, name));
}

/** The counts of a channel or a topic; none when it has none. */
function countsUnder<Name extends string>(
  source: Source,
  node: Node | undefined,
  name: Name,
): (readonly [Name, CapCounts])[] {
  const keys = Object.values(capPeriods).map(({ key }) => key);
  const fields = node && readFields(source, node, name, keys, say`write "${name}: { per day: 1, per week: 3 }"`);
  if (!fields) return [];
  const counts = Object.entries(capPeriods).flatMap(([period, { key }]) => {
    const count = readCount(source, fields, key);
    return count === undefined ? [] : [[period, count] as const];
  });
  checkOrder(source, fields, Object.fromEntries(counts));
  return [[name, Object.fromEntries(counts)]];
}

/** A cap of a week that is smaller than that of a day is probably a slip: the other then never matters. */
function checkOrder(source: Source, { node }: Fields, counts: Partial<Record<Period, number | undefined>>): void {
  const known = (Object.keys(capPeriods) as Period[]).flatMap((period) => {
    const most = counts[period];
    return most === undefined ? [] : [{ words: capPeriods[period].key, most }];
  });
  for (const [index, longer] of known.entries()) {
    const shorter = known[index - 1];
    if (shorter === undefined || shorter.most <= longer.most) continue;
    source.report(
      node,
      say`"${shorter.words}: ${shorter.most}" is more than "${longer.words}: ${longer.most}"`,
      say`lower the first, or raise the second`,
    );
  }
}

/** The longest gap: one that is longer says that nothing should be sent at all. */
const longestGap = 30 * 24 * 60;

/** Reads `gaps`: how long after a marketing message the next one goes by the same channel. Usual where it does not say. */
export function readGaps(source: Source, store: Fields): NonNullable<StoreSettings['gaps']> {
  const node = store.values.get('gaps');
  const example = say`write "gaps: { email: 16 hours }"`;
  const fields = node && readFields(source, node, 'gaps', channels, example);
  const gaps = channels.map((channel) => {
    const own = fields?.values.get(channel);
    return [channel, own ? readGap(source, own, channel) : channelKinds[channel].gapMinutes] as const;
  });
  return Object.fromEntries(gaps.filter(([, minutes]) => minutes !== undefined && minutes > 0));
}

function readGap(source: Source, node: Node, channel: Channel): number | undefined {
  const text = readWord(source, node, channel, suggest('', ['16 hours', 'none']));
  if (text === undefined || text === 'none') return text === undefined ? undefined : 0;
  const duration = readDuration(source, node, channel);
  if (!duration || duration.minutes <= longestGap) return duration?.minutes;
  source.report(node, say`"${duration.words}" is too long a gap`, say`write at most "30 days", or "none"`);
  return undefined;
}

/** The gaps of a store that names none. */
export const usualGaps: NonNullable<StoreSettings['gaps']> = Object.fromEntries(
  channels.map((channel) => [channel, channelKinds[channel].gapMinutes]),
);
