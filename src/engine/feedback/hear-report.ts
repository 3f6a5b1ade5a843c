import * as z from 'zod/mini';
import type { OwnersWord } from '../../channels/contract/report.ts';
import { readerOf } from '../../channels/reports.ts';
import { addressKindOf, type Channel } from '../../commerce/customer/channel.ts';
import type { Ports } from '../ports.ts';
import { keepListInStep } from './keep-list-in-step.ts';
import { takeOwnersWord } from './owners-word.ts';
import { askShop } from './question.ts';
import { type FeedbackPorts, noteReport, recordFeedback } from './record-feedback.ts';
import { settleConsents, unsettledIn } from './settle-consents.ts';

export type ReportPorts = FeedbackPorts & Pick<Ports, 'count' | 'publish' | 'publishInquiry' | 'optOutLists'>;

const ofNoChannel = z.custom<never>(() => false, 'is no report of a channel');

/**
 * Handles a message of the queue of reports: a report on one of our messages, a text from a customer, or a call to settle
 * what was said about an address. Of these texts the words that open or close an address change its consent and the service's
 * own opt-out list, and free text becomes an inquiry.
 * @throws ZodError when it is neither
 * @throws an error of the service when its list is not in step yet: the message is to be handled again
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
    if (heard.word !== undefined) await takeWord(reader.channel, heard.word, ports);
    if (heard.question !== undefined) await askShop(reader.channel, heard.question, { ...ports, stores: await open() });
    return count('InboundText', { kind: heard.inbound });
  }
  await recordFeedback(heard, ports);
  count('Feedback', { channel: heard.channel, kind: heard.kind });
}

/** First the table, which decides what is sent; the service's list follows. */
async function takeWord(channel: Channel, word: OwnersWord, { open, optOutLists, clock }: ReportPorts): Promise<void> {
  const stores = await open();
  await takeOwnersWord(channel, word, stores);
  const list = optOutLists[channel];
  const { address } = word;
  const ref = stores.addresses.refOf(addressKindOf[channel], address);
  if (list !== undefined) await keepListInStep({ ref, address }, list, { stores, clock });
}
