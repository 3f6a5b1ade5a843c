import * as z from 'zod/mini';
import type { OwnersWord } from '../contract/report.ts';

const inboundText = z.looseObject({
  originationNumber: z.string(),
  inboundMessageId: z.string(),
  messageKeyword: z.nullish(z.string()),
  messageBody: z.nullish(z.string()),
});

/** AWS's own opt-out keywords, REVOKE and STOPALL of the US carriers' rules, and the Japanese for both. */
const stopWords = [
  'STOP',
  'STOPALL',
  'UNSUBSCRIBE',
  'CANCEL',
  'END',
  'QUIT',
  'OPTOUT',
  'OPT-OUT',
  'REVOKE',
  'REMOVE',
  'ARRET',
  'TD',
  '停止',
  '配信停止',
];

const startWords = ['START', 'UNSTOP', '再開', '配信再開'];

/** True if a message of the SMS topic is a text from a customer, and no report on one of ours. */
export function isInboundText(message: unknown): boolean {
  return inboundText.safeParse(message).success;
}

/**
 * Reads a text from a customer to the shop's number, as two-way SMS publishes it. AWS treats a text that begins with an
 * opt-out keyword as an opt-out, and says so in `messageKeyword`; consent needs the whole text to be the word.
 * @param at the time of publication: the text has no time of its own
 * @returns undefined for any other text
 */
export function readInboundText(message: unknown, at: number): OwnersWord | undefined {
  const text = inboundText.safeParse(message);
  if (!text.success) return undefined;
  const { originationNumber: address, messageBody, messageKeyword } = text.data;
  const [body, keyword] = [asWord(messageBody), asWord(messageKeyword)];
  if (stopWords.includes(body) || stopWords.includes(keyword)) return { kind: 'stop', address, at };
  return startWords.includes(body) ? { kind: 'start', address, at } : undefined;
}

/** A word in the form of the lists: without accents, full-width letters, and surrounding characters. */
function asWord(text: string | null | undefined): string {
  const plain = (text ?? '').normalize('NFKD').replaceAll(/\p{Diacritic}/gu, '');
  return plain
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/^[\s"'「]+|[\s"'」.!。]+$/gu, '');
}
