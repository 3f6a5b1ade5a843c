import type { Node } from 'yaml';
import { channelKinds } from '../../../channels/kinds.ts';
import type { Channel } from '../../../commerce/customer/channel.ts';
import { channels } from '../../../commerce/customer/channel.ts';
import type { CouponOffer } from '../../../model/coupon.ts';
import { purposes } from '../../../model/purpose.ts';
import type { SendStep, Variant } from '../../model/steps.ts';
import { type Fields, readChoice, readList, readWhole, readWord } from '../../reading/fields.ts';
import { say } from '../../reading/saying.ts';
import { readCondition } from '../../values/condition.ts';
import { readCoupon } from '../../values/coupon.ts';
import { readSurveyName } from '../../values/survey.ts';
import { readTopicName } from '../../values/topic.ts';
import { readUsefulUntil } from '../../values/useful.ts';
import type { Reading } from '../step-kind.ts';
import { readFallBack } from './fall-back.ts';
import { channelsOf, checkCoupon, checkSurvey, isWritten } from './message.ts';
import { readVariants } from './variants.ts';

/** A message that the step may send, and the node that names it. */
interface Named {
  readonly name: string;
  readonly node: Node;
}

/**
 * The messages of a step: the name after `send`, and the messages that may go, which are its variants if it has any.
 */
interface Sent {
  readonly message: string;
  readonly messages: readonly Named[];
  readonly variants?: readonly Variant[];
}

/** Reads a step `send`. */
export function readSend(fields: Fields, reading: Reading): SendStep | undefined {
  const { source } = reading;
  const before = source.problems.length;
  const sent = readSent(fields, reading);
  const chosen = readChannels(fields, sent?.messages ?? [], reading);
  const fallBack = readOtherWay(fields, chosen, sent?.messages ?? [], reading);
  const coupon = readOffer(fields, sent?.messages ?? [], reading);
  const survey = readAsked(fields, sent?.messages ?? [], reading);
  const options = readOptions(fields, reading);
  if (!sent || source.problems.length > before) return undefined;
  const { message, variants } = sent;
  const step = { kind: 'send', at: source.at(fields.node), id: reading.id(message), message } as const;
  return {
    ...step,
    ...(variants && { variants }),
    ...options,
    ...(chosen && { channels: chosen }),
    ...(fallBack && { fallBack }),
    ...(coupon && { coupon }),
    ...(survey !== undefined && { survey }),
  };
}

function readSent({ node, values }: Fields, reading: Reading): Sent | undefined {
  const { source } = reading;
  const named = values.get('send') ?? node;
  const list = values.get('variants');
  const message = readName(named, reading);
  if (!list) {
    const sound = message !== undefined && isWritten(named, message, reading);
    return sound ? { message, messages: [{ name: message, node: named }] } : undefined;
  }
  const variants = readVariants(source, list);
  const sound = variants?.filter(({ name, nameNode }) => isWritten(nameNode, name, reading));
  if (message === undefined || !sound) return undefined;
  return {
    message,
    messages: sound.map(({ name, nameNode }) => ({ name, node: nameNode })),
    variants: sound.flatMap(({ name, weight }) => (weight === undefined ? [] : [{ message: name, weight }])),
  };
}

function readName(node: Node, { source }: Reading): string | undefined {
  const name = readWord(source, node, 'send', say`name a message, such as "reminder"`);
  if (name === undefined || /^[a-z][a-z0-9-]{0,39}$/.test(name)) return name;
  source.report(node, say`"${name}" is no message name`, say`use a-z, 0-9 and -, beginning with a letter; at most 40`);
  return undefined;
}

/** Reads the options that decide whether the message goes, and with which purpose and priority. */
function readOptions(
  { values }: Fields,
  { source, scope, topics, purpose: journeysPurpose }: Reading,
): Pick<SendStep, 'condition' | 'needs' | 'usefulUntil' | 'purpose' | 'topic' | 'priority' | 'urgent'> {
  const [ifNode, needsNode, purposeNode, topicNode, priorityNode] = ['if', 'needs', 'purpose', 'topic', 'priority'].map(
    (key) => values.get(key),
  );
  const condition = ifNode && readCondition(source, ifNode, scope);
  const useful = values.get('useful until');
  const usefulUntil = useful && readUsefulUntil(source, useful);
  const needs = needsNode && readChoice(source, needsNode, 'needs', ['delivery'] as const);
  const purpose = purposeNode && readChoice(source, purposeNode, 'purpose', purposes);
  const topic = topicNode && readTopicName(source, topicNode, topics, purpose ?? journeysPurpose);
  const priority = priorityNode && readWhole(source, priorityNode, 'priority', [0, 100]);
  const urgentNode = values.get('urgent');
  const urgent = urgentNode && readChoice(source, urgentNode, 'urgent', ['true'] as const);
  return {
    ...(condition && { condition }),
    ...(needs && { needs }),
    ...(usefulUntil && { usefulUntil }),
    ...(purpose && { purpose }),
    ...(topic !== undefined && { topic }),
    ...(priority !== undefined && { priority }),
    ...(urgent && { urgent: true }),
  };
}

function readOffer({ values }: Fields, messages: readonly Named[], reading: Reading): CouponOffer | undefined {
  const offer = values.get('coupon');
  for (const { name, node } of messages) checkCoupon(node, name, offer, reading);
  return offer && readCoupon(reading.source, offer);
}

function readAsked({ values }: Fields, messages: readonly Named[], reading: Reading): string | undefined {
  const asked = values.get('survey');
  const survey = asked && readSurveyName(reading.source, asked, reading.surveys);
  if (asked && survey === undefined) return undefined;
  for (const { name, node } of messages) checkSurvey(node, name, asked, reading);
  return survey;
}

function readChannels({ values }: Fields, messages: readonly Named[], reading: Reading) {
  const { source } = reading;
  const list = values.get('channels');
  const chosen: Channel[] = [];
  const items = list ? readList(source, list) : [];
  if (list && items.length === 0)
    source.report(list, say`channels is empty`, say`write "channels: [email]", or drop it`);
  let isRead = true;
  for (const item of items) {
    const channel = readChoice(source, item, 'channel', channels);
    if (channel === undefined) {
      isRead = false; // what else is meant is not known
      continue;
    }
    if (chosen.includes(channel)) source.report(item, say`"${channel}" is named twice`, say`keep one`);
    else chosen.push(channel);
    checkText(item, channel, messages, reading);
  }
  return isRead && chosen.length > 0 ? chosen : undefined;
}

/** Reads `fall back`: its channels need a text as those of the step do. */
function readOtherWay(
  { values }: Fields,
  chosen: readonly Channel[] | undefined,
  messages: readonly Named[],
  reading: Reading,
): SendStep['fallBack'] {
  const node = values.get('fall back');
  const read = node && readFallBack(reading.source, node, chosen);
  for (const one of read?.named ?? []) checkText(one.node, one.channel, messages, reading);
  return read?.fallBack;
}

/** A channel that does not send the body needs a text in each of the messages. */
function checkText(item: Node, channel: Channel, messages: readonly Named[], { source, messages: all }: Reading): void {
  const silent = messages.find(({ name }) => !channelsOf(all, [name]).includes(channel));
  if (silent === undefined) return;
  const { name } = channelKinds[channel].words.en;
  source.report(
    item,
    say`message "${silent.name}" has no ${name} text in every locale`,
    say`write one, or drop "${channel}"`,
  );
}
