import * as z from 'zod/mini';
import { readerOf } from '../../channels/reports.ts';
import type { Ports } from '../ports.ts';
import { takeOwnersWord } from './owners-word.ts';
import { askShop } from './question.ts';
import { type FeedbackPorts, noteReport, recordFeedback } from './record-feedback.ts';
import { settleConsents, unsettledIn } from './settle-consents.ts';

export type ReportPorts = FeedbackPorts & Pick<Ports, 'count' | 'publish' | 'publishInquiry'>;

const ofNoChannel = z.custom<never>(() => false, 'is no report of a channel');

/**
 * Handles a message of the queue of reports: a report on one of our messages, a text from a customer, or a call to settle
 * what was said about an address. Of these texts the words that open or close an address change its consent, and free
 * text becomes an inquiry.
 * @throws ZodError when it is neither
 */
export async function hearReport(body: unknown, ports: ReportPorts): Promise<void> {
  const { count, clock, open } = ports;
  const unsettled = unsettledIn(body);
  if (unsettled !== undefined) return settleConsents(unsettled, { ...ports, stores: await open() });
  const reader = readerOf(body) ?? ofNoChannel.parse(body);
  const heard = reader.read(body, clock());
  if (heard === undefined) return;
  if ('settles' in heard) return noteReport(heard.channel, { ...heard, isNews: true }, ports);
  if ('inbound' in heard) {
    if (heard.word !== undefined) await takeOwnersWord(reader.channel, heard.word, await open());
    if (heard.question !== undefined) await askShop(reader.channel, heard.question, { ...ports, stores: await open() });
    return count('InboundText', { kind: heard.inbound });
  }
  await recordFeedback(heard, ports);
  count('Feedback', { channel: heard.channel, kind: heard.kind });
}
