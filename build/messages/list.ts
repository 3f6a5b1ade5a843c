import { channelsWithOwnText } from '../../src/channels/kinds.ts';
import type { MessageList, WrittenMessage } from '../../src/journey/model/messages.ts';
import { languageMeant } from '../../src/journey/reading/locale-names.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { couponIn } from './coupon.ts';
import { meantMessage, readMessageName } from './file-name.ts';
import { readMessageFiles } from './files.ts';
import { MessageError } from './problem.ts';
import { type MessageSource, ownTextsOf } from './source.ts';

/** The messages of a journey, and what is wrong with their files. */
export interface ReadList {
  readonly messages: MessageList;
  readonly problems: readonly Problem[];
}

/**
 * The messages that a journey has, read from their front matter alone: journeys are compiled without MJML.
 * @throws MessageError when a file cannot be read as a message
 */
export function listMessages(statemachinesDir: string, journey: string): MessageList {
  const { messages, problems } = readMessageList(statemachinesDir, journey);
  if (problems.length > 0) throw new MessageError(problems);
  return messages;
}

/** The messages that a journey has. A file that cannot be read counts as written, so that only itself is reported. */
export function readMessageList(statemachinesDir: string, journey: string): ReadList {
  const problems: Problem[] = [];
  const list: Record<string, Record<string, WrittenMessage>> = {};
  for (const { message, locale, source } of readMessageFiles(statemachinesDir, journey, problems)) {
    list[message] = { ...list[message], [locale]: describeMessage(source) };
  }
  for (const { file } of problems) {
    const base = file.split('/').at(-1) ?? '';
    const read = readMessageName(base);
    const name = 'suggestion' in read ? meantMessage(base) : read;
    if (!name || list[name.message]?.[name.locale]) continue;
    list[name.message] = { ...list[name.message], [name.locale]: { ownTexts: channelsWithOwnText, unread: true } };
  }
  for (const [message, locales] of Object.entries(list)) list[message] = withMeantLocales(locales);
  return { messages: list, problems };
}

/** `reminder.jp.md` is reported as such: then `reminder.ja.md` is not missing, too. */
function withMeantLocales(locales: Readonly<Record<string, WrittenMessage>>): Record<string, WrittenMessage> {
  const meant = Object.entries(locales).flatMap(([locale, written]) => {
    const language = languageMeant(locale);
    return language === undefined ? [] : [[language, written] as const];
  });
  return { ...Object.fromEntries(meant), ...locales };
}

function describeMessage(source: MessageSource): WrittenMessage {
  const coupon = couponIn(source);
  const answerable = /\{%-?\s*render\s+["'](?:scale|poll)["']|links\.survey|\]\(|https?:\/\//.test(source.body.text);
  const polls = pollsIn(source.body.text);
  return {
    ownTexts: ownTextsOf(source).map(([channel]) => channel),
    ...(coupon === 'unreadable' ? { unread: true } : coupon && { coupon }),
    ...(answerable && { answerable }),
    ...(polls && { polls }),
  };
}

function pollsIn(text: string): WrittenMessage['polls'] {
  if (/\{%-?\s*render\s+["']poll["']/.test(text)) return 'block';
  return text.includes('links.survey') ? 'link' : undefined;
}
