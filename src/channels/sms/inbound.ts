import * as z from 'zod/mini';
import type { Inbound, OwnersWord, Question } from '../contract/report.ts';
import { refuses } from './refusals.ts';

const inboundText = z.looseObject({
  originationNumber: z.string(),
  inboundMessageId: z.string(),
  messageKeyword: z.nullish(z.string()),
  messageBody: z.nullish(z.string()),
});

/** AWS's own opt-out keywords, REVOKE and STOPALL of the US carriers' rules, and what customers write in Japanese. */
const stopWords = [
  'STOP',
  'STOP ALL',
  'PLEASE STOP',
  'STOPP',
  'UNSUBSCRIBE',
  'UNSUB',
  'CANCEL',
  'CANCEL ALL',
  'END',
  'END ALL',
  'QUIT',
  'OPT OUT',
  'REVOKE',
  'REMOVE',
  'REMOVE ME',
  'LEAVE ME ALONE',
  'ARRET',
  'ARRETEZ',
  'ARRETER',
  'TD',
  '停止',
  'ていし',
  '配信停止',
  '解除',
  '配信解除',
  '登録解除',
  '不要',
  '配信不要',
  'いらない',
  '中止',
  '拒否',
  'キャンセル',
  '退会',
  '解約',
].map(asWord);

const startWords = ['START', 'UNSTOP', '再開', '配信再開'].map(asWord);

/** AWS answers HELP itself; the others once they are registered as keywords. */
const helpWords = ['HELP', 'INFO', 'ヘルプ', '使い方', '問い合わせ', 'お問い合わせ'].map(asWord);

/** True if a message of the SMS topic is a text from a customer, and no report on one of ours. */
export function isInboundText(message: unknown): boolean {
  return inboundText.safeParse(message).success;
}

/**
 * Reads a text from a customer to the shop's number, as two-way SMS publishes it. It is an opt-out if its first line is an
 * opt-out word, whatever signs surround it; if it is a plain refusal, or a short text that begins like one; or if AWS takes it for one and says so in
 * `messageKeyword`. Consent needs the whole text to be the word.
 * @param at the time of publication: the text has no time of its own
 * @returns undefined for any other text
 */
export function readInboundText(message: unknown, at: number): OwnersWord | undefined {
  const text = inboundText.safeParse(message);
  if (!text.success) return undefined;
  const { originationNumber: address, messageBody, messageKeyword } = text.data;
  const body = messageBody ?? '';
  if (meansStop(body) || stopWords.includes(asWord(messageKeyword))) return { kind: 'stop', address, at };
  const isQuestion = /[?？]/u.test(body);
  return !isQuestion && startWords.includes(asWord(body)) ? { kind: 'start', address, at } : undefined;
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

/** Later lines are often a signature, or a copy of the shop's own text. */
function meansStop(body: string): boolean {
  const line = body.split(/[\r\n\u0085\u2028\u2029]+/u).find((one) => asWord(one) !== '') ?? '';
  return refuses(line, (sentence) => stopWords.includes(asWord(sentence)));
}

/** A text in the form of the lists: letters and digits alone, in capitals, without accents, full-width forms and spaces. */
function asWord(text: string | null | undefined): string {
  const plain = (text ?? '').normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '');
  return plain.toUpperCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}
