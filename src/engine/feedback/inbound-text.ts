import * as z from 'zod/mini';
import { proveConsent, reportOptOut } from '../../policy/customer/address.ts';
import { carries, reportConsent } from '../../policy/customer/profile.ts';
import type { Stores } from '../../stores/stores.ts';

/** A customer's own text that opens or closes their number. */
export interface InboundText {
  readonly kind: 'stop' | 'start';
  /** The number in clear, as the carrier gives it: E.164. Never for a log. */
  readonly address: string;
  readonly at: number;
}

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

/** Whether a message of the SMS topic is a text that a customer sent, and no report on one of ours. */
export function isInboundText(message: unknown): boolean {
  return inboundText.safeParse(message).success;
}

/**
 * Reads a text that a customer sent to the shop's number, as two-way SMS publishes it. AWS takes a text that begins with
 * an opt-out keyword for an opt-out, and says so in `messageKeyword`; consent needs the whole text to be the word.
 * @param at when it was published: the text does not say when it was written
 * @returns undefined for any other text
 */
export function readInboundText(message: unknown, at: number): InboundText | undefined {
  const text = inboundText.safeParse(message);
  if (!text.success) return undefined;
  const { originationNumber: address, messageBody, messageKeyword } = text.data;
  const [body, keyword] = [asWord(messageBody), asWord(messageKeyword)];
  if (stopWords.includes(body) || stopWords.includes(keyword)) return { kind: 'stop', address, at };
  return startWords.includes(body) ? { kind: 'start', address, at } : undefined;
}

/** A word as it stands in the lists: without accents, full-width letters, and what surrounds it. */
function asWord(text: string | null | undefined): string {
  const plain = (text ?? '').normalize('NFKD').replaceAll(/\p{Diacritic}/gu, '');
  return plain
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/^[\s"'「]+|[\s"'」.!。]+$/gu, '');
}

/** In whose name a number's own word stands: no account can take it back. */
const owner = 'owner';

/**
 * Takes the word of a number's owner: a text from the number itself is proof, whichever customer has it. A repeated text
 * changes nothing, nor does one that is older than what is known.
 * @returns false when no customer has that number
 */
export async function takeInboundText({ kind, address, at }: InboundText, stores: Stores): Promise<boolean> {
  const source = kind === 'stop' ? 'answered STOP' : 'answered START';
  await stores.addresses.change(stores.addresses.refOf('phone', address), (number) =>
    kind === 'stop' ? reportOptOut(number, owner, at, source) : proveConsent(number, at, source),
  );
  const [number] = await stores.identities.find({ phone: address });
  if (number?.owner === undefined) return false;
  const word = { granted: kind === 'start', at, source };
  return stores.customers.change(number.owner, (profile) =>
    carries(profile, 'phone', address) ? reportConsent(profile, 'sms', word) : profile,
  );
}
