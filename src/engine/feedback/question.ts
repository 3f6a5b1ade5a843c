import type { Question } from '../../channels/contract/report.ts';
import { addressKindOf, type Channel } from '../../commerce/customer/channel.ts';
import { maxLength, singleLine, truncate } from '../../commerce/values/text.ts';
import { localDay, toIso } from '../../policy/time/timing.ts';
import type { InquiryReceived, Ports } from '../ports.ts';

type QuestionPorts = Pick<Ports, 'stores' | 'settings' | 'publishInquiry'>;

/**
 * Puts a customer's free text on the bus as `inquiry.received`, about the customer who has the address; told twice, it is
 * one event. All texts from an address on one day of the shop are one inquiry, so that its confirmation goes out once:
 * also to a machine that answers every text.
 */
export async function askShop(
  channel: Channel,
  { address, text, id, at }: Question,
  { stores, settings, publishInquiry }: QuestionPorts,
): Promise<void> {
  const { kind, hash } = stores.addresses.refOf(addressKindOf[channel], address);
  const { start } = localDay(at, settings.timeZone);
  const inquiry: InquiryReceived = {
    version: 1,
    id: `${channel}-${id}`,
    occurredAt: toIso(at),
    shop: settings.shop,
    customer: { [kind]: address },
    inquiry: {
      id: `${channel}-${hash.slice(0, 20)}-${(start / 1000).toString(36)}`,
      text: truncate(singleLine(text), maxLength.text),
    },
  };
  await publishInquiry(inquiry);
}
