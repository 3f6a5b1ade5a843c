import type { EventType } from '../commerce/events.ts';
import type { FeedbackKind } from './message.ts';

/** What a customer does with the last message of a run. SES reports it: it is no event of a store. */
export type MessageEvent = `message.${Extract<FeedbackKind, 'opened' | 'clicked'>}`;

export const messageEvents: readonly MessageEvent[] = ['message.opened', 'message.clicked'];

/** What an `await` may wait for: an event of the store, or what becomes of the run's own last message. */
export type AwaitedEvent = EventType | MessageEvent;

/** Whether the text names something that only an `await` may name. */
export function isMessageEvent(text: string): text is MessageEvent {
  return (messageEvents as readonly string[]).includes(text);
}
