import type { Mail, Text } from '../../aws/outbox.ts';
import { stepOf } from './step.ts';
import type { Unsent } from './unsent.ts';

/** Whether one of the texts holds what is searched for, in whatever case. */
export function contains(texts: readonly string[], search: string): boolean {
  const wanted = search.toLowerCase();
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));
}

/** What a message that was sent is found by. */
export function sentWords(message: Mail | Text): string[] {
  const { journey = '' } = message.tags;
  return [message.to, journey, stepOf(message.tags), message.channel === 'email' ? message.subject : message.body];
}

/** What a message that was not sent is found by. */
export function unsentWords({ journey, step, outcome, reason, customer }: Unsent): string[] {
  return [journey, step, outcome, reason, customer];
}
