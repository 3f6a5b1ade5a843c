import type { Language, Words } from '../../../src/commerce/words.ts';
import { tally } from '../../../src/insight/tally.ts';
import { asJson, asText, type Json } from '../../aws/json.ts';
import type { Runtime } from '../../aws/runtime.ts';
import { detailWords } from './detail-words.ts';

/**
 * The dead letters at the end, the events that they are, and the way to look at them.
 * @param onPurpose events that are refused on purpose, by id, each with its reason
 */
export function deadLetterText(
  letters: ReturnType<Runtime['deadLetters']>,
  onPurpose: Readonly<Record<string, Words>> = {},
  language: Language = 'en',
): string {
  const words = detailWords[language];
  if (letters.length === 0) return words.noDeadLetters;
  const queues = tally(letters.map(({ queue }) => queue));
  const events = tally(letters.map(({ message }) => eventOf(message.body) ?? ''));
  const said = events.map(([id, count]) => words.letter(id || undefined, count, onPurpose[id]?.[language]));
  return [words.deadLetters(queues), ...[...said, ...words.howToRead].map((line) => `  ${line}`)].join('\n');
}

/** The id of the event that a dead letter is, or holds; undefined for anything else. */
function eventOf(body: string): string | undefined {
  const whole = read(body);
  const event = whole.detail === undefined ? asJson(whole.event) : whole;
  return asText(asJson(event.detail).id);
}

function read(body: string): Json {
  try {
    return asJson(JSON.parse(body));
  } catch {
    return {};
  }
}
