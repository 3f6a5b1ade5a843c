import type { Language } from '../../src/commerce/words.ts';
import type {
  CustomerExplanation,
  DayExplanation,
  ExplainedCustomer,
  ExplainedLine,
  MessageExplanation,
} from '../../src/model/explain-request.ts';

/** One customer's story as text: who, the timeline by days, and what comes next. */
export function describeCustomer({ customer, heads, lines, planned, isCut }: CustomerExplanation): string {
  const days = [...Map.groupBy(lines, ({ day }) => day)].flatMap(([day, list]) => ['', day, ...list.flatMap(lineText)]);
  const next = planned.flatMap(({ moment, sentences: [first = '', ...others] }) => [
    `  ${moment === undefined ? '' : `${moment}  `}${first}`,
    ...others.map((sentence) => `      ${sentence}`),
  ]);
  return [
    titleOf(customer),
    heads.asOf,
    ...days,
    '',
    ...(heads.erased === undefined || next.length > 0
      ? [heads.next, ...(next.length === 0 ? [`  ${heads.nothing}`] : next)]
      : [heads.erased]),
    ...(isCut ? ['', heads.cut ?? '…'] : []),
  ].join('\n');
}

function titleOf({ key, id, name, addresses }: ExplainedCustomer): string {
  return [name, id, ...addresses, key].filter((part) => part !== undefined).join(' · ');
}

function lineText({ hour, sentences: [first = '', ...others] }: ExplainedLine): string[] {
  return [`  ${hour}  ${first}`, ...others.map((sentence) => `         ${sentence}`)];
}

/** A message, and where to read on. */
export function describeMessage({ found, pages }: MessageExplanation, language: Language): string {
  if (found === undefined) return '';
  const { customer, line } = found;
  const more =
    language === 'ja'
      ? `お客様の履歴：npm run why -- --customer ${customer} --lang ja（表を${pages}ページ読みました）`
      : `The customer's story: npm run why -- --customer ${customer} (read ${pages} ${pages === 1 ? 'page' : 'pages'} of the table)`;
  return [line.day, ...lineText(line), '', more].join('\n');
}

/** A journey's day: counts, then messages that were not sent. */
export function describeDay(
  { journey, day }: { readonly journey: string; readonly day: string },
  { counts, lines, pages, next }: DayExplanation,
  language: Language,
): string {
  const words = dayTexts[language];
  const rows = Object.entries(counts).toSorted(([, one], [, other]) => other - one);
  const shown = rows.map(([, count]) => count.toLocaleString(language));
  const width = Math.max(0, ...shown.map(({ length }) => length));
  return [
    words.head(journey, day),
    ...(rows.length === 0
      ? [`  ${words.none}`]
      : rows.map(([name], place) => `  ${shown[place]?.padStart(width)}  ${name}`)),
    ...(lines.length > 0 ? [''] : []),
    ...lines
      .toSorted((one, other) => (one.at < other.at ? -1 : Number(one.at > other.at)))
      .flatMap(({ customer, ...line }) => [...lineText(line), `         ${words.customer(customer)}`]),
    '',
    words.read(pages.toLocaleString(language), next !== undefined),
  ].join('\n');
}

const dayTexts = {
  en: {
    head: (journey: string, day: string) => `${journey} on ${day}, on the shop’s clock`,
    none: 'Nothing was decided on that day.',
    customer: (key: string) => `Customer ${key}`,
    read: (pages: string, more: boolean) =>
      more
        ? `Read the first ${pages} pages of the table: the counts are of a part.`
        : `Read the whole table: pages: ${pages}.`,
  },
  ja: {
    head: (journey: string, day: string) => `${journey}：${day}（店舗の時刻）`,
    none: 'この日に判断されたものはありません。',
    customer: (key: string) => `お客様 ${key}`,
    read: (pages: string, more: boolean) =>
      more ? `表の先頭${pages}ページを読みました（集計は一部です）。` : `表全体（${pages}ページ）を読みました。`,
  },
} as const;
