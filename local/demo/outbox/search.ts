import type { Mail, Text } from '../../aws/outbox.ts';
import { stepOf } from './step.ts';
import type { Unsent } from './unsent-lines.ts';

/** True if one of the texts contains the search, in upper or lower case. */
export function contains(texts: readonly string[], search: string): boolean {
  const wanted = search.toLowerCase();
  return wanted === '' || texts.some((text) => text.toLowerCase().includes(wanted));
}

/** The texts by which a sent message is found. */
export function sentWords(message: Mail | Text): string[] {
  const { journey = '' } = message.tags;
  return [message.to, journey, stepOf(message.tags), message.channel === 'email' ? message.subject : message.body];
}

/** The texts by which an unsent message is found. */
export function unsentWords({ journey, step, outcome, reason, customer }: Unsent): string[] {
  return [journey, step, outcome, reason, customer];
}
