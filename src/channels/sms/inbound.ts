import * as z from 'zod/mini';
import type { Inbound, OwnersWord, Question } from '../contract/report.ts';

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

/** What messages are called in front of a word for stopping: SMS停止, メールの配信を停止. */
const namesOfMessages =
  '(?:SMS|(?:ショート)?(?:メール|メッセージ)|お?知らせ|広告)?[のをは]?(?:配信|受信|送信|登録)?[のをは]?';

/** A short text that begins with one of these is an opt-out: in doubt, nothing more is sent. */
const stopOpenings = new RegExp(
  `^(?:(?:PLEASE )?(?:${[
    'STOP ?ALL',
    'STOPP?',
    'UNSUB(?:SCRIBE)?',
    'OPT ?OUT',
    'OPT ME OUT',
    '(?:DO NOT|DON ?T|NEVER) (?:TEXT|MESSAGE|SMS|CONTACT)',
    'NO MORE (?:TEXTS?|MESSAGES?|SMS)',
    'CANCEL (?:MY |THE )?(?:SUBSCRIPTION|TEXTS|MESSAGES|SMS)',
  ].join('|')})(?![A-Z0-9])|${[
    '停止',
    '解除し',
    '解除を?希望',
    '解除を?お?願',
    '中止し',
    '中止を',
    '拒否し',
    '拒否を',
    'やめて',
    '止めて',
  ]
    .map((words) => `${namesOfMessages}${words}`)
    .concat(
      ['配信', '登録', '受信'].map((what) => `${what}を?(?:解除|拒否|やめ|止め)`),
      ['退会', '解約'].map((what) => `${what}(?:し|を|希望|お?願)`),
      '(?:もう|これ以上)?(?:SMS|メール|メッセージ)?を?(?:送ら|送信し|配信し)ないで',
      ['ストップ', 'オプトアウト'],
    )
    .map(unvoiced)
    .join('|')})`,
  'u',
);

/** The length of a text in doubt, in characters: a longer one is a letter to the shop. */
const mostInDoubt = 24;

const startWords = ['START', 'UNSTOP', '再開', '配信再開'].map(asWord);

/** AWS answers HELP itself; the others once they are registered as keywords. */
const helpWords = ['HELP', 'INFO', 'ヘルプ', '使い方', '問い合わせ', 'お問い合わせ'].map(asWord);

/** True if a message of the SMS topic is a text from a customer, and no report on one of ours. */
export function isInboundText(message: unknown): boolean {
  return inboundText.safeParse(message).success;
}

/**
 * Reads a text from a customer to the shop's number, as two-way SMS publishes it. It is an opt-out if its first line is an
 * opt-out word, whatever signs surround it; if it is short and begins with one; or if AWS takes it for one and says so in
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
  const words = inCapitals(line);
  return stopWords.includes(asWord(line)) || ([...words].length <= mostInDoubt && stopOpenings.test(words));
}

/** A pattern in the form of the texts that it is held against, which have no accents and no full-width forms. */
function unvoiced(pattern: string): string {
  return pattern.normalize('NFKD').replaceAll(/\p{M}/gu, '');
}

/** A text in the form of the lists: letters and digits alone, without accents, full-width forms and spaces. */
function asWord(text: string | null | undefined): string {
  return inCapitals(text ?? '').replaceAll(' ', '');
}

/** The words of a text, with one space for whatever is between them. */
function inCapitals(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/[\p{M}\p{Cf}]/gu, '');
  return plain
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
