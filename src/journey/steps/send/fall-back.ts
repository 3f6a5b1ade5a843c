import { isMap, type Node } from 'yaml';
import { type Channel, channels } from '../../../commerce/customer/channel.ts';
import type { WrittenFallBack } from '../../model/steps.ts';
import { type Fields, readChoice, readFields, readList, requiredNode } from '../../reading/fields.ts';
import { say } from '../../reading/saying.ts';
import type { Source } from '../../reading/source.ts';
import { readDuration } from '../../values/duration.ts';

const mostMinutes = 3 * 24 * 60;
/** A report that fails once is hidden for minutes, and counts as late only after a quarter of an hour: sooner, both may go. */
const leastMinutes = 30;
const example = 'fall back: { to: [sms], after: 2 hours }';
const channelList = { type: 'array', items: { enum: [...channels] }, minItems: 1, uniqueItems: true } as const;

/** The key `fall back` of a send step, as JSON Schema. */
export const fallBackKey = {
  description: `The channels by which the message is sent again when it does not arrive: [sms] after a failure that is reported, such as a hard bounce; { to: [sms], after: 2 hours } also when no delivery is reported by then. Consent, hours, caps and pauses hold for it as for any message.`,
  anyOf: [
    { enum: [...channels] },
    channelList,
    {
      type: 'object',
      properties: {
        to: { anyOf: [{ enum: [...channels] }, channelList] },
        after: { type: 'string', pattern: '^[0-9]+ (minute|hour|day)s?$' },
      },
      required: ['to'],
      additionalProperties: false,
    },
  ],
};

/** A channel to fall back on, and the node that names it. */
export interface NamedChannel {
  readonly channel: Channel;
  readonly node: Node;
}

/** Reads `fall back: [sms]`, or `fall back: { to: [sms], after: 2 hours }`. @param step the channels that the step names */
export function readFallBack(
  source: Source,
  node: Node,
  step: readonly Channel[] | undefined,
): { readonly fallBack: WrittenFallBack; readonly named: readonly NamedChannel[] } | undefined {
  const map = isMap(source.resolve(node)) ? readFields(source, node, 'fall back', ['to', 'after']) : undefined;
  const list = map ? requiredNode(source, map, 'to', 'fall back', say`write "${example}"`) : node;
  const named = list === undefined ? [] : readTo(source, list);
  const after = map && readAfter(source, map);
  const to = named.map(({ channel }) => channel);
  if (to.length === 0) return undefined;
  if (step !== undefined && to.every((channel) => step.length === 1 && step[0] === channel)) {
    source.report(node, say`the message falls back on the only channel that it goes by`, say`name another channel`);
    return undefined;
  }
  return { fallBack: { to, ...(after && { after }) }, named };
}

function readTo(source: Source, list: Node): NamedChannel[] {
  const items = readList(source, list);
  if (items.length === 0) source.report(list, say`fall back names no channel`, say`write "${example}"`);
  const found: NamedChannel[] = [];
  for (const node of items) {
    const channel = readChoice(source, node, 'channel', channels);
    if (channel === undefined) continue;
    if (found.some((one) => one.channel === channel))
      source.report(node, say`"${channel}" is named twice`, say`keep one`);
    else found.push({ channel, node });
  }
  return found;
}

function readAfter(source: Source, { values }: Fields) {
  const node = values.get('after');
  const duration = node && readDuration(source, node, 'after');
  if (!node || !duration || (duration.minutes >= leastMinutes && duration.minutes <= mostMinutes)) return duration;
  source.report(
    node,
    say`"${duration.words}" is no time in which a message arrives`,
    say`write a duration from "30 minutes" to "3 days"`,
  );
  return undefined;
}
