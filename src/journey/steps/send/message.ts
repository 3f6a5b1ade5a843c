import type { Node } from 'yaml';
import { channelKinds, channelsWithOwnText } from '../../../channels/kinds.ts';
import { type Channel, channels } from '../../../commerce/customer/channel.ts';
import type { MessageList } from '../../model/messages.ts';
import type { SendStep } from '../../model/steps.ts';
import { say } from '../../reading/saying.ts';
import { allOf, nearestOr } from '../../reading/suggest.ts';
import type { Reading } from '../step-kind.ts';

/**
 * Checks that a message is written in every locale; reports missing ones.
 * @param node that names it
 */
export function isWritten(node: Node, name: string, { source, locales, messages }: Reading): boolean {
  const translations = messages[name] ?? {};
  const missing = locales.filter((locale) => !translations[locale]);
  if (missing.length === 0) return true;
  const files = allOf(missing.map((locale) => `messages/${name}.${locale}.md`));
  const others = Object.keys(messages);
  if (missing.length < locales.length || others.length === 0) {
    source.report(node, say`message "${name}" is not written in ${missing.join(', ')}`, say`create ${files}`);
  } else {
    source.report(node, say`unknown message "${name}"`, nearestOr(say`create ${files}`, name, others));
  }
  return false;
}

const ownTextNames = channelsWithOwnText.map((channel) => channelKinds[channel].words.en.name);

/**
 * A message and its step have to agree on whether there is a coupon: in every text that a customer may get.
 * @param node that names the message
 */
export function checkCoupon(node: Node, message: string, offer: Node | undefined, { source, messages }: Reading): void {
  const translations = Object.entries(messages[message] ?? {});
  const read = translations.filter(([, { unread }]) => !unread);
  const [locale] = read.find(([, { coupon }]) => (offer ? coupon !== 'shown' : coupon !== undefined)) ?? [];
  if (locale === undefined) return;
  const file = `messages/${message}.${locale}.md`;
  if (offer) {
    source.report(
      offer,
      say`${file} does not show the coupon in all its texts`,
      say`write {{ coupon.code }} in ${allOf(['body', ...ownTextNames])}`,
    );
  } else {
    const example = 'coupon: { percent: 10, for: 3 days }';
    source.report(node, say`${file} speaks of a coupon, and this step has none`, say`write "${example}" below it`);
  }
}

/**
 * A message and its step have to agree on whether it asks a survey: in every language.
 * @param node that names the message
 */
export function checkSurvey(node: Node, message: string, asked: Node | undefined, { source, messages }: Reading): void {
  const read = Object.entries(messages[message] ?? {}).filter(([, { unread }]) => !unread);
  const [locale] = read.find(([, { polls }]) => (asked ? polls === undefined : polls === 'block')) ?? [];
  if (locale === undefined) return;
  const file = `messages/${message}.${locale}.md`;
  if (asked) {
    source.report(asked, say`${file} does not ask the survey`, say`write {% render 'poll' %} on a line of it`);
  } else {
    source.report(node, say`${file} asks a survey, and this step names none`, say`write "survey: satisfied" below it`);
  }
}

/** The messages that a step may send: one, or its variants. */
export function messagesOf({ message, variants }: Pick<SendStep, 'message' | 'variants'>): readonly string[] {
  return variants?.map((variant) => variant.message) ?? [message];
}

/**
 * The channels that any of these messages can take, in order of preference, when their step does not say: those that
 * send the body, and each other one for which every locale has a text.
 */
export function channelsOf(messages: MessageList, names: readonly string[]): readonly Channel[] {
  const locales = names.flatMap((name) => Object.values(messages[name] ?? {}));
  const hasText = (channel: Channel) =>
    locales.length > 0 && locales.every(({ ownTexts, unread }) => unread || ownTexts.includes(channel));
  return channels.filter((channel) => channelKinds[channel].text === 'body' || hasText(channel));
}
