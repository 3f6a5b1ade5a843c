/** The messages of one journey: by name, the locales in which each is written. */
export type MessageList = Readonly<Record<string, Readonly<Record<string, WrittenMessage>>>>;

/** What is known of a message in one locale without compiling it. */
export interface WrittenMessage {
  readonly hasSms: boolean;
  /** Whether it shows a coupon: `shown` in the body, and in the SMS if it has one; or only in some of its texts. */
  readonly coupon?: 'shown' | 'partly';
}
