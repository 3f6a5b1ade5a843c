import { formatMoney, type Money } from '../../../src/commerce/values/money.ts';
import type { Language } from '../../../src/commerce/words.ts';
import { goalFigures } from '../../../src/insight/goals.ts';
import type { Records } from '../../../src/insight/records.ts';
import { type SilenceRow, type SilentWay, silenceRows, silentWays } from '../../../src/insight/silence.ts';
import { tally } from '../../../src/insight/tally.ts';
import { type FeedbackKind, feedbackKinds, type Message } from '../../../src/model/message.ts';
import { detailName, outcomeName } from '../words/outcomes.ts';
import { wayName } from '../words/ways.ts';
import { textTable } from './table.ts';
import { summaryWords } from './words.ts';

/** Figures in words: what was sent, what was not and why, and what it led to. */
export function briefLines(records: Records, language: Language = 'en'): string[] {
  return [...sentLines(records, language), ...unsentLines(records, language), ...goalLines(records, language)];
}

function sentLines({ messages }: Records, language: Language): string[] {
  const words = summaryWords[language];
  const sent = messages.filter(({ outcome }) => outcome === 'sent');
  const by = (test: (message: Message) => boolean) => sent.filter(test).length;
  const emails = by(({ channel }) => channel === 'email');
  const inJapanese = by(({ locale = '' }) => locale.startsWith('ja'));
  const heard = tally(
    sent.flatMap(({ feedback = {} }) => feedbackKinds.filter((kind) => feedback[kind] !== undefined)),
  );
  const reports = heard.map(([kind, count]) => words.reports[kind as FeedbackKind](String(count))); // tallied above
  return [
    words.sent(sent.length, emails, sent.length - emails, inJapanese),
    ...(reports.length > 0 ? [`  ${reports.join(words.and)}`] : []),
  ];
}

/** A row for each kind of silence: how many, by which channel they would have gone, and the most frequent reasons. */
function unsentLines({ messages }: Records, language: Language): string[] {
  const words = summaryWords[language];
  const rows = silenceRows(messages);
  const ways = silentWays.filter((way) => rows.some(({ byWay }) => byWay[way] > 0));
  const total = rows.reduce((sum, row) => sum + row.messages.length, 0);
  const heads = [words.all, ...ways.map((way) => wayName(way, language)), ''];
  const table = textTable(
    heads,
    rows.map((row) => cellsOf(row, ways, language)),
  );
  const [head = '', _rule, ...body] = table.split('\n');
  return [words.unsent(total), ...(rows.length > 0 ? [head, ...body] : []).map((line) => `  ${line}`)];
}

function cellsOf({ kind, messages, byWay }: SilenceRow, ways: readonly SilentWay[], language: Language) {
  const { silence, silences } = summaryWords[language];
  return [messages.length, ...ways.map((way) => byWay[way]), silence(silences[kind], reasons(messages, language))];
}

/** The most frequent reasons in words. */
function reasons(messages: readonly Message[], language: Language): string {
  const words = summaryWords[language];
  const all = tally(messages.map((message) => reasonName(message, language)));
  const shown = all.slice(0, 2).map(([reason, count]) => words.reason(reason, String(count)));
  return `${shown.join(words.and)}${all.length > shown.length ? words.more : ''}`;
}

/** Why a message was not sent, in a word or two: of a run that an event ended, the event. */
export function reasonName({ reason, detail }: Pick<Message, 'reason' | 'detail'>, language: Language): string {
  if (reason !== 'run-ended' || detail === undefined) return outcomeName(reason ?? '', language);
  const name = detailName(detail, language);
  return language === 'en' ? name.toLowerCase() : name;
}

function goalLines(records: Records, language: Language): string[] {
  const words = summaryWords[language];
  const figures = goalFigures(records);
  const sum = (pick: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((total, one) => total + pick(one), 0);
  const [reached, conversions] = [sum((one) => one.reached), sum((one) => one.conversions)];
  if (reached === 0) return [words.noGoal];
  const revenue = addUp(figures.flatMap((one) => one.revenue));
  const sums = revenue.map((money) => formatMoney(money, language)).join(' + ');
  return [words.goals(reached), words.conversions(conversions.toLocaleString(language), sums)];
}

function addUp(amounts: readonly Money[]): Money[] {
  const byCurrency = Map.groupBy(amounts, ({ currency }) => currency);
  return [...byCurrency].map(([currency, list]) => ({
    currency,
    minor: list.reduce((total, { minor }) => total + minor, 0),
  }));
}
