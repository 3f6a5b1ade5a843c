/** What is said of a channel and by it. Data alone: journeys, pages and the build read it. */
export interface ChannelKind {
  readonly words: Readonly<Record<'en' | 'ja', ChannelWords>>;
  /** Where its text comes from: the body of a message, or a text of its own in the front matter, under the channel's name. */
  readonly text: 'body' | OwnText;
  /** What `npm run customer` calls a permanent failure that closed an address. */
  readonly bounce: string;
  readonly ownList: OwnList | 'none';
}

/** A list that the service keeps of its own, and drops what is sent to an address on it. */
export interface OwnList {
  /** The command of AWS's CLI that takes an address off it. @param address quoted for a shell */
  readonly takeOff: (address: string) => string;
  /** Whether an address may be on it though nothing came back from there: its owner's opt-out put it there. */
  readonly holdsOptOuts: boolean;
}

export interface ChannelWords {
  /** What the shop calls it: "by SMS". */
  readonly name: string;
  /** What customers call what comes by it, on the page where they unsubscribe. */
  readonly forCustomers: string;
}

/** A text that is written for one channel. */
export interface OwnText {
  /** With its article: "an SMS text". */
  readonly name: string;
  /** What is wrong with its size, if anything: worth a warning. @param text made out with sample data */
  readonly oversize: (text: string) => string | undefined;
}
