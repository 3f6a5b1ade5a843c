import { formatMoney, type Money } from '../../../src/commerce/values/money.ts';
import { goalFigures } from '../../../src/insight/goals.ts';
import type { Records } from '../../../src/insight/records.ts';
import { type SilenceKind, silenceKindOf } from '../../../src/insight/silence.ts';
import { tally } from '../../../src/insight/tally.ts';
import type { Message } from '../../../src/model/message.ts';
import { detailName, outcomeName } from '../words/outcomes.ts';

/** Figures in words: what was sent, what was not and why, and what it led to. */
export function briefLines(records: Records): string[] {
  return [...sentLines(records), ...unsentLines(records), ...goalLines(records)];
}

/** "1 message", "2 messages". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

function sentLines({ messages }: Records): string[] {
  const sent = messages.filter(({ outcome }) => outcome === 'sent');
  const by = (test: (message: Message) => boolean) => sent.filter(test).length;
  const emails = by(({ channel }) => channel === 'email');
  const ja = by(({ locale = '' }) => locale.startsWith('ja'));
  const heard = tally(sent.flatMap(({ feedback }) => Object.keys(feedback ?? {})));
  const reports = heard.map(([kind, count]) => `${count} ${kind === 'complained' ? 'complained about' : kind}`);
  return [
    `${counted(sent.length, 'message')} sent: ${counted(emails, 'e-mail')} and ${counted(sent.length - emails, 'text')}, ${ja} in Japanese`,
    ...(reports.length > 0 ? [`  ${reports.join(', ')}`] : []),
  ];
}

const silences: Readonly<Record<SilenceKind, string>> = {
  needless: 'no longer needed',
  closed: 'may not or cannot be written to',
  considerate: 'kept back out of consideration',
  failed: 'could not be delivered',
  other: 'for other reasons',
};

function unsentLines({ messages }: Records): string[] {
  const unsent = messages.filter(({ outcome }) => outcome !== 'sent');
  const groups = Map.groupBy(unsent, silenceKindOf);
  const lines = [...groups].sort(([, one], [, other]) => other.length - one.length);
  return [
    `${counted(unsent.length, 'message')} not sent, each with its reason:`,
    ...lines.map(
      ([kind, list]) => `  ${list.length.toLocaleString('en').padStart(5)} ${silences[kind]} (${reasons(list)})`,
    ),
  ];
}

/** The most frequent reasons in words. */
function reasons(messages: readonly Message[]): string {
  const named = messages.map(({ reason = '', detail }) =>
    reason === 'run-ended' && detail !== undefined ? detailName(detail, 'en').toLowerCase() : outcomeName(reason, 'en'),
  );
  const all = tally(named);
  const shown = all.slice(0, 2).map(([reason, count]) => `${reason} ${count}`);
  return `${shown.join(', ')}${all.length > shown.length ? ', …' : ''}`;
}

function goalLines(records: Records): string[] {
  const figures = goalFigures(records);
  const sum = (pick: (figure: (typeof figures)[number]) => number) =>
    figures.reduce((total, one) => total + pick(one), 0);
  const [reached, conversions] = [sum((one) => one.reached), sum((one) => one.conversions)];
  if (reached === 0) return ['No journey reached its goal.'];
  const revenue = addUp(figures.flatMap((one) => one.revenue));
  const sums = revenue.map((money) => formatMoney(money, 'en')).join(' + ');
  return [
    `${counted(reached, 'goal')} reached: what a journey works towards, such as an order, happened in time`,
    `  ${conversions.toLocaleString('en')} of them after a click on one of the journey’s messages (conversions)${sums && `: ${sums}`}`,
  ];
}

function addUp(amounts: readonly Money[]): Money[] {
  const byCurrency = Map.groupBy(amounts, ({ currency }) => currency);
  return [...byCurrency].map(([currency, list]) => ({
    currency,
    minor: list.reduce((total, { minor }) => total + minor, 0),
  }));
}
