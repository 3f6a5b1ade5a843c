import * as z from 'zod/mini';
import type { Inbound, OwnersWord, Question } from '../contract/report.ts';

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

/** AWS answers HELP itself; the others once they are registered as keywords. */
const helpWords = ['HELP', 'INFO', 'ヘルプ', '使い方', '問い合わせ', 'お問い合わせ'].map(asWord);

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

/**
 * Reads a text from a customer whatever it says: a word about consent, a call for help, or a question.
 * @param at when it came, or now if that is lost
 * @param isDated whether it is known when it came: a START without a time might undo a later STOP
 */
export function readInbound(message: unknown, at: number, isDated: boolean): Inbound {
  const word = readInboundText(message, at);
  if (word !== undefined) return { inbound: word.kind, ...((isDated || word.kind === 'stop') && { word }) };
  const { originationNumber: address, messageBody, inboundMessageId: id } = inboundText.parse(message);
  if (helpWords.includes(asWord(messageBody))) return { inbound: 'help' };
  const text = (messageBody ?? '').trim();
  if (text === '') return { inbound: 'other' };
  const question: Question = { address, text, id, at };
  return { inbound: 'question', question };
}

/** A word in the form of the lists: without accents, full-width letters, and surrounding characters. */
function asWord(text: string | null | undefined): string {
  const plain = (text ?? '').normalize('NFKD').replaceAll(/\p{Diacritic}/gu, '');
  return plain
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/^[\s"'「]+|[\s"'」.!。]+$/gu, '');
}
