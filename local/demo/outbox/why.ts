import { explainLine, type LineExplanation, type Surroundings } from '../../../src/explain/explain-line.ts';
import { speakerOf } from '../../../src/explain/speaker.ts';
import { surroundingsOf } from '../../../src/explain/story.ts';
import type { Message } from '../../../src/model/message.ts';
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

/** The sentences that say why a message was not sent, what would change that, and when it is tried again. */
export function whyNot(line: Message, around: Surroundings): string {
  const { why, again, change, before }: LineExplanation = explainLine(line, around);
  const sentences = [why, again, change, ...before].filter((sentence) => sentence !== undefined && sentence !== '');
  return sentences.join(around.say.language === 'ja' ? '' : ' ');
}
