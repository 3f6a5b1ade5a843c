import type { Channel } from '../../commerce/customer/channel.ts';

/** The messages of one journey: by name, the locales in which each is written. */
export type MessageList = Readonly<Record<string, Readonly<Record<string, WrittenMessage>>>>;

/** The description of a message in one locale, without compiling it. */
export interface WrittenMessage {
  /** The channels for which it has a text beside the body. */
  readonly ownTexts: readonly Channel[];
  /** Says whether it shows a coupon: `shown` in the body and in every text of its own; or only in some of its texts. */
  readonly coupon?: 'shown' | 'partly';
  /** True if it shows the scale, or another link on which the customer may answer. */
  readonly answerable?: boolean;
  /** Says whether it asks its step's survey: with the block of its question and answers, or by the link to the survey's page alone. */
  readonly polls?: 'block' | 'link';
  /** Set when the file cannot be read: nothing is known of it but that it is there. */
  readonly unread?: true;
}
