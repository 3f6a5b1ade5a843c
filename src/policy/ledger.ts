import { type Feedback, type FeedbackKind, feedbackKinds, isTouch, type Message } from '../contracts/message.ts';
import { mergeTouches, touchAgain } from './touches.ts';

/**
 * The line that stands after two reports of one message. What was sent stays sent; a message that was
 * unknown is sent once anybody says so; what was held ends as whatever came of it.
 */
export function settleMessage(known: Message, told: Message): Message {
  const feedback = earliest(known.feedback ?? {}, told.feedback ?? {});
  const kept = rank(known) > rank(told) ? { ...withoutReason(told), ...known } : { ...withoutReason(known), ...told };
  return { ...kept, ...(Object.keys(feedback).length > 0 && { feedback }), ...mergeTouches(known, told) };
}

function earliest(known: Feedback, told: Feedback): Feedback {
  const first = feedbackKinds.flatMap((kind) => {
    const times = [known[kind] ?? [], told[kind] ?? []].flat();
    return times.length === 0 ? [] : [[kind, Math.min(...times)]];
  });
  return Object.fromEntries(first);
}

const ranks = { held: 0, skipped: 1, unknown: 2, sent: 3 } as const;

function rank({ outcome }: Message): number {
  return ranks[outcome];
}

function withoutReason({ reason: _reason, detail: _detail, until: _until, ...message }: Message): Message {
  return message;
}

/** The line after SES or the carrier reported: whatever was believed before, it was sent. */
export function foldFeedback(known: Message, kind: FeedbackKind, at: number): Message {
  const feedback = { ...known.feedback, [kind]: Math.min(at, known.feedback?.[kind] ?? at) };
  const settled = known.outcome === 'sent' ? known : withoutReason({ ...known, outcome: 'sent', at });
  return { ...settled, feedback, ...(isTouch(kind) && touchAgain(known, { kind, at })) };
}
