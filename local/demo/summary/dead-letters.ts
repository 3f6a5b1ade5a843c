import { tally } from '../../../src/insight/tally.ts';
import { asJson, asText, type Json } from '../../aws/json.ts';
import type { Runtime } from '../../aws/runtime.ts';

/**
 * The dead letters at the end, the events that they are, and the way to look at them.
 * @param onPurpose events that are refused on purpose, by id, each with its reason
 */
export function deadLetterText(
  letters: ReturnType<Runtime['deadLetters']>,
  onPurpose: Readonly<Record<string, string>> = {},
): string {
  if (letters.length === 0) return 'Dead letters: none.';
  const queues = tally(letters.map(({ queue }) => queue));
  const events = tally(letters.map(({ message }) => eventOf(message.body)));
  const said = events.map(
    ([id, count]) => `  ${count} of ${id}${onPurpose[id] ? `: on purpose, ${onPurpose[id]}` : ''}`,
  );
  return [
    `Dead letters, kept whole: ${queues.map(([queue, count]) => `${count} in ${queue}`).join(', ')}`,
    ...said,
    '  docs/operations.md, "Dead letters", explains how to read them: without --once, with --endpoint-url http://127.0.0.1:PORT.',
    '  SQS keeps a letter for 14 days: read them before you let the clock pass that',
  ].join('\n');
}

/** The id of the event that a dead letter is, or holds. */
function eventOf(body: string): string {
  const whole = read(body);
  const event = whole.detail === undefined ? asJson(whole.event) : whole;
  return asText(asJson(event.detail).id) ?? 'something that is not an event';
}

function read(body: string): Json {
  try {
    return asJson(JSON.parse(body));
  } catch {
    return {};
  }
}
