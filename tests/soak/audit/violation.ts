/** The rules that an auditor holds everything to, in the order of the report. */
export const rules = {
  'lost-event': 'an event had no effect where one is certain',
  'lost-message': 'a message was intended, and nothing says what became of it',
  'sent-twice': 'a message went more often than it may',
  'never-both': 'a message went by a second channel though nothing said that the first had failed',
  'after-opt-out': 'something went to an address that was closed',
  'without-consent': 'marketing went to somebody who never agreed',
  unconfirmed: 'marketing went to an address that has not confirmed, where the shop asks for that',
  'asked-wrongly': 'nobody was asked to confirm an agreement, or more often than once a day and three times a year',
  'in-quiet-hours': 'marketing went at night',
  'over-cap': 'more marketing on one day than the cap allows',
  'over-long-cap': 'more marketing in a week or month, by a channel or under a topic, than its cap allows',
  'too-soon': 'marketing followed marketing by the same channel too soon',
  'outside-hours': 'marketing went outside the hours of the shop',
  'day-off': 'marketing went on a day without sending',
  'outside-legal-hours': 'a text went outside the hours of the country or state of its number',
  'topic-off': 'a message went under a topic that its reader had switched off',
  'less-often': 'more than one marketing message in a week went to somebody who wants fewer',
  'customer-paused': 'marketing went to somebody who had paused it',
  'shop-paused': 'a message went that the shop had paused',
  'consent-ledger': 'the ledger of consent lacks something, or is not the state of its address',
  'wrong-address': 'a message went to an address that is not for it',
  'wrong-start': 'a message went because of a test, an old event, history or one that no contract accepts',
  'wrong-end': 'a run ended without a reason, or went on after one',
  'open-run': 'an execution is over, and its run is not',
  'early-review': 'a review was asked for before everything had arrived',
  'erased-data': 'something of a customer who was erased is kept, or came back',
  'after-erasure': 'a message went to a customer who was erased',
  'failed-execution': 'an execution failed, or never ended',
  'dead-letter': 'something was set aside that was not wrong',
} as const;

export type Rule = keyof typeof rules;

/** One breach of a rule. */
export interface Violation {
  readonly rule: Rule;
  /** The shopper it is about, if it is about one. */
  readonly shopper?: string | undefined;
  /** What happened, and when. */
  readonly what: string;
}

/** A time as reports write it. */
export function when(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
