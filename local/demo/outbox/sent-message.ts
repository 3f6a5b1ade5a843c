import type { Language } from '../../../src/commerce/words.ts';
import type { Mail, Text } from '../../aws/outbox.ts';

/** A message that was sent, by e-mail or as a text. */
export type SentMessage = Mail | Text;

/** The language that a message is written in. */
export function languageOfMessage(message: SentMessage): Language {
  if (message.channel === 'email') return /<html[^>]*\slang="ja/i.test(message.html) ? 'ja' : 'en';
  return /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u.test(message.body) ? 'ja' : 'en';
}

/** What a list shows of it: its subject, or the beginning of the text without its links. */
export function titleOf(message: SentMessage): string {
  return message.channel === 'email' ? message.subject : message.body.replaceAll(/\s*https?:\S+/g, ' …').slice(0, 90);
}
