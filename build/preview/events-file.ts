import type { StoreEvent } from '../../src/commerce/events.ts';
import { problemInWords } from '../../src/commerce/reading/problem-words.ts';
import { readStoreEvent } from '../../src/commerce/reading/read-event.ts';
import { ContractError } from '../../src/commerce/values/contract-error.ts';
import type { Language, Words } from '../../src/commerce/words.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { CommandError, inEach } from '../command/command.ts';
import { readEntries } from '../events/entry.ts';
import { contentOf } from '../events/read-verdicts.ts';
import { currentTime } from '../stage/clock.ts';

/** The option that names a file of events, and its line in the help. */
export const eventsOption = { events: { type: 'string' } } as const;
export const eventsDetail: Words = {
  en: '--events FILE   the customer and the subject of these events, as for "npm run events -- check", in place of a sample',
  ja: '--events FILE   見本の代わりに、これらのイベントのお客様と注文などで表示（「npm run events -- check」と同じ形式）',
};

function unfit(place: Saying, fields: ContractError['fields'], language: Language): string {
  const problems = fields.map(({ path, problem }) => `${path} ${problemInWords(problem, language)}`);
  const [colon, semicolon, stop] = language === 'ja' ? ['：', '、', '。'] : [': ', '; ', '.'];
  return `${place.in(wordingsIn[language])}${colon}${problems.join(semicolon)}${stop}`;
}

/**
 * The events of a file, in the order in which they happened.
 * @throws CommandError when it cannot be read, or one of its events does not fit its contract
 */
export async function readEventsFile(file: string | undefined, shop: string): Promise<readonly StoreEvent[]> {
  if (file === undefined) return [];
  const now = Date.parse(await currentTime());
  const events = readEntries(await contentOf(file)).map(({ place, source, type, detail, unreadable }) => {
    if (unreadable !== undefined) throw new CommandError(say`${file}, ${place}: ${unreadable}.`);
    try {
      return readStoreEvent({ source, 'detail-type': type, detail }, { now, shop }).event;
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      const { fields } = error;
      throw new CommandError(inEach((language) => unfit(say`${file}, ${place}`, fields, language)));
    }
  });
  return events.toSorted((one, other) => Date.parse(one.occurredAt) - Date.parse(other.occurredAt));
}
