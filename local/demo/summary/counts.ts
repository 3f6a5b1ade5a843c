import type { Language } from '../../../src/commerce/words.ts';
import { feedbackFigures } from '../../../src/insight/feedback.ts';
import { journeyFigures } from '../../../src/insight/journeys.ts';
import type { Records } from '../../../src/insight/records.ts';
import { countWays, type SilentWay, silenceReason, silenceReasons, silentWays } from '../../../src/insight/silence.ts';
import type { Message } from '../../../src/model/message.ts';
import type { RunEnd } from '../../../src/model/run.ts';
import { detailName, outcomeName } from '../words/outcomes.ts';
import { wayName } from '../words/ways.ts';
import { detailWords } from './detail-words.ts';
import { textTable } from './table.ts';

/** A row per journey: what became of its runs and of its messages. */
export function journeyTable(records: Records, language: Language = 'en'): string {
  const rows = journeyFigures(records).map(({ journey, runs, messages, ...ends }) => {
    const { completed, endedEarly, left, refused, underWay } = ends;
    const { sent, held, skipped, unknown } = messages;
    return [journey, runs, completed, endedEarly, left, refused, underWay, sent, held, skipped, unknown];
  });
  return textTable(detailWords[language].journeys, rows);
}

/** Why messages were not sent, and why runs are over before their last step. */
export function reasonTable(records: Records, language: Language = 'en'): string {
  const words = detailWords[language];
  const { messages, runs } = silenceReasons(records);
  const unsent = records.messages.filter(({ outcome }) => outcome !== 'sent');
  const byReason = Map.groupBy(unsent, silenceReason);
  const ways = silentWays.filter((way) => countWays(unsent)[way] > 0);
  const rows = [
    ...messages.map(([text, count]) => [
      words.message,
      messageReason(byReason.get(text)?.[0], text, language),
      count,
      ...waysOf(byReason.get(text) ?? [], ways),
    ]),
    ...runs.map(([text, count]) => [words.run, runReason(text, language), count, ...ways.map(() => '')]),
  ];
  return textTable([...words.reasons, ...ways.map((way) => wayName(way, language))], rows);
}

/** The reason of a message in the language: in English as the ledger has it. */
function messageReason(message: Message | undefined, text: string, language: Language): string {
  if (language === 'en' || message === undefined) return text;
  const { outcome, reason = '', detail } = message;
  const said = detail === undefined ? '' : `（${detailName(detail, language)}）`;
  return detailWords[language].reason(outcomeName(outcome, language), `${outcomeName(reason, language)}${said}`);
}

/** Why a run is over, in the language. @param text `event: order.placed` */
function runReason(text: string, language: Language): string {
  if (language === 'en') return text;
  const [, why = '', reason = ''] = /^(\w+): (.*)$/s.exec(text) ?? [];
  const said = why === 'event' ? detailName(reason, language) : outcomeName(reason, language);
  return detailWords[language].reason(detailWords[language].ends[why as RunEnd['why']], said); // as it was tallied
}

function waysOf(messages: readonly Message[], ways: readonly SilentWay[]): number[] {
  const counts = countWays(messages);
  return ways.map((way) => counts[way]);
}

/** The reports on the messages that were sent. */
export function feedbackLine(records: Records, language: Language = 'en'): string {
  const words = detailWords[language];
  const { sent, byLocale, heard } = feedbackFigures(records);
  const sentIn = byLocale.map(([name, count]) => {
    const [channel = '', locale = ''] = name.split(' in ');
    return words.inLocale(channel, locale, count);
  });
  return words.feedback(
    sent,
    sentIn,
    heard.map(([kind, count]) => words.heard(kind, count)),
  );
}
