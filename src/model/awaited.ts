import type { EventType } from '../commerce/events.ts';
import type { FeedbackKind } from './message.ts';

/** A customer's engagement with the last message of a run. SES reports it: it is no event of a store. */
export type AwaitedMessageEvent = `message.${Extract<FeedbackKind, 'opened' | 'clicked'>}`;

export const messageEvents: readonly AwaitedMessageEvent[] = ['message.opened', 'message.clicked'];

/** An event that an `await` may wait for: one of the store, or one of the run's own last message. */
export type AwaitedEvent = EventType | AwaitedMessageEvent;

/** True if the text names an event that only an `await` may name. */
export function isMessageEvent(text: string): text is AwaitedMessageEvent {
  return (messageEvents as readonly string[]).includes(text);
}
