import { explainLine, type LineExplanation, type Surroundings } from '../../../src/explain/explain-line.ts';
import { speakerOf } from '../../../src/explain/speaker.ts';
import { channelSentences, surroundingsOf } from '../../../src/explain/story.ts';
import { sentBecause, sentByChoice } from '../../../src/explain/why-sent.ts';
import { storyWords } from '../../../src/explain/words/story.ts';
import type { Message } from '../../../src/model/message.ts';
import { shopRecords } from '../timeline/shop-records.ts';
import { describeCustomer } from './customers.ts';
import type { PageData } from './page-data.ts';
import { languageOfMessage, type SentMessage, titleOf } from './sent-message.ts';
import { stepOf } from './step.ts';
import type { OutboxLanguage } from './words.ts';

/** What explains a customer's lines: their clock, the language, and the titles of the messages that were sent so far. */
export function surroundings(
  record: Parameters<typeof surroundingsOf>[0],
  timeZone: string,
  language: OutboxLanguage,
  sent: readonly SentMessage[],
): Surroundings {
  const title = titlesOf(sent, language);
  return surroundingsOf(record, { say: speakerOf(language, timeZone), title });
}

/** The titles of messages as any customer has had them, in the language. */
export function titlesOf(sent: readonly SentMessage[], language: OutboxLanguage) {
  const titles = new Map<string, string>();
  for (const message of sent.filter((one) => one.channel === 'email' && languageOfMessage(one) === language)) {
    const { journey = '', variant } = message.tags;
    titles.set(`${journey} ${variant ?? stepOf(message.tags)}`, titleOf(message));
  }
  return (journey: string, message: string) => titles.get(`${journey} ${message}`);
}

/** The sentences that say why a message went, why at that time and by its channel, and why it had been held before. */
export function whySent(line: Message, around: Surroundings): string {
  const sentences = [
    ...(line.outcome === 'sent' ? [...sentBecause(line, around.say), ...sentByChoice(line, around.say)] : []),
    ...channelSentences(line, around.say),
    whyNot(line, around),
  ].filter((one) => one !== '');
  return sentences.join(storyWords[around.say.language].space);
}

/** The same of a message in the outbox, by its line in the ledger; empty when there is nothing to say. */
export async function whyOf({ tags }: SentMessage, data: PageData, language: OutboxLanguage): Promise<string> {
  const { customer = '', message: key } = tags;
  const { records, resolve } = shopRecords(await data.items());
  const own = records.messages.filter((line) => resolve(line.customer) === resolve(customer));
  const line = own.find((one) => one.key === key);
  if (line === undefined) return '';
  const { timeZone } = describeCustomer(records.profiles.get(resolve(customer)) ?? { identities: {} }, data.storeZone);
  return whySent(line, surroundings({ messages: own }, timeZone, language, data.outbox.messages));
}

/** The sentences that say why a message was not sent, what would change that, and when it is tried again. */
export function whyNot(line: Message, around: Surroundings): string {
  const { why, again, change, before }: LineExplanation = explainLine(line, around);
  const sentences = [why, again, change, ...before].filter((sentence) => sentence !== undefined && sentence !== '');
  return sentences.join(around.say.language === 'ja' ? '' : ' ');
}
