import type { ChannelTraits } from '../../model/channel-traits.ts';

/** A channel's description and words. Data alone: journeys, pages and the build read it. */
export interface ChannelKind extends ChannelTraits {
  readonly words: Readonly<Record<'en' | 'ja', ChannelWords>>;
  /**
   * The source of its text: the body of a message, or a text of its own in the front matter, under the channel's name.
   */
  readonly text: 'body' | OwnText;
  /** The name that `npm run customer` gives to a permanent failure that closed an address. */
  readonly bounce: Readonly<Record<'en' | 'ja', string>>;
  readonly ownList: OwnList | 'none';
  /** Minutes between two marketing messages to one customer, unless store.yaml says otherwise under `gaps`. */
  readonly gapMinutes: number;
}

/** A list that the service keeps of its own, and drops what is sent to an address on it. */
export interface OwnList {
  /** The command of AWS's CLI that takes an address off it. @param address quoted for a shell */
  readonly takeOff: (address: string) => string;
  /** True if the list may hold an address from which nothing came back: its owner's opt-out put it there. */
  readonly holdsOptOuts: boolean;
}

export interface ChannelWords {
  /** The shop's name for it: "by SMS". */
  readonly name: string;
  /** The customers' name for its messages, on the page where they unsubscribe. */
  readonly forCustomers: string;
  /** The same as a choice of its own, on the preference page. */
  readonly title: string;
}

/** The size of a text that takes several parts, each of which is billed. */
export interface Oversize {
  readonly segments: number;
  /** Its characters as the channel counts them. */
  readonly units: number;
  /** The characters that fit into one part. */
  readonly room: number;
}

/** A text that is written for one channel. */
export interface OwnText {
  /** With its article: "an SMS text". */
  readonly name: string;
  /**
   * Its size, if it is larger than one text: worth a warning.
   * @param text made out with sample data
   */
  readonly oversize: (text: string) => Oversize | undefined;
  /** The service refuses a longer one. */
  readonly mostCharacters: number;
}
