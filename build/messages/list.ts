import type { MessageList, WrittenMessage } from '../../src/journey/model/messages.ts';
import type { Problem } from '../../src/journey/reading/problem.ts';
import { couponIn } from './coupon.ts';
import { readMessageFiles } from './files.ts';
import { MessageError } from './problem.ts';
import { type MessageSource, ownTextsOf } from './source.ts';

/**
 * The messages that a journey has, read from their front matter alone: journeys are compiled without MJML.
 * @throws MessageError when a file cannot be read as a message
 */
export function listMessages(statemachinesDir: string, journey: string): MessageList {
  const problems: Problem[] = [];
  const list: Record<string, Record<string, WrittenMessage>> = {};
  for (const { message, locale, source } of readMessageFiles(statemachinesDir, journey, problems)) {
    list[message] = { ...list[message], [locale]: describeMessage(source) };
  }
  if (problems.length > 0) throw new MessageError(problems);
  return list;
}

function describeMessage(source: MessageSource): WrittenMessage {
  const coupon = couponIn(source);
  return { ownTexts: ownTextsOf(source).map(([channel]) => channel), ...(coupon && { coupon }) };
}
